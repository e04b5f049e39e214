import { type RefusalCode, refusalStatus } from '@claviger/core/kernel/refusal-codes'
import { useFormat } from '../words/use-format.ts'
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
type Facts = Readonly<Record<string, unknown>>

const isAnswer = (text: string): text is Answer => answers.some((one) => one === text)
const isRefusal = (code: unknown): code is RefusalCode => typeof code === 'string' && code in refusalStatus

/** Gives the sentence for an answer of the log; one nobody has worded stands as it is. */
export function useAnswerWords(): (answer: string) => string {
  const words = useWords('dev')
  return (answer) => (isAnswer(answer) ? words(`answer_${answer}`) : answer)
}

/** Gives the reason of an answer that was no: who ended it, which rule spoke against it, what could not be read. */
export function useReasonWords(): (answer: string, facts: Facts) => string {
  const words = useWords('dev')
  const format = useFormat()
  const refusals = useRefusal()
  const answerWords = useAnswerWords()
  return (answer, facts) => {
    const { code, by, at, sentence } = facts
    if (isRefusal(code)) return refusals.sentence({ ...facts, why: [], code })
    if ((answer === 'revoked' || answer === 'signed_out') && typeof by === 'string' && typeof at === 'string')
      return words(`answer_${answer}_by`, { by, at: format.dateTime(at) })
    const said = answerWords(answer)
    return typeof sentence === 'string' && sentence !== '' ? `${said} ${sentence}` : said
  }
}
