import type { Decision } from '../kernel/decision.ts'
import { check, passing, type ReasonedRefusal } from '../kernel/rules.ts'
import type { SoldLicense } from './plan-document.ts'

/** Where an organization's activation codes are had: in the letter of each assignment, on the person's page, or after asking. */
export type CodePolicy = 'letter' | 'page' | 'ask'
export const codePolicies = ['letter', 'page', 'ask'] as const satisfies readonly CodePolicy[]

/** What of a license a code rests on, in one line: while it stays the same, so does the code. */
export function basisOf({ settled, products }: SoldLicense): string {
  const lines = products.map(({ code, paidUpTo, fallbackDate = '', fallbackRelease = '' }) =>
    [code, paidUpTo, fallbackDate, fallbackRelease].join('/'),
  )
  return [settled ? 'paid' : 'unpaid', ...lines].join(' ')
}

/** A code as far as it matters whether it still says what is true. */
export interface StandingCode {
  readonly basis: string
  readonly keyRetired: boolean
}

/** Whether a code still says what is true of its license, by a key that still counts. */
export function stillTrue(code: StandingCode | null, basis: string): boolean {
  return code !== null && !code.keyRetired && code.basis === basis
}

/** What taking a code from one's own page depends on. */
export interface TakingFacts {
  readonly policy: CodePolicy
  /** A code was issued before: asking once is enough for as long as the license stays. */
  readonly hasCode: boolean
  readonly organization: string
}

/** Lets a person take a code without asking, unless the organization wants to be asked first. */
export function decideTaking({
  policy,
  hasCode,
  organization,
}: TakingFacts): Decision<'pass', ReasonedRefusal<'code_must_be_asked'>> {
  const free = policy !== 'ask' || hasCode
  return passing([check('code_must_be_asked', 'code_without_asking', free, { organization })])
}

/** Lets a person ask for a code where asking is the way to one. */
export function decideAsking({
  policy,
  hasCode,
  organization,
}: TakingFacts): Decision<'pass', ReasonedRefusal<'code_needs_no_asking'>> {
  const asked = policy === 'ask' && !hasCode
  return passing([check('code_needs_no_asking', 'code_after_asking', asked, { organization })])
}

/** A request as far as answering it matters. */
export interface AskedCode {
  readonly licenseId: string
  readonly state: 'open' | 'approved' | 'denied'
  readonly answeredBy: string | null
  /** The license is still in the hands of whoever asked. */
  readonly held: boolean
}

export type CodeAnswer = 'approve' | 'deny'
export const codeAnswers = ['approve', 'deny'] as const satisfies readonly CodeAnswer[]

/** Lets a request be answered once; the same answer again changes nothing. */
export function decideAnswer(
  { state, answeredBy, held, licenseId }: AskedCode,
  answer: CodeAnswer,
): Decision<'pass', ReasonedRefusal<'code_request_answered' | 'not_assigned'>> {
  return passing([
    check('code_request_answered', 'request_is_open', state === 'open', { state, by: answeredBy }),
    check('not_assigned', 'somebody_has_it', held || answer === 'deny', { licenseId }),
  ])
}
