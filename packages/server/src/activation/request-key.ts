import { accept, type Decision } from '@claviger/core/kernel/decision'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { makeKeyPair } from './key-pair.ts'
import { lockKeys, saveKey } from './key-store.ts'

/** What the keeper of the root is asked to sign for. */
export interface KeyRequest {
  readonly root: string
  readonly publicKey: string
}

/** Makes a key that waits for the signature of a root kept elsewhere; asked again, it is the same key. */
export async function requestKey(tx: Tx, _request: object): Promise<Decision<KeyRequest, VendorDoorRefusal>> {
  const door = await atVendor(tx, 'vendor.keys')
  if (!door.ok) return door
  const keys = await lockKeys(tx)
  const root = keys.find((key) => key.role === 'root')?.kid ?? ''
  const waiting = keys.find((key) => key.role === 'signing' && !key.certified)
  if (waiting) return accept({ root, publicKey: waiting.publicKey })
  const { publicKey, privateKey } = makeKeyPair()
  await saveKey(tx, { role: 'signing', publicKey, privateKey, statement: null })
  await record(tx, [{ what: 'signing_key_requested', organizationId: 0 }])
  return accept({ root, publicKey })
}
