import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import { type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { certifiedBy } from './key-certify.ts'
import { lockKeys, saveCertified, saveReplaced } from './key-store.ts'

export interface InstallKey {
  /** What the root says of the key that was asked for. */
  readonly statement: string
}

type Refused =
  | VendorDoorRefusal
  | ReasonedRefusal<'key_not_found'>
  | { readonly code: 'statement_not_by_root' }

/** Lets the key that waited sign from now on; installing the same statement twice changes nothing. */
export async function installKey(
  tx: Tx,
  { statement }: InstallKey,
): Promise<Decision<{ readonly kid: string }, Refused>> {
  const door = await atVendor(tx, 'vendor.keys')
  if (!door.ok) return door
  const keys = await lockKeys(tx)
  const root = keys.find((key) => key.role === 'root')
  const publicKey = root && certifiedBy(root.publicKey, statement)
  if (!publicKey) return refuse('statement_not_by_root')
  const key = keys.find((one) => one.role === 'signing' && one.publicKey === publicKey)
  if (!key) return refuseBy('key_not_found', 'signing_key_is_known', { kid: publicKey.slice(0, 8) })
  if (key.certified) return accept({ kid: key.kid })
  await saveReplaced(tx)
  await saveCertified(tx, key.kid, statement)
  await record(tx, [{ what: 'signing_key_rotated', organizationId: 0, facts: { kid: key.kid } }])
  return accept({ kid: key.kid })
}
