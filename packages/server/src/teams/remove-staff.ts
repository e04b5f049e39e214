import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import { decideStaffRole, type LastOwner } from '@claviger/core/teams/staff-rules'
import { atVendor, type VendorDoorRefusal } from '@claviger/core/teams/vendor-door'
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
): Promise<Decision<Staff, VendorDoorRefusal | LastOwner | { readonly code: 'staff_not_found' }>> {
  const door = atVendor(tx.actor, 'vendor.staff')
  if (!door.ok) return door
  const staff = await lockStaff(tx)
  const found = staff.find((one) => one.addressKey === request.addressKey)
  if (!found) return refuse('staff_not_found')
  const decision = decideStaffRole(staff, found.addressKey, null)
  if (!decision.ok) return decision
  await deleteStaff(tx, found.addressKey)
  await record(tx, [{ what: 'staff_removed', organizationId: 0, facts: { address: found.address } }])
  return accept(found)
}
