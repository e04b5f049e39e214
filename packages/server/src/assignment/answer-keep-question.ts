import { type KeepAnswer, mayAnswer } from '@claviger/core/assignment/keep-rules'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { readChoice } from '@claviger/core/kernel/fields'
import { refuseBy } from '@claviger/core/kernel/rules'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { freeLicenses, lockPoolsOfLicenses } from '../licenses/pool-store.ts'
import { closeKeepQuestions, type KeepQuestion, listAskedBehind, lockKeepQuestions } from './keep-store.ts'
import { endAssignments } from './store.ts'

export interface AnswerKeepQuestion {
  /** As in the letter's /keep/…: whoever reads the letter may answer. */
  readonly door: string
  readonly questionId: string
  /** `kept` or `given_back`. */
  readonly answer: unknown
}

/** Keeps a license that was asked about, or gives it back: it is free for somebody else at once. */
export async function answerKeepQuestion(
  tx: Tx,
  { door, questionId, answer: typed }: AnswerKeepQuestion,
): Promise<Decision<{ readonly state: KeepAnswer }, Refusal>> {
  const read = readChoice(typed, ['kept', 'given_back'])
  if (!read.ok) return { ok: false, refusal: { ...read.refusal, field: 'answer' } }
  const answer = read.plan
  const asked = (await listAskedBehind(tx, door)).find((one) => one.id === questionId)
  if (!asked) return refuseBy('question_not_found', 'question_is_known')
  const { organizationId, licenseId } = asked
  // Pools before questions, as in every act that takes something back.
  if (answer === 'given_back') await lockPoolsOfLicenses(tx, organizationId, [licenseId])
  const [question] = await lockKeepQuestions(tx, organizationId, [questionId])
  if (!question) return refuseBy('question_not_found', 'question_is_known')
  if (question.state === answer) return accept({ state: answer })
  const allowed = mayAnswer(question)
  if (!allowed.ok) return allowed
  await closeKeepQuestions(tx, organizationId, [questionId], answer)
  if (answer === 'given_back') await giveBack(tx, question)
  await record(tx, [happened(question, answer)])
  return accept({ state: answer })
}

async function giveBack(tx: Tx, { organizationId, assignmentId, licenseId, name, address }: KeepQuestion) {
  await endAssignments(tx, organizationId, [assignmentId], { by: name || address, reason: 'returned' })
  await freeLicenses(tx, organizationId, [licenseId])
}

function happened(
  { organizationId, teamId, licenseId, personId, address }: KeepQuestion,
  answer: KeepAnswer,
) {
  const what = answer === 'kept' ? 'license_kept' : 'license_returned'
  return { what, organizationId, teamId, licenseId, personId, facts: { address, asked: true } }
}
