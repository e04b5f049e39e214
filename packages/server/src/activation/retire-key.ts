import {
  planRetirement,
  type Retirement,
  type RetirementRefusal,
  readRetirementMoment,
} from '@claviger/core/activation/key-rules'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { type FieldsWrong, readFields } from '@claviger/core/kernel/fields'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { loadVendor } from '../teams/vendor-store.ts'
import { lockKeys, saveRetired } from './key-store.ts'
import { renewNotice, rootAtHand, rootGivenBy, turnKey } from './key-turn.ts'

export interface RetireKey {
  readonly kid: string
  /** A day, a moment in UTC, or nothing for at once. */
  readonly at: string
  /** The private half of a root that is kept elsewhere, for this act only. */
  readonly root?: string
}

/** Ends a key for good: from the moment stated, nothing it has signed counts. The key that signs is replaced first. */
export async function retireKey(
  tx: Tx,
  request: RetireKey,
): Promise<Decision<Retirement, VendorDoorRefusal | RetirementRefusal | FieldsWrong>> {
  const door = await atVendor(tx, 'vendor.keys')
  if (!door.ok) return door
  const timeZone = (await loadVendor(tx))?.timeZone ?? 'UTC'
  const read = readFields({ at: readRetirementMoment(request.at, timeZone) })
  if (!read.ok) return read
  const keys = await lockKeys(tx)
  const given = rootGivenBy(request.root)
  const decision = planRetirement(keys, { kid: request.kid, at: read.plan.at, now: tx.now, given })
  if (!decision.ok || decision.plan.already) return decision
  const root = rootAtHand(keys, given)
  if (decision.plan.rotatesFirst) await turnKey(tx, root)
  await saveRetired(tx, decision.plan.kid, decision.plan.at)
  await renewNotice(tx, root)
  const { kid, at } = decision.plan
  await record(tx, [{ what: 'signing_key_retired', organizationId: 0, facts: { kid, at } }])
  return accept(decision.plan)
}
