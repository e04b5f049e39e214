import type { Refusal } from '../kernel/decision.ts'
import { type Address, isRoleMailbox, nearDomain } from '../kernel/email.ts'
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
  readonly returnedAt: ReadonlyMap<string, Date>
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
  const firstLines = new Map<string, number>()
  let seats = facts.freeSeats
  const outcomes = rows.map((row) => {
    const outcome = outcomeOf(facts, row, firstLines)
    if (outcome.group !== 'ready') return outcome
    firstLines.set(outcome.row.address.key, row.line)
    if (seats > 0) {
      seats -= 1
      return outcome
    }
    return {
      group: 'short',
      row: outcome.row,
      reason: { code: 'no_free_seat', free: facts.freeSeats },
    } as const
  })
  return {
    outcomes,
    take: outcomes.flatMap((outcome) => takingOf(facts, outcome)),
    freeSeats: facts.freeSeats,
  }
}

function outcomeOf(
  facts: AssignmentFacts,
  row: AssignmentRow,
  firstLines: ReadonlyMap<string, number>,
): AssignmentOutcome {
  const { address } = row
  if (!address) return withoutAddress(facts, row)
  const firstLine = firstLines.get(address.key)
  if (firstLine !== undefined) return { group: 'skipped', row, reason: { code: 'twice_in_list', firstLine } }
  const held = facts.holds.get(address.key)
  if (held) return { group: 'skipped', row, reason: alreadyHas(facts, held) }
  const known = facts.people.get(address.key) ?? null
  const doubt = row.anyway || known ? null : doubtAbout(facts, address)
  if (doubt) return { group: 'look', row, ...doubt, mayGoAnyway: true }
  return { group: 'ready', row: { ...row, address }, person: known, remarks: remarksOn(facts, row, address) }
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

/** A pack covers what it contains; the reason names the license that does. */
export function alreadyHas(facts: Pick<AssignmentFacts, 'productCode'>, held: HeldLicense): Refusal {
  const { licenseId, productName, assignedAt } = held
  const code = held.productCode === facts.productCode ? 'already_has_license' : 'already_has_through_pack'
  return { code, licenseId, productName, assignedAt }
}

function doubtAbout(
  facts: AssignmentFacts,
  address: Address,
): { reason: Refusal; suggestion: string | null } | null {
  const near = facts.domains.includes(address.domain) ? null : nearDomain(address.domain, facts.domains)
  if (near) {
    const local = address.typed.slice(0, address.typed.lastIndexOf('@'))
    return {
      reason: { code: 'near_domain', domain: address.domainShown, near },
      suggestion: `${local}@${near}`,
    }
  }
  return isRoleMailbox(address.key) ? { reason: { code: 'role_mailbox' }, suggestion: null } : null
}

function remarksOn(facts: AssignmentFacts, row: AssignmentRow, address: Address): Remark[] {
  const remarks: Remark[] = []
  if (row.tidied) remarks.push('tidied')
  if (facts.returnedAt.has(address.key)) remarks.push('returned_before')
  return remarks
}

function takingOf(facts: AssignmentFacts, outcome: AssignmentOutcome): Taking[] {
  if (outcome.group !== 'ready') return []
  const { line, address, name, firstName, lastName } = outcome.row
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
    },
  ]
}
