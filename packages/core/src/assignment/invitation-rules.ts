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
  /** Nobody takes one at once: each asks, and an administrator answers. */
  readonly asksFirst: boolean
  /** Whoever finds no place or seat left asks in the same way. */
  readonly restAsks: boolean
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
  | 'link_asks_first'
  | 'link_used_up'
  | 'link_no_free_seat'

/** Why this link gives nothing to anybody today, or nothing when it does. The order of the rules is the precedence. */
export function refuseByLink(
  facts: InvitationFacts,
  today: CalendarDate,
): ReasonedRefusal<InvitationRefusalCode> | null {
  // A link that asks first gives to nobody by itself, so it does not run out either.
  return firstUnmet([...linkChecks(facts, today), ...(facts.asksFirst ? [] : seatChecks(facts))])
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
    check('link_asks_first', 'link_gives_at_once', !facts.asksFirst, { by }),
    ...seatChecks(facts),
  ])
}

/** Whether what a link refuses is meant to be asked for: by whoever has proved the address, in one press. */
export function asksInstead(
  { restAsks }: Pick<InvitationFacts, 'restAsks'>,
  refusal: { readonly code: string } | null | undefined,
): boolean {
  if (refusal?.code === 'link_asks_first') return true
  return restAsks && (refusal?.code === 'link_used_up' || refusal?.code === 'link_no_free_seat')
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
