import type { AssignmentRow } from '@claviger/core/assignment/plan-assignment'
import type { CalendarDate } from '@claviger/core/kernel/calendar'
import type { Refusal } from '@claviger/core/kernel/decision'
import { readAddress } from '@claviger/core/kernel/email'
import type { WaitingLine } from '../jobs/job-work.ts'
import type { JobItem } from './job-store.ts'

/** Whose licenses a row asks for, and of which product. */
export interface Place {
  readonly teamId: number
  readonly productCode: string
}

/** What the rows of one assignment have in common, as its job keeps it. */
export interface AssignRequest extends Place {
  readonly cameBy: 'form' | 'list' | 'request' | 'api'
  readonly codeInLetter?: boolean
  readonly letters?: boolean
  /** Its rows ask for licenses of several teams or products. */
  readonly several?: boolean
}

/** What a row asks for beyond its address and name, as its line keeps it; only what is not usual. */
interface AskedOfRow {
  readonly firstName?: string
  readonly lastName?: string
  readonly tidied?: true
  readonly anyway?: true
  /** Why no address could be read. */
  readonly problem?: Refusal | null
  readonly place?: Place
  readonly endsOn?: CalendarDate
}

/** Whose licenses a row asks for: its own, or what the list says. */
export function placeOfRow({ place }: AssignmentRow, { teamId, productCode }: Place): Place {
  return place ?? { teamId, productCode }
}

/** The places rows ask for, each once. */
export function placesOf(rows: readonly AssignmentRow[], usual: Place): readonly Place[] {
  const places = new Map<string, Place>()
  for (const row of rows) {
    const place = placeOfRow(row, usual)
    places.set(placeKey(place), place)
  }
  return [...places.values()]
}

/** Tells places apart. */
export function placeKey({ teamId, productCode }: Place): string {
  return `${teamId}/${productCode}`
}

/** A row on the report, with all it takes to ask for it again. */
export function lineOfRow(row: AssignmentRow): Pick<JobItem, 'line' | 'address' | 'name' | 'asked'> {
  const { firstName, lastName, tidied, anyway, address, place, endsOn } = row
  const asked: AskedOfRow = {
    ...(firstName !== '' && { firstName }),
    ...(lastName !== '' && { lastName }),
    ...(tidied && { tidied }),
    ...(anyway && { anyway }),
    ...(!address && { problem: row.problem }),
    ...(place && { place }),
    ...(endsOn && { endsOn }),
  }
  const usual = Object.keys(asked).length === 0
  return { line: row.line, address: address?.typed ?? row.raw, name: row.name, asked: usual ? null : asked }
}

/** The row a line was made of. */
export function rowOfLine({ line, address: raw, name, asked }: WaitingLine): AssignmentRow {
  const {
    firstName = '',
    lastName = '',
    tidied = false,
    anyway = false,
    ...more
  } = (asked ?? {}) as AskedOfRow
  const { problem, place, endsOn } = more
  const row = { line, raw, name, firstName, lastName, tidied, anyway }
  const own = { ...(place && { place }), ...(endsOn && { endsOn }) }
  if (problem !== undefined) return { ...row, ...own, address: null, problem }
  const read = readAddress(raw)
  return read.ok
    ? { ...row, ...own, address: read.plan, problem: null }
    : { ...row, ...own, address: null, problem: read.refusal }
}

/** What one person asks for stands together, so that one letter tells of it; otherwise the order is the list's. */
export function personByPerson(rows: readonly AssignmentRow[]): readonly AssignmentRow[] {
  return [...Map.groupBy(rows, (row) => row.address?.key ?? `line ${row.line} ${row.raw}`).values()].flat()
}
