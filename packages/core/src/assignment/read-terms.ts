import { type CalendarDate, calendarDate } from '../kernel/calendar.ts'
import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts'
import { domainKey } from '../kernel/email.ts'
import { readChoice } from '../kernel/fields.ts'
import { readName, readWhole } from '../kernel/text.ts'
import { type LinkNotice, linkNotices } from './link-notices.ts'

export interface Terms {
  readonly name: string
  readonly cap: number | null
  readonly endsOn: CalendarDate | null
  readonly domains: readonly string[]
  /** Also offered to whoever of the domains connects the product from within. */
  readonly offered: boolean
  /** Nobody takes one at once: each asks, and an administrator answers. */
  readonly asksFirst: boolean
  /** Whoever comes after the cap, or finds no seat free, asks instead of being sent away. */
  readonly restAsks: boolean
  readonly notice: LinkNotice
}

/** What a form or a caller sent, nothing trusted. Empty texts mean "no limit". */
export interface TypedTerms {
  readonly name: unknown
  readonly cap: unknown
  readonly endsOn: unknown
  readonly domains: unknown
  /** `true`, or a ticked box. */
  readonly offered?: unknown
  /** `true` or `after`: after somebody approves; else each person at once. */
  readonly asksFirst?: unknown
  /** `true`, or a ticked box. */
  readonly restAsks?: unknown
  /** One of `linkNotices`; once a day when nothing is said. */
  readonly notice?: unknown
}

const mostDomains = 50

/** Reads the terms of an invitation link; each refusal names its field. */
export function readTerms(typed: TypedTerms, today: CalendarDate): Decision<Terms> {
  const name = blank(typed.name) ? accept('') : readName(typed.name, { field: 'name', max: 80 })
  if (!name.ok) return name
  const cap = blank(typed.cap) ? accept(null) : readWhole(typed.cap, { field: 'cap', min: 1, max: 100_000 })
  if (!cap.ok) return cap
  const endsOn = blank(typed.endsOn) ? accept(null) : readEnd(typed.endsOn, today)
  if (!endsOn.ok) return endsOn
  const domains = readDomains(typed.domains)
  if (!domains.ok) return domains
  const offered = ticked(typed.offered)
  if (offered && domains.plan.length === 0) return refuse('offer_without_domain', { field: 'domains' })
  const notice = readChoice(blank(typed.notice) ? 'daily' : typed.notice, linkNotices)
  if (!notice.ok) return refuse('not_a_choice', { field: 'notice', choices: linkNotices })
  const asksFirst = typed.asksFirst === true || typed.asksFirst === 'after'
  // What is asked for first needs no rule for those who come too late.
  const restAsks = !asksFirst && ticked(typed.restAsks)
  return accept({
    ...{ name: name.plan, cap: cap.plan, endsOn: endsOn.plan, domains: domains.plan },
    ...{ offered, asksFirst, restAsks, notice: notice.plan },
  })
}

const ticked = (value: unknown): boolean => value === true || value === 'on'

function blank(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
}

function readEnd(value: unknown, today: CalendarDate): Decision<CalendarDate> {
  const date = calendarDate(typeof value === 'string' ? value.trim() : '')
  if (!date.ok) return refuse('not_a_date', { field: 'endsOn' })
  return date.plan < today ? refuse('date_in_the_past', { field: 'endsOn', today }) : date
}

function readDomains(value: unknown): Decision<string[]> {
  const typed =
    typeof value === 'string' ? value.split(/[\s,;]+/) : Array.isArray(value) ? value.map(String) : []
  const wanted = typed.filter((text) => text !== '')
  if (wanted.length > mostDomains) return refuse('too_many_domains', { field: 'domains', max: mostDomains })
  const domains: string[] = []
  for (const text of wanted) {
    const key: Decision<string, Refusal> = domainKey(text)
    if (!key.ok) return refuse('not_a_domain', { field: 'domains', text: text.slice(0, 80) })
    domains.push(key.plan)
  }
  return accept([...new Set(domains)])
}
