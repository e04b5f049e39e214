import { accept, type Decision } from '../kernel/decision.ts'
import { check, firstUnmet, refuseBy } from '../kernel/rules.ts'
import type { Availability } from '../licenses/availability.ts'

/** The license a program named, as it is under the lock. */
export interface NamedLicense {
  readonly by: 'license'
  readonly licenseId: string
  readonly paidThrough: string
  readonly availability: Availability
}

/** The first license that a team can give of a product, in the order of the organization's list. */
export interface FirstLicense {
  readonly by: 'team'
  /** None where no license of the team can be given. */
  readonly licenseId: string | null
  readonly team: string
  readonly product: string
}

/** Decides which license goes to the one person a program names, or why none does. */
export function planSingleAssignment(
  sought: NamedLicense | FirstLicense,
): Decision<{ readonly licenseId: string }> {
  if (sought.by === 'license') {
    const refusal = refuseNamed(sought)
    return refusal ? { ok: false, refusal } : accept({ licenseId: sought.licenseId })
  }
  const { licenseId, team, product } = sought
  if (licenseId !== null) return accept({ licenseId })
  return refuseBy('no_free_seat', 'team_has_free_seat', { asked: 1, free: 0, team, product })
}

function refuseNamed({ licenseId, paidThrough, availability: reason }: NamedLicense) {
  const facts = { licenseId, paidThrough, reason }
  return firstUnmet([
    check('license_not_available', 'license_is_for_people', reason !== 'not_per_user', facts),
    check('license_not_available', 'nobody_has_license', reason !== 'allocated', facts),
    check('license_not_available', 'license_not_suspended', reason !== 'suspended', facts),
    check('license_not_available', 'license_runs_or_keeps', reason !== 'expired_without_fallback', facts),
  ])
}
