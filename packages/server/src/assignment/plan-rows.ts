import {
  type AssignmentOutcome,
  type AssignmentPlan,
  type AssignmentRow,
  planAssignment,
} from '@claviger/core/assignment/plan-assignment'
import { todayIn } from '@claviger/core/kernel/calendar'
import { searchKey } from '@claviger/core/kernel/text'
import type { Tx } from '../db/unit-of-work.ts'
import { lockPoolsAt, type Pool } from '../licenses/pool-store.ts'
import { type Place, placeKey, placeOfRow } from './assign-rows.ts'
import { type FactsQuestion, loadAssignmentFacts } from './facts-store.ts'

/** A place by the names people know it by. */
export interface NamedPlace extends Place {
  readonly team: string
  readonly product: string
}

/** The rows that ask for licenses of one place, decided under its lock. */
export interface PlannedPart {
  readonly place: NamedPlace
  readonly pools: readonly Pool[]
  readonly plan: AssignmentPlan
  /** Which of the rows they are, from 0, in the order of the plan's outcomes. */
  readonly indexes: readonly number[]
}

export interface RowsAsked {
  readonly organizationId: number
  readonly timeZone: string
  /** Where licenses may be taken from: every place the rows ask for. */
  readonly places: readonly NamedPlace[]
  readonly rows: readonly AssignmentRow[]
  readonly usual: Place
  /** The job whose earlier lines may have been about the same people. */
  readonly jobId?: string
}

/** Locks the pools, so that what is counted stays true until the end, and decides row by row. */
export async function planRows(tx: Tx, asked: RowsAsked): Promise<readonly PlannedPart[]> {
  const { organizationId, timeZone, places, rows, usual } = asked
  const pools = Map.groupBy(await lockPoolsAt(tx, organizationId, places, timeZone), placeKey)
  const indexes = Map.groupBy(rows.keys(), (index) => placeKey(placeOf(rows, index, usual)))
  const parts: PlannedPart[] = []
  for (const place of places) {
    const part = {
      place,
      pools: pools.get(placeKey(place)) ?? [],
      indexes: indexes.get(placeKey(place)) ?? [],
    }
    parts.push({ ...part, plan: await planPart(tx, asked, part, parts) })
  }
  return parts
}

function placeOf(rows: readonly AssignmentRow[], index: number, usual: Place): Place {
  const row = rows[index]
  return row ? placeOfRow(row, usual) : usual
}

/** A person gets one license of a product by one list, from whichever team it asks for first. */
async function planPart(
  tx: Tx,
  asked: RowsAsked,
  { place, pools, indexes }: Omit<PlannedPart, 'plan'>,
  before: readonly PlannedPart[],
): Promise<AssignmentPlan> {
  const rows = indexes.flatMap((index) => asked.rows[index] ?? [])
  const freeSeats = pools.reduce((sum, pool) => sum + pool.free, 0)
  const product = { productCode: place.productCode, productName: place.product }
  const facts = await loadAssignmentFacts(tx, questionOf(asked, place, rows), product, freeSeats)
  const same = before.filter((part) => part.place.productCode === place.productCode)
  const earlier = new Map([...(facts.earlier ?? []), ...same.flatMap(({ plan }) => takenIn(plan))])
  return planAssignment({ ...facts, earlier, today: todayIn(tx.now, asked.timeZone) }, rows)
}

function takenIn({ take }: AssignmentPlan): (readonly [string, number])[] {
  return take.map(({ address, line }) => [address.key, line])
}

const mostNames = 200

function questionOf(
  { organizationId, jobId }: RowsAsked,
  { productCode }: Place,
  rows: readonly AssignmentRow[],
): FactsQuestion {
  const addressKeys = new Set(rows.flatMap((row) => (row.address ? [row.address.key] : [])))
  const nameKeys = new Set(
    rows.flatMap((row) => (row.address || row.name === '' ? [] : [searchKey(row.name)])),
  )
  return {
    ...{ organizationId, productCode, addressKeys: [...addressKeys] },
    ...{ nameKeys: [...nameKeys].slice(0, mostNames), ...(jobId !== undefined && { jobId }) },
  }
}

/** What came of all rows, in their order. */
export function outcomesOf(parts: readonly PlannedPart[]): readonly AssignmentOutcome[] {
  const outcomes: AssignmentOutcome[] = []
  for (const { plan, indexes } of parts)
    for (const [at, outcome] of plan.outcomes.entries()) outcomes[indexes[at] ?? 0] = outcome
  return outcomes
}
