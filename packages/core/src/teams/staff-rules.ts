import type { Decision } from '../kernel/decision.ts'
import { check, passing, type ReasonedRefusal } from '../kernel/rules.ts'
import type { StaffRole } from './permissions.ts'

interface KnownStaff {
  readonly addressKey: string
  readonly role: StaffRole
}

/** Decides whether somebody of the vendor may have this role from now on, or none: one owner must remain. */
export function decideStaffRole(
  staff: readonly KnownStaff[],
  addressKey: string,
  role: StaffRole | null,
): Decision<'pass', ReasonedRefusal<'last_owner'>> {
  const others = staff.filter((one) => one.role === 'owner' && one.addressKey !== addressKey).length
  return passing([check('last_owner', 'somebody_else_owns', role === 'owner' || others > 0, { others })])
}
