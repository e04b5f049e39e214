import { decideRootSigning, type RootRefusal } from '@claviger/core/activation/key-rules'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { lockKeys } from './key-store.ts'
import { rootAtHand, rootGivenBy, turnKey } from './key-turn.ts'

export interface RotateKey {
  /** The key that signed when the form was shown; sent again, it replaces nothing a second time. */
  readonly replaces: string
  /** The private half of a root that is kept elsewhere, for this act only. */
  readonly root?: string
}

/** Lets a new key sign from now on. Everything signed before stays good, and products in the field need nothing. */
export async function rotateKey(
  tx: Tx,
  request: RotateKey,
): Promise<Decision<{ readonly kid: string }, VendorDoorRefusal | RootRefusal>> {
  const door = await atVendor(tx, 'vendor.keys')
  if (!door.ok) return door
  const keys = await lockKeys(tx)
  const current = keys.find((key) => key.role === 'signing' && key.current)
  if (current && current.kid !== request.replaces) return accept({ kid: current.kid })
  const given = rootGivenBy(request.root)
  const decision = decideRootSigning(keys, given)
  if (!decision.ok) return decision
  const kid = await turnKey(tx, rootAtHand(keys, given))
  const facts = { kid, replaced: current?.kid ?? null }
  await record(tx, [{ what: 'signing_key_rotated', organizationId: 0, facts }])
  return accept({ kid })
}
