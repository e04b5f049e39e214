import { decideKeysComingBack } from '@claviger/core/activation/key-rules'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { countDocuments, deleteKeys, type KeptKey, lockKeys, saveKeptKeys } from './key-store.ts'
import { renewNotice } from './key-turn.ts'

export interface RestoreKeys {
  /** What the file held. */
  readonly keys: readonly KeptKey[]
}

/** Brings kept keys back: into the installation they are from, or into one whose own keys nobody relies on yet. */
export async function restoreKeys(
  tx: Tx,
  { keys }: RestoreKeys,
): Promise<Decision<{ readonly root: string }, VendorDoorRefusal | ReasonedRefusal<'keys_in_use'>>> {
  const door = await atVendor(tx, 'vendor.keys')
  if (!door.ok) return door
  const root = keys.find((key) => key.role === 'root')
  if (!root?.privateKey) throw new Error('a file of kept keys holds no root')
  const decision = decideKeysComingBack(await lockKeys(tx), root.kid, await countDocuments(tx))
  if (!decision.ok) return decision
  if (decision.plan === 'instead') await deleteKeys(tx)
  await saveKeptKeys(tx, decision.plan === 'instead' ? keys : keys.map((key) => besideCurrent(key, tx.now)))
  await renewNotice(tx, root.privateKey)
  await record(tx, [{ what: 'keys_restored', organizationId: 0, facts: { root: root.kid } }])
  return accept({ root: root.kid })
}

/** Whatever signed when the file was made, the key that signs here now goes on. */
function besideCurrent(key: KeptKey, now: Date): KeptKey {
  if (key.role === 'root' || !key.current) return key
  return { ...key, current: false, replacedAt: key.replacedAt ?? now }
}
