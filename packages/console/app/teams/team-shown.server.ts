import type { CalendarDate } from '@claviger/core/kernel/calendar'
import type { TeamRow } from '@claviger/server/assignment/team-views'
import { renewalAfter, type SeatTotals, totalsOf } from '../licenses/seat-totals.ts'

/** A team as the pages about teams show it. */
export interface ShownTeam {
  readonly id: number
  readonly name: string
  readonly totals: SeatTotals
  readonly products: readonly string[]
  /** Who administers this team itself, by name; people in charge of the whole organization are not named here. */
  readonly administrators: readonly string[]
  /** When the first of its terms is to be renewed. */
  readonly renewsOn: string | null
  /** Every one of its licenses expired over a month ago. */
  readonly outdated: boolean
}

/** Adds a team's pools up and names what is in it. */
export function teamShown(team: TeamRow, today: CalendarDate): ShownTeam {
  const { id, name, seats, administrators, outdated, paidThrough } = team
  return {
    ...{ id, name, outdated },
    totals: totalsOf(seats, today),
    products: [...new Set(seats.map((seat) => seat.product.name))],
    administrators: administrators.map((one) => one.name || one.address),
    renewsOn: paidThrough === null ? null : renewalAfter(paidThrough),
  }
}

const orders: Readonly<Record<string, (one: ShownTeam, other: ShownTeam) => number>> = {
  team: (one, other) => one.name.localeCompare(other.name),
  seats: (one, other) => one.totals.free - other.totals.free,
  held: (one, other) => heldOf(one) - heldOf(other),
  renews: (one, other) => (one.renewsOn ?? '9').localeCompare(other.renewsOn ?? '9'),
}

const heldOf = ({ totals }: ShownTeam) => totals.connected + totals.invited + totals.placed

/** Teams in the order an address asks for: "seats" by how many are free, or, with a minus before it, the other way round. */
export function sortedTeams(teams: readonly ShownTeam[], sort: string): readonly ShownTeam[] {
  const order = orders[sort.replace(/^-/, '')]
  if (!order) return teams
  return sort.startsWith('-') ? teams.toSorted((one, other) => order(other, one)) : teams.toSorted(order)
}
