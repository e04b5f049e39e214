import { refusalStatus } from '@claviger/core/kernel/refusal-codes'
import { useRefusal } from '../words/use-refusal.ts'
import { useWords } from '../words/use-words.ts'

/** What products are told in the words of RFC 6749 and RFC 8628, and what this service says besides. */
const answers = [
  'answered',
  'authorization_pending',
  'slow_down',
  'access_denied',
  'expired_token',
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'unsupported_grant_type',
  'invalid_token',
  'revoked',
  'signed_out',
  'released',
] as const

type Answer = (typeof answers)[number]

const isAnswer = (text: string): text is Answer => answers.some((one) => one === text)
const isRefusal = (text: string): text is keyof typeof refusalStatus => text in refusalStatus

/** Gives the sentence for an answer of the log; one nobody has worded stands as it is. */
export function useAnswerWords(): (answer: string, facts?: Readonly<Record<string, unknown>>) => string {
  const words = useWords('dev')
  const refusals = useRefusal()
  return (answer, facts = {}) => {
    if (isAnswer(answer)) return words(`answer_${answer}`)
    return isRefusal(answer) ? refusals.sentence({ why: [], ...facts, code: answer }) : answer
  }
}
