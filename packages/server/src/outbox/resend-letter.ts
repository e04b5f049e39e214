import { accept, type Decision } from '@claviger/core/kernel/decision'
import { isUuid } from '@claviger/core/kernel/ids'
import { check, passing, type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { copyLetter, lockLetter, requeueLetter, type StoredLetter } from './letter-store.ts'

export interface ResendLetter {
  readonly letterId: string
}

export type ResendRefusal =
  | VendorDoorRefusal
  | ReasonedRefusal<'letter_not_found' | 'letter_waiting' | 'letter_blanked' | 'letter_withdrawn'>

/** Sends a letter again. For the vendor's staff. */
export async function resendLetter(
  tx: Tx,
  { letterId }: ResendLetter,
): Promise<Decision<{ letterId: string }, ResendRefusal>> {
  const door = await atVendor(tx, 'vendor.mail')
  if (!door.ok) return door
  const letter = isUuid(letterId) ? await lockLetter(tx, letterId) : undefined
  return letter ? sendAgain(tx, letter) : refuseBy('letter_not_found', 'letter_is_kept')
}

/** Queues a letter again by what became of it: who may ask is the caller's business. */
export async function sendAgain(
  tx: Tx,
  letter: StoredLetter,
): Promise<Decision<{ letterId: string }, ResendRefusal>> {
  const { id, state, blanked, kind, organizationId } = letter
  const passed = passing([
    check('letter_waiting', 'letter_not_waiting', state !== 'waiting'),
    check('letter_withdrawn', 'letter_not_withdrawn', state !== 'withdrawn'),
    // What it opened is no longer kept: only a new act makes a new code or link.
    check('letter_blanked', 'letter_opens_something', !blanked),
  ])
  if (!passed.ok) return passed
  const again = state === 'sent' ? await copyLetter(tx, id) : id
  if (state !== 'sent') await requeueLetter(tx, id)
  await record(tx, [{ what: 'letter_sent_again', organizationId, facts: { kind, letterId: again } }])
  return accept({ letterId: again })
}
