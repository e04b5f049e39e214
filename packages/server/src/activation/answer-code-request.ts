import { type CodeAnswer, codeAnswers, decideAnswer } from '@claviger/core/activation/code-rules'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { readChoice, readFields } from '@claviger/core/kernel/fields'
import { readName } from '@claviger/core/kernel/text'
import { actorName } from '@claviger/core/teams/actor'
import { loadSetting } from '../assignment/store.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { queueLetters } from '../outbox/queue.ts'
import { missing, refuseHere } from '../teams/access.ts'
import { type HeldCodeRequest, loadAsker, lockCodeRequest, saveCodeAnswer } from './code-request-store.ts'
import { issueCodes } from './issue-codes.ts'
import { codeLetter, denialLetter } from './letter-facts.ts'

export interface AnswerCodeRequest {
  readonly organizationId: number
  readonly id: string
  readonly answer: unknown
  /** A line to the person; may be empty. */
  readonly note: unknown
}

/** Answers a request for an activation code once: a yes issues the code and mails it, a no is mailed with its reason. */
export async function answerCodeRequest(
  tx: Tx,
  request: AnswerCodeRequest,
): Promise<Decision<{ readonly state: 'approved' | 'denied' }, Refusal>> {
  const { organizationId } = request
  const asked = await lockCodeRequest(tx, organizationId, request.id)
  const barred = await refuseHere(tx, {
    ...{ organizationId, teamId: asked?.teamId, missing: 'code_request_not_found', exists: asked !== null },
    ...{ see: 'licenses.see', do: 'licenses.assign' },
  })
  if (barred) return { ok: false, refusal: barred }
  if (!asked) return missing(tx, 'code_request_not_found')
  const read = readFields({
    answer: readChoice(request.answer, codeAnswers),
    note: request.note === '' ? accept('') : readName(request.note, { field: 'note', max: 500 }),
  })
  if (!read.ok) return read
  const allowed = decideAnswer(asked, read.plan.answer)
  if (!allowed.ok) return allowed
  return accept({ state: await answer(tx, organizationId, asked, read.plan) })
}

async function answer(
  tx: Tx,
  organizationId: number,
  asked: HeldCodeRequest,
  { answer: said, note }: { readonly answer: CodeAnswer; readonly note: string },
) {
  const { id, teamId, licenseId } = asked
  const by = actorName(tx.actor)
  const state = said === 'approve' ? 'approved' : 'denied'
  await saveCodeAnswer(tx, { organizationId, id }, { state, by, note })
  if (said === 'approve') await sendCode(tx, organizationId, asked, note)
  else await sendDenial(tx, organizationId, asked, note)
  const facts = { requestId: id, state, note }
  await record(tx, [{ what: 'activation_code_answered', organizationId, teamId, licenseId, facts }])
  return state
}

async function sendCode(tx: Tx, organizationId: number, { assignmentId }: HeldCodeRequest, note: string) {
  const by = actorName(tx.actor)
  const codes = await issueCodes(tx, {
    ...{ organizationId, assignmentIds: [assignmentId], cameBy: 'request', by },
  })
  const setting = await loadSetting(tx, organizationId)
  if (!setting) return
  await queueLetters(
    tx,
    codes.map((code) => codeLetter(setting, code, { by, note })),
  )
}

async function sendDenial(tx: Tx, organizationId: number, asked: HeldCodeRequest, note: string) {
  const setting = await loadSetting(tx, organizationId)
  const asker = await loadAsker(tx, organizationId, asked.id)
  if (!setting || !asker) return
  const by = actorName(tx.actor)
  await queueLetters(tx, [denialLetter({ ...setting, ...asker }, { by, note })])
}
