import type { Refusal } from '../kernel/decision.ts'

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
    const { holder, assignment } = license
    if (!holder || !assignment) {
      kept.push({ license, reason: { code: 'not_assigned' } })
      continue
    }
    const until = new Date(assignment.assignedAt.getTime() + policy.coolDownDays * dayMillis)
    if (until > policy.now)
      kept.push({ license, reason: { code: 'recently_assigned', days: policy.coolDownDays, until } })
    else revoke.push({ ...license, holder, assignment })
  }
  return { revoke, kept }
}
