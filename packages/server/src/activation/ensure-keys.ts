import { accept, type Decision } from '@claviger/core/kernel/decision'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { certify } from './key-certify.ts'
import { makeKeyPair } from './key-pair.ts'
import { loadSigningKey, saveKey } from './key-store.ts'

/** Makes the root and the first signing key where there are none; however many start at once, one pair is made. */
export async function ensureKeys(tx: Tx, _request: object): Promise<Decision<'there', VendorDoorRefusal>> {
  const door = await atVendor(tx, 'vendor.keys')
  if (!door.ok) return door
  if (await loadSigningKey(tx)) return accept('there')
  const [root, signing] = [makeKeyPair(), makeKeyPair()]
  if (!(await saveKey(tx, { ...root, role: 'root', statement: null }))) return accept('there')
  const statement = certify(root.privateKey, signing.publicKey, tx.now)
  await saveKey(tx, { ...signing, role: 'signing', statement })
  await record(tx, [{ what: 'signing_keys_made', organizationId: 0 }])
  return accept('there')
}
