import type { Refusal } from '../kernel/decision.ts'
import { check, firstUnmet } from '../kernel/rules.ts'

/** A license somebody wants to take back, as it is under the lock. */
export interface RevocableLicense {
  readonly licenseId: string
  readonly holder: {
    readonly personId: string
    readonly address: string
    readonly mailTo: string
    readonly name: string
  } | null
  readonly assignment: { readonly id: string; readonly assignedAt: Date } | null
}

export interface RevocationPolicy {
  /** Days after an assignment in which it cannot be taken back; 0 for none. Holds for pages and API alike. */
  readonly coolDownDays: number
  readonly now: Date
}

export type HeldRevocable<License extends RevocableLicense = RevocableLicense> = License & {
  readonly holder: NonNullable<RevocableLicense['holder']>
  readonly assignment: NonNullable<RevocableLicense['assignment']>
}

export interface RevocationPlan<License extends RevocableLicense = RevocableLicense> {
  readonly revoke: readonly HeldRevocable<License>[]
  readonly kept: readonly { readonly license: License; readonly reason: Refusal }[]
}

const dayMillis = 86_400_000

/** Decides which of these licenses come back at once and which stay, with the reason for each. */
export function planRevocation<License extends RevocableLicense>(
  policy: RevocationPolicy,
  licenses: readonly License[],
): RevocationPlan<License> {
  const revoke: HeldRevocable<License>[] = []
  const kept: { license: License; reason: Refusal }[] = []
  for (const license of licenses) {
    const reason = refuseRevoking(policy, license)
    if (reason) kept.push({ license, reason })
    else if (isHeld(license)) revoke.push(license)
  }
  return { revoke, kept }
}

/** Why this license stays where it is, or nothing when it can be taken back. */
function refuseRevoking({ coolDownDays: days, now }: RevocationPolicy, license: RevocableLicense) {
  const { assignment } = license
  const since = assignment?.assignedAt ?? now
  const until = new Date(since.getTime() + days * dayMillis)
  return firstUnmet([
    check('not_assigned', 'somebody_has_it', isHeld(license), { licenseId: license.licenseId }),
    check('recently_assigned', 'assigned_long_enough', until <= now, { days, since, until }),
  ])
}

/** Whether somebody has this license. */
export function isHeld<License extends RevocableLicense>(
  license: License,
): license is HeldRevocable<License> {
  return license.holder !== null && license.assignment !== null
}
