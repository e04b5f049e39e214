import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import { isUuid } from '@claviger/core/kernel/ids'
import { mayAtVendor } from '@claviger/core/teams/permissions'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { copyLetter, lockLetter, requeueLetter, type StoredLetter } from './letter-store.ts'

export interface ResendLetter {
  readonly letterId: string
}

export type ResendRefusal = {
  readonly code: 'not_allowed' | 'letter_not_found' | 'letter_waiting' | 'letter_blanked' | 'letter_withdrawn'
}

/** Sends a letter again. For the vendor's staff. */
export async function resendLetter(
  tx: Tx,
  { letterId }: ResendLetter,
): Promise<Decision<{ letterId: string }, ResendRefusal>> {
  if (!mayAtVendor(tx.actor, 'vendor.mail')) return refuse('not_allowed')
  const letter = isUuid(letterId) ? await lockLetter(tx, letterId) : undefined
  return letter ? sendAgain(tx, letter) : refuse('letter_not_found')
}

/** Queues a letter again by what became of it: who may ask is the caller's business. */
export async function sendAgain(
  tx: Tx,
  letter: StoredLetter,
): Promise<Decision<{ letterId: string }, ResendRefusal>> {
  const { id, state, blanked, kind, organizationId } = letter
  if (state === 'waiting') return refuse('letter_waiting')
  if (state === 'withdrawn') return refuse('letter_withdrawn')
  // What it opened is no longer kept: only a new act makes a new code or link.
  if (blanked) return refuse('letter_blanked')
  const again = state === 'sent' ? await copyLetter(tx, id) : id
  if (state !== 'sent') await requeueLetter(tx, id)
  await record(tx, [{ what: 'letter_sent_again', organizationId, facts: { kind, letterId: again } }])
  return accept({ letterId: again })
}
