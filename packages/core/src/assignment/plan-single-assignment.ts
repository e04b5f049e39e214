import { accept, type Decision } from '../kernel/decision.ts'
import { check, firstUnmet, refuseBy } from '../kernel/rules.ts'
import type { Availability } from '../licenses/availability.ts'

/** A license as it is under the lock. */
export interface LicenseToGive {
  readonly licenseId: string
  readonly paidThrough: string
  readonly availability: Availability
}

/** The license a program named, or the first that a team can give of a product in the order of the list. */
export type SoughtLicense<License extends LicenseToGive> =
  | { readonly by: 'license'; readonly license: License }
  | {
      readonly by: 'team'
      readonly license: License | null
      readonly team: string
      readonly product: string
    }

/** Decides which license goes to the one person a program names, or why none does. */
export function planSingleAssignment<License extends LicenseToGive>(
  sought: SoughtLicense<License>,
): Decision<License> {
  if (sought.by === 'license') return planGiving(sought.license)
  const { license, team, product } = sought
  if (license) return planGiving(license)
  return refuseBy('no_free_seat', 'team_has_free_seat', { asked: 1, free: 0, team, product })
}

function planGiving<License extends LicenseToGive>(license: License): Decision<License> {
  const refusal = refuseGiving(license)
  return refusal ? { ok: false, refusal } : accept(license)
}

function refuseGiving({ licenseId, paidThrough, availability: reason }: LicenseToGive) {
  const facts = { licenseId, paidThrough, reason }
  return firstUnmet([
    check('license_not_available', 'license_is_for_people', reason !== 'not_per_user', facts),
    check('license_not_available', 'nobody_has_license', reason !== 'allocated', facts),
    check('license_not_available', 'license_not_suspended', reason !== 'suspended', facts),
    check('license_not_available', 'license_runs_or_keeps', reason !== 'expired_without_fallback', facts),
  ])
}
