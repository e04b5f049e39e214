import { accept, type Decision } from '@claviger/core/kernel/decision'
import { type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import { decideStaffRole } from '@claviger/core/teams/staff-rules'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { deleteStaff, lockStaff, type Staff } from './vendor-store.ts'

export interface RemoveStaff {
  readonly addressKey: string
}

/** Ends somebody's work for the vendor; their rights end with the next request. The last owner cannot go. */
export async function removeStaff(
  tx: Tx,
  request: RemoveStaff,
): Promise<Decision<Staff, VendorDoorRefusal | ReasonedRefusal<'last_owner' | 'staff_not_found'>>> {
  const door = await atVendor(tx, 'vendor.staff')
  if (!door.ok) return door
  const staff = await lockStaff(tx)
  const found = staff.find((one) => one.addressKey === request.addressKey)
  if (!found) return refuseBy('staff_not_found', 'still_works_here')
  const decision = decideStaffRole(staff, found.addressKey, null)
  if (!decision.ok) return decision
  await deleteStaff(tx, found.addressKey)
  await record(tx, [{ what: 'staff_removed', organizationId: 0, facts: { address: found.address } }])
  return accept(found)
}
