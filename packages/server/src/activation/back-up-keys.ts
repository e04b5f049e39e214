import { decideRootSigning, type RootRefusal, readPassphrase } from '@claviger/core/activation/key-rules'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { FieldsWrong } from '@claviger/core/kernel/fields'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { sealKeys } from './key-file.ts'
import { lockKeys, saveBackedUp } from './key-store.ts'

export interface BackUpKeys {
  readonly passphrase: string
  readonly again: string
}

/** A sealed file of keys, ready to be kept. */
export interface KeyFile {
  readonly fileName: string
  readonly text: string
}

/** Seals root and signing keys with a passphrase, and notes that they are kept somewhere else. */
export async function backUpKeys(
  tx: Tx,
  request: BackUpKeys,
): Promise<Decision<KeyFile, VendorDoorRefusal | FieldsWrong | RootRefusal>> {
  const door = await atVendor(tx, 'vendor.keys')
  if (!door.ok) return door
  const read = readPassphrase(request)
  if (!read.ok) return read
  const keys = await lockKeys(tx)
  const here = decideRootSigning(keys, null)
  if (!here.ok) return here
  const text = await sealKeys(keys, read.plan, tx.now)
  await saveBackedUp(tx)
  await record(tx, [{ what: 'keys_backed_up', organizationId: 0 }])
  return accept({ fileName: `claviger-keys-${tx.now.toISOString().slice(0, 10)}.json`, text })
}
