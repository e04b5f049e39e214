import type { CalendarDate } from '../kernel/calendar.ts'
import type { Refusal } from '../kernel/decision.ts'
import { type Address, isRoleMailbox, nearDomain } from '../kernel/email.ts'
import { check, firstUnmet } from '../kernel/rules.ts'
import { searchKey } from '../kernel/text.ts'

/** One line of what the administrator gave: a person as far as it could be read. */
export interface AssignmentRow {
  readonly line: number
  readonly raw: string
  readonly address: Address | null
  readonly name: string
  readonly firstName: string
  readonly lastName: string
  readonly tidied: boolean
  /** Why no address could be read. */
  readonly problem: Refusal | null
  /** The administrator has looked at the doubt and wants it anyway. */
  readonly anyway: boolean
  /** Of which team's licenses this one gets, and of which product, where that is not what the whole list says. */
  readonly place?: { readonly teamId: number; readonly productCode: string }
  /** Given until the end of this day, where it is not for good. */
  readonly endsOn?: CalendarDate
}

export interface KnownPerson {
  readonly personId: string
  readonly address: string
  readonly name: string
}

/** A license that already covers the product for somebody: the product itself, or a pack that contains it. */
export interface HeldLicense {
  readonly licenseId: string
  readonly productCode: string
  readonly productName: string
  readonly assignedAt: Date
}

/** Everything the decision rests on, loaded under the lock of the pools. Maps are keyed by the address key. */
export interface AssignmentFacts {
  readonly productCode: string
  readonly productName: string
  readonly freeSeats: number
  readonly holds: ReadonlyMap<string, HeldLicense>
  readonly people: ReadonlyMap<string, KnownPerson>
  /** Addresses somebody has proved to own: they need no letter to connect. */
  readonly accounts: ReadonlySet<string>
  /** People with that name, keyed by its search key, for lines that hold a name only. */
  readonly namesakes: ReadonlyMap<string, readonly KnownPerson[]>
  /** Domains this organization is known by, to notice a slip of the finger. */
  readonly domains: readonly string[]
  /** Domains of the list whose mailboxes are made to be thrown away. */
  readonly disposable: ReadonlySet<string>
  readonly returnedAt: ReadonlyMap<string, Date>
  /** The lines by which people got one already, where these are not the first of their list. */
  readonly earlier?: ReadonlyMap<string, number>
  /** In the organization's zone: nothing is given until a day that is over. */
  readonly today?: CalendarDate
}

export type Remark = 'tidied' | 'returned_before'

export type AssignmentOutcome =
  | {
      readonly group: 'ready'
      readonly row: AssignmentRow & { readonly address: Address }
      readonly person: KnownPerson | null
      readonly remarks: readonly Remark[]
    }
  | {
      readonly group: 'look'
      readonly row: AssignmentRow
      readonly reason: Refusal
      readonly suggestion: string | null
      readonly mayGoAnyway: boolean
    }
  | { readonly group: 'skipped'; readonly row: AssignmentRow; readonly reason: Refusal }
  | {
      readonly group: 'short'
      readonly row: AssignmentRow & { readonly address: Address }
      readonly reason: Refusal
    }

/** One license to be given. */
export interface Taking {
  readonly line: number
  readonly address: Address
  readonly name: string
  readonly firstName: string
  readonly lastName: string
  readonly personId: string | null
  readonly connected: boolean
  readonly endsOn: CalendarDate | null
}

export interface AssignmentPlan {
  readonly outcomes: readonly AssignmentOutcome[]
  readonly take: readonly Taking[]
  readonly freeSeats: number
}

/**
 * Decides, line by line, who gets a license, what needs a look first, what is skipped, and for whom no seat is left.
 * Seats go to the lines in their order; a person never gets a second license of the product.
 */
export function planAssignment(facts: AssignmentFacts, rows: readonly AssignmentRow[]): AssignmentPlan {
  const firstLines = new Map(facts.earlier)
  let seats = facts.freeSeats
  const outcomes = rows.map((row) => {
    const outcome = outcomeOf(facts, row, { firstLines, seats })
    if (outcome.group !== 'ready' && outcome.group !== 'short') return outcome
    firstLines.set(outcome.row.address.key, row.line)
    if (outcome.group === 'ready') seats -= 1
    return outcome
  })
  return {
    outcomes,
    take: outcomes.flatMap((outcome) => takingOf(facts, outcome)),
    freeSeats: facts.freeSeats,
  }
}

