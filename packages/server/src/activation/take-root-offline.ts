import { decideRootLeaving } from '@claviger/core/activation/key-rules'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { lockKeys, saveRootLeft } from './key-store.ts'

type Refused = VendorDoorRefusal | ReasonedRefusal<'root_offline' | 'root_not_backed_up'>

/** Deletes the private half of the root here, once it is kept elsewhere: whoever takes this machine cannot make keys. */
export async function takeRootOffline(tx: Tx, _request: object): Promise<Decision<'offline', Refused>> {
  const door = await atVendor(tx, 'vendor.keys')
  if (!door.ok) return door
  const decision = decideRootLeaving(await lockKeys(tx))
  if (!decision.ok) return decision
  await saveRootLeft(tx)
  await record(tx, [{ what: 'root_taken_offline', organizationId: 0 }])
  return accept('offline')
}
