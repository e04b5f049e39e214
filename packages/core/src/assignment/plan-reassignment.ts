import type { Refusal } from '../kernel/decision.ts'
import { check, firstUnmet } from '../kernel/rules.ts'
import type { HeldLicense } from './plan-assignment.ts'
import {
  type HeldRevocable,
  planRevocation,
  type RevocableLicense,
  type RevocationPlan,
  type RevocationPolicy,
} from './plan-revocation.ts'

/** A license that is to change hands, with the product it is for. */
export interface PassableLicense extends RevocableLicense {
  readonly productCode: string
}

/**
 * Decides which licenses of one person go over to another. What cannot be taken back stays, and so does what the other
 * one has already, by itself or through a pack: nobody gets a second license of a product this way.
 */
export function planReassignment<License extends PassableLicense>(
  policy: RevocationPolicy,
  licenses: readonly License[],
  holds: ReadonlyMap<string, HeldLicense>,
): RevocationPlan<License> {
  const { revoke, kept } = planRevocation(policy, licenses)
  const given = new Map<string, HeldRevocable<License>>()
  const stays = revoke.flatMap((license) => {
    const reason = refusePassing(license, holds.get(license.licenseId), given.get(license.productCode))
    if (!reason) given.set(license.productCode, license)
    return reason ? [{ license, reason }] : []
  })
  return { revoke: [...given.values()], kept: [...kept, ...stays] }
}

function refusePassing(
  license: PassableLicense,
  held: HeldLicense | undefined,
  before: PassableLicense | undefined,
): Refusal | null {
  const code =
    held && held.productCode !== license.productCode ? 'already_has_through_pack' : 'already_has_license'
  const facts = held ? { ...held } : before ? { licenseId: before.licenseId } : {}
  return firstUnmet([check(code, 'has_no_license_yet', !held && !before, facts)])
}
