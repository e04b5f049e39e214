import { accept, type Decision, refuse } from '../kernel/decision.ts'
import type { StaffRole } from './permissions.ts'

interface KnownStaff {
  readonly addressKey: string
  readonly role: StaffRole
}

export type LastOwner = { readonly code: 'last_owner' }

/** Decides whether somebody of the vendor may have this role from now on, or none: one owner must remain. */
export function decideStaffRole(
  staff: readonly KnownStaff[],
  addressKey: string,
  role: StaffRole | null,
): Decision<'change', LastOwner> {
  const otherOwner = staff.some((one) => one.role === 'owner' && one.addressKey !== addressKey)
  return role === 'owner' || otherOwner ? accept('change') : refuse('last_owner')
}