/** What the lines before this one have left. */
interface Sofar {
  readonly firstLines: ReadonlyMap<string, number>
  readonly seats: number
}

function outcomeOf(facts: AssignmentFacts, row: AssignmentRow, sofar: Sofar): AssignmentOutcome {
  const { address } = row
  if (!address) return withoutAddress(facts, row)
  const addressed = { ...row, address }
  const reason = refuseRow(facts, addressed, sofar)
  if (!reason) {
    const person = facts.people.get(address.key) ?? null
    return { group: 'ready', row: addressed, person, remarks: remarksOn(facts, row, address) }
  }
  switch (reason.code) {
    case 'address_disposable':
    case 'near_domain':
    case 'role_mailbox':
      return { group: 'look', row, reason, suggestion: atNear(address, reason.near), mayGoAnyway: true }
    case 'date_in_the_past':
      return { group: 'look', row, reason, suggestion: null, mayGoAnyway: false }
    case 'no_free_seat':
      return { group: 'short', row: addressed, reason }
    default:
      return { group: 'skipped', row, reason }
  }
}

/** Why this line gets nothing, or nothing when it gets a license. The order of the rules is the precedence. */
function refuseRow(
  facts: AssignmentFacts,
  { address, anyway, endsOn }: AssignmentRow & { readonly address: Address },
  { firstLines, seats }: Sofar,
) {
  const firstLine = firstLines.get(address.key)
  const held = facts.holds.get(address.key)
  const settled = anyway || facts.people.has(address.key) || held !== undefined || firstLine !== undefined
  const lasts = settled || !facts.disposable.has(address.domain)
  const near = settled ? null : nearTo(facts, address)
  const shared = !settled && isRoleMailbox(address.key)
  const { today } = facts
  const ahead = endsOn === undefined || today === undefined || endsOn >= today
  return firstUnmet([
    check('twice_in_list', 'first_in_list', firstLine === undefined, { firstLine }),
    check(heldAs(facts, held), 'has_no_license_yet', held === undefined, { ...held }),
    check('address_disposable', 'mailbox_lasts', lasts, { domain: address.domainShown }),
    check('near_domain', 'domain_is_no_slip', near === null, { domain: address.domainShown, near }),
    check('role_mailbox', 'mailbox_of_one_person', !shared),
    check('date_in_the_past', 'day_is_ahead', ahead, { field: 'endsOn', today }),
    check('no_free_seat', 'team_has_free_seat', seats > 0, { free: facts.freeSeats }),
  ])
}

/** A pack covers what it contains; the reason names the license that does. */
function heldAs(facts: AssignmentFacts, held: HeldLicense | undefined) {
  return !held || held.productCode === facts.productCode ? 'already_has_license' : 'already_has_through_pack'
}

function nearTo({ domains }: AssignmentFacts, { domain }: Address): string | null {
  return domains.includes(domain) ? null : (nearDomain(domain, domains) ?? null)
}

function atNear({ typed }: Address, near: unknown): string | null {
  return typeof near === 'string' ? `${typed.slice(0, typed.lastIndexOf('@'))}@${near}` : null
}

function withoutAddress(facts: AssignmentFacts, row: AssignmentRow): AssignmentOutcome {
  const namesakes = facts.namesakes.get(searchKey(row.name)) ?? []
  const only = namesakes.length === 1 ? (namesakes[0]?.address ?? null) : null
  return {
    group: 'look',
    row,
    reason: row.problem ?? { code: 'no_address' },
    suggestion: only,
    mayGoAnyway: false,
  }
}

function remarksOn(facts: AssignmentFacts, row: AssignmentRow, address: Address): Remark[] {
  const remarks: Remark[] = []
  if (row.tidied) remarks.push('tidied')
  if (facts.returnedAt.has(address.key)) remarks.push('returned_before')
  return remarks
}

function takingOf(facts: AssignmentFacts, outcome: AssignmentOutcome): Taking[] {
  if (outcome.group !== 'ready') return []
  const { line, address, name, firstName, lastName, endsOn = null } = outcome.row
  const connected = facts.accounts.has(address.key)
  return [
    {
      line,
      address,
      name: name || (outcome.person?.name ?? ''),
      firstName,
      lastName,
      personId: outcome.person?.personId ?? null,
      connected,
      endsOn,
    },
  ]
}
