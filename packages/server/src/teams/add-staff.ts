import { accept, type Decision } from '@claviger/core/kernel/decision'
import { readAddress } from '@claviger/core/kernel/email'
import { type FieldsWrong, optional, readChoice, readFields } from '@claviger/core/kernel/fields'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { readName } from '@claviger/core/kernel/text'
import { actorName } from '@claviger/core/teams/actor'
import { decideStaffRole } from '@claviger/core/teams/staff-rules'
import { endSessionsAt } from '../access/store.ts'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { queueLetters } from '../outbox/queue.ts'
import type { teamsLetters } from './letters.ts'
import { lockStaff, requireVendor, type Staff, saveStaff } from './vendor-store.ts'

export interface AddStaff {
  readonly email: string
  readonly name?: string
  readonly role: string
}

/** Makes somebody one of the vendor's people, or changes what they may do. The last owner stays an owner. */
export async function addStaff(
  tx: Tx,
  request: AddStaff,
): Promise<Decision<Staff, FieldsWrong | VendorDoorRefusal | ReasonedRefusal<'last_owner'>>> {
  const door = await atVendor(tx, 'vendor.staff')
  if (!door.ok) return door
  const read = readFields({
    email: readAddress(request.email),
    name: optional(request.name, (text) => readName(text, { field: 'name', max: 100 })),
    role: readChoice(request.role, ['owner', 'staff']),
  })
  if (!read.ok) return read
  const { email, name, role } = read.plan

  const staff = await lockStaff(tx)
  const known = staff.find((one) => one.addressKey === email.key)
  const decision = decideStaffRole(staff, email.key, role)
  if (!decision.ok) return decision

  const added = { addressKey: email.key, address: email.typed, name: name ?? known?.name ?? '', role }
  await saveStaff(tx, added, actorName(tx.actor))
  if (!known) await welcome(tx, email.mailTo, added)
  // A session that was somebody's may not become the staff's under the same id.
  if (known?.role !== role && known?.role !== 'owner') await endSessionsAt(tx, email.key)
  await record(tx, [
    {
      what: known ? 'staff_changed' : 'staff_added',
      organizationId: 0,
      facts: { address: email.typed, role },
    },
  ])
  return accept(added)
}

async function welcome(tx: Tx, address: string, { name, role }: Staff): Promise<void> {
  const vendor = await requireVendor(tx)
  const facts = { by: actorName(tx.actor), role }
  await queueLetters<typeof teamsLetters>(tx, [
    { kind: 'staff_added', organizationId: 0, to: { address, name }, locale: vendor.locale, facts },
  ])
}
