import type { Decision } from '../kernel/decision.ts'
import { check, passing, type ReasonedRefusal } from '../kernel/rules.ts'

/** What became of somebody's wish for a license. */
export const requestStates = ['open', 'granted', 'declined', 'withdrawn'] as const
export type RequestState = (typeof requestStates)[number]

/** A request as far as answering it matters. */
export interface AskedLicense {
  readonly state: RequestState
  /** Who answered it, or took it back. */
  readonly answeredBy: string | null
}

/** What was asked by one link within a day, by everybody and by the one who asks. */
export interface AskingFacts {
  /** The address is proved, not only typed. */
  readonly proved: boolean
  /** Questions about the link by people as sure as this one. */
  readonly asked: number
  readonly askedByOne: number
  /** Who is asked. */
  readonly by: string
}

/** Anybody can type an address, so few of those get through; people who proved theirs may be a whole department. */
const mostAsked = { typed: 20, proved: 1000 } as const
const mostAskedByOne = 3

/** Letters about one link in a day; questions after them wait for the daily summary. */
export const mostLettersPerDay = 5

/** Lets a question through while the link, and the person, have not asked too much in a day. */
export function decideAskingByLink({
  proved,
  asked,
  askedByOne,
  by,
}: AskingFacts): Decision<'pass', ReasonedRefusal<'too_many_requests' | 'asked_too_often'>> {
  const limit = proved ? mostAsked.proved : mostAsked.typed
  return passing([
    check('too_many_requests', 'requests_left', asked < limit, { limit, by }),
    check('asked_too_often', 'asked_seldom', askedByOne < mostAskedByOne, { limit: mostAskedByOne, by }),
  ])
}

type Answered = Decision<'pass', ReasonedRefusal<'request_answered'>>

/** Lets a request be granted while it waits, and after a no as well. */
export function decideGranting({ state, answeredBy }: AskedLicense): Answered {
  const grantable = state === 'open' || state === 'declined'
  return passing([check('request_answered', 'request_is_open', grantable, { state, by: answeredBy })])
}

/** Lets a request be declined, or taken back, while it waits. */
export function decideClosing({ state, answeredBy }: AskedLicense): Answered {
  return passing([check('request_answered', 'request_is_open', state === 'open', { state, by: answeredBy })])
}
