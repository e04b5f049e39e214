import type { PeopleRow } from '@claviger/core/assignment/people-reading'
import { type PlaceRules, placing } from '@claviger/core/assignment/place-rows'
import { readDay } from '@claviger/core/assignment/read-day'
import { readPeople } from '@claviger/core/assignment/read-people'
import type { CalendarDate } from '@claviger/core/kernel/calendar'
import type { Refusal } from '@claviger/core/kernel/decision'
import { type Fix, type ListRow, rowOf } from './assign-form.ts'

/** What turns the rows of a file into what is asked for. */
export interface ListRules {
  readonly fixes: ReadonlyMap<number, Fix>
  readonly places: PlaceRules
  /** The last day of rows that name none; null: for good. */
  readonly until: CalendarDate | null
}

/**
 * Makes of each row of a file what is asked for it: who, from which pool, until when. Rows are counted from 1 in their
 * order; what names a team or product that there is none of, or no day, is an error of its row.
 */
export function listRows(rows: readonly PeopleRow[], { fixes, places, until }: ListRules): ListRow[] {
  const place = placing(places)
  return rows.map((read, index) => {
    const line = index + 1
    const fix = fixes.get(line)
    const row = rowOf(withoutDay(read, fix), line, fix)
    const placed = place(read)
    if (row.problem) return { ...row, address: null, problem: undecided(row.problem) }
    if (!placed.ok) return { ...row, address: null, problem: placed.refusal }
    const endsOn = read.until ?? until
    return { ...row, place: placed.plan, ...(endsOn && { endsOn }) }
  })
}

/** A date that can be read two ways waits for the one answer that holds for all of them. */
function undecided(problem: Refusal): Refusal {
  const { code, cell } = problem
  const either = code === 'row_date_unread' && typeof cell === 'string' && readDay(cell).kind === 'either'
  return either ? { code: 'row_date_either', cell } : problem
}

/** A day that cannot be read is left out where somebody has said so. */
function withoutDay(read: PeopleRow, fix: Fix | undefined): PeopleRow {
  const settled = fix?.anyway === true && fix.raw === read.raw && read.problem?.code === 'row_date_unread'
  if (!settled) return read
  // The row was given up at its date; its address still stands in it.
  const address = readPeople(read.raw).rows.find((row) => row.address)?.address ?? null
  return { ...read, address, problem: null }
}

/** Names of teams and products in the list that match nothing, with how many rows use each. */
export interface UnknownName {
  readonly kind: 'team' | 'product'
  readonly name: string
  readonly rows: number
}

/** The names that stand in the way of rows, most used first. */
export function unknownNames(rows: readonly ListRow[]): UnknownName[] {
  const found = new Map<string, UnknownName>()
  for (const { problem } of rows) {
    const kind = problem?.code === 'row_team_unknown' ? 'team' : 'product'
    if (problem?.code !== `row_${kind}_unknown`) continue
    const name = String(problem[kind])
    const known = found.get(`${kind} ${name}`)
    found.set(`${kind} ${name}`, { kind, name, rows: (known?.rows ?? 0) + 1 })
  }
  return [...found.values()].sort((one, other) => other.rows - one.rows)
}
