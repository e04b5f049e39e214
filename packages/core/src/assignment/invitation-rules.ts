import type { CalendarDate } from '../kernel/calendar.ts'
import { domainShown } from '../kernel/email.ts'
import { check, firstUnmet, type ReasonedRefusal } from '../kernel/rules.ts'

/** What an invitation is on a day, as far as the link alone tells. */
export interface InvitationFacts {
  readonly replacedAt: Date | null
  readonly endsOn: CalendarDate | null
  readonly pausedAt: Date | null
  readonly domains: readonly string[]
  readonly cap: number | null
  readonly taken: number
  readonly freeSeats: number
  readonly createdBy: string
}

/** What is known of the person who wants to take a license, once the address is proved. */
export interface TakerFacts {
  readonly address: string
  readonly domain: string
  /** When a license taken by this very link was taken back from this person. */
  readonly returnedAt: Date | null
}

export type InvitationRefusalCode =
  | 'link_replaced'
  | 'link_ended'
  | 'link_paused'
  | 'link_wrong_domain'
  | 'link_returned_before'
  | 'link_used_up'
  | 'link_no_free_seat'

/** Why this link gives nothing to anybody today, or nothing when it does. The order of the rules is the precedence. */
export function refuseByLink(
  facts: InvitationFacts,
  today: CalendarDate,
): ReasonedRefusal<InvitationRefusalCode> | null {
  return firstUnmet([...linkChecks(facts, today), ...seatChecks(facts)])
}

/** Why this person gets nothing by this link today, or nothing when the license may be taken. */
export function refuseTaking(
  facts: InvitationFacts,
  taker: TakerFacts,
  today: CalendarDate,
): ReasonedRefusal<InvitationRefusalCode> | null {
  const { domains, createdBy: by } = facts
  const allowed = domains.length === 0 || domains.includes(taker.domain)
  return firstUnmet([
    ...linkChecks(facts, today),
    check('link_wrong_domain', 'address_at_allowed_domain', allowed, {
      domains: domains.map(domainShown),
      address: taker.address,
      by,
    }),
    check('link_returned_before', 'not_returned_before', taker.returnedAt === null, {
      at: taker.returnedAt,
      by,
    }),
    ...seatChecks(facts),
  ])
}

function linkChecks(facts: InvitationFacts, today: CalendarDate) {
  const { replacedAt, endsOn, pausedAt, createdBy: by } = facts
  return [
    check('link_replaced', 'link_is_newest', replacedAt === null, { at: replacedAt, by }),
    check('link_ended', 'link_not_ended', endsOn === null || today <= endsOn, { endsOn, by }),
    check('link_paused', 'link_not_paused', pausedAt === null, { at: pausedAt, by }),
  ]
}

function seatChecks(facts: InvitationFacts) {
  const { cap, taken, freeSeats, createdBy: by } = facts
  return [
    check('link_used_up', 'link_has_places', cap === null || taken < cap, { cap, taken, by }),
    check('link_no_free_seat', 'team_has_free_seat', freeSeats > 0, { free: freeSeats, by }),
  ]
}
