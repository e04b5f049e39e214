import { decideClosing } from '@claviger/core/assignment/request-rules'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { readAddress } from '@claviger/core/kernel/email'
import { readName } from '@claviger/core/kernel/text'
import { actorAddress, actorName } from '@claviger/core/teams/actor'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { type NewLetter, queueLetters } from '../outbox/queue.ts'
import { holdRequests, type RequestChoice } from './hold-requests.ts'
import type { RequestDeclinedFacts } from './letter-facts.ts'
import { type HeldRequest, saveAnswers } from './request-store.ts'
import { loadSetting, type Setting } from './store.ts'

export interface DeclineRequests extends RequestChoice {
  /** A line to each who asked; may be empty. */
  readonly note: unknown
}

/** Says no to everybody who still waits, with a line back; who was answered meanwhile is left alone. */
export async function declineRequests(
  tx: Tx,
  request: DeclineRequests,
): Promise<Decision<{ readonly declined: number }, Refusal>> {
  const { organizationId } = request
  const note = request.note === '' ? accept('') : readName(request.note, { field: 'note', max: 500 })
  if (!note.ok) return note
  const held = await holdRequests(tx, request, 'lock')
  if (!held.ok) return held
  const waiting = held.plan.filter((one) => decideClosing(one).ok)
  const first = decideClosing(held.plan[0])
  if (waiting.length === 0 && !first.ok) return first
  const setting = await loadSetting(tx, organizationId)
  if (!setting) throw new Error('an organization with requests is not there')

  const ids = waiting.map((one) => one.id)
  await saveAnswers(tx, organizationId, ids, { state: 'declined', by: actorName(tx.actor), note: note.plan })
  await queueLetters(
    tx,
    waiting.map((one) => letterTo(tx, setting, one, note.plan)),
  )
  await record(
    tx,
    waiting.map(({ id, teamId, address }) => ({
      ...{ what: 'request_declined', organizationId, teamId },
      facts: { requestId: id, address, note: note.plan },
    })),
  )
  return accept({ declined: waiting.length })
}

function letterTo(
  tx: Tx,
  setting: Setting,
  { address, name, product }: HeldRequest,
  note: string,
): NewLetter {
  const read = readAddress(address)
  const facts: RequestDeclinedFacts = {
    ...{ address, product, note, organization: setting.organizationName },
    ...{ by: actorName(tx.actor), byAddress: actorAddress(tx.actor) },
  }
  return {
    kind: 'request_declined',
    organizationId: setting.organizationId,
    locale: setting.locale,
    to: { address: read.ok ? read.plan.mailTo : address, name },
    facts: { ...facts },
  }
}
