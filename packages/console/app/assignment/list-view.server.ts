import { columnChoices, type DateOrder, type ReadColumn } from '@claviger/core/assignment/people-reading'
import { nameKey } from '@claviger/core/assignment/place-rows'
import type { AssignmentPlan } from '@claviger/core/assignment/plan-assignment'
import { readDay } from '@claviger/core/assignment/read-day'
import {
  type Group,
  groups,
  lineOf,
  type PreviewLine,
  previewOf,
  type Shown,
} from './assign-preview.server.ts'
import { unknownNames } from './list-rows.ts'
import type { ListFixes } from './list-state.ts'
import type { AskedList, OwnList } from './read-list.server.ts'

/** Which part of a long preview the address asks for. */
export interface ListAddress {
  /** One group alone, page by page; null: the first rows of each. */
  readonly group: Group | null
  readonly page: number
}

export const rowsPerPage = 200

/** Reads which part of the preview an address asks for. */
export function listAddress(params: URLSearchParams): ListAddress {
  return {
    group: groups.find((one) => one === params.get('show')) ?? null,
    page: Math.min(500, Math.max(1, Math.trunc(Number(params.get('page'))) || 1)),
  }
}

const firstRows: Readonly<Record<Group, number>> = { look: 100, short: 20, ready: 50, skipped: 20 }

/** What would happen to a list, as its page shows it. */
export function previewOfList(
  { pool, pools, ...asked }: AskedList,
  { fixes }: ListFixes,
  plan: AssignmentPlan,
  { group, page }: ListAddress,
) {
  const chosen = { teamId: pool.team.id, productCode: pool.product.code }
  const rows = new Map(asked.rows.map((row) => [row.line, row]))
  const show: Shown = (one) => {
    if (group === null) return { from: 0, count: firstRows[one] }
    return { from: (page - 1) * rowsPerPage, count: one === group ? rowsPerPage : 0 }
  }
  return previewOf({ plan, rows, fixes, chosen, pools }, show)
}

/** A row that can be ticked: whoever would get a license, or is left out of it. */
export interface TickLine extends PreviewLine {
  readonly ticked: boolean
}

/** Everybody who could get a license, in the order of the list, a page at a time. */
export function ticksOfList(
  { pool, pools, rows }: AskedList,
  { fixes, out }: ListFixes,
  plan: AssignmentPlan,
  { page }: ListAddress,
): { readonly lines: readonly TickLine[]; readonly total: number } {
  const chosen = { teamId: pool.team.id, productCode: pool.product.code }
  const planned = { plan, rows: new Map(rows.map((row) => [row.line, row])), fixes, chosen, pools }
  const outcomes = new Map(plan.outcomes.map((outcome) => [outcome.row.line, outcome]))
  const takers = rows.filter(({ line }) => {
    const group = outcomes.get(line)?.group
    return out.has(line) || group === 'ready' || group === 'short'
  })
  const shown = takers.slice((page - 1) * rowsPerPage, page * rowsPerPage)
  const lines = shown.map((row) => {
    const outcome = outcomes.get(row.line) ?? leftOut(row)
    return { ...lineOf(outcome, planned, false), ticked: !out.has(row.line) }
  })
  return { lines, total: takers.length }
}

function leftOut(row: AskedList['rows'][number]) {
  return { group: 'skipped', row, reason: { code: 'no_address' } } as const
}

/** How a file was read, for whoever wants it read otherwise. */
export function readingShown({ reading, pools, rows }: AskedList, { file, choices }: OwnList) {
  const { kind, encoding, separator, sheets, sheet, columns, dateOrder, unsettled, notes, totals } = reading
  return {
    ...{ name: file.name, kind, encoding, separator, sheets, sheet, dateOrder, unsettled, notes, totals },
    columns: columns.map((column) => ({ ...column, open: unsettled.columns.includes(column.index) })),
    roles: columnChoices,
    dateSample: dateSample(columns),
    names: unknownNames(rows).map((one) => ({ ...one, key: nameKey(one.kind, one.name) })),
    /** Names that were said to mean something, and may have been meant otherwise. */
    meant: Object.entries(choices.meant).map(([key, value]) => ({
      ...({ key, value, kind: key.startsWith('team ') ? 'team' : 'product' } as const),
      name: key.slice(key.indexOf(' ') + 1),
    })),
    teams: distinct(pools.map(({ team }) => ({ value: String(team.id), label: team.name }))),
    products: distinct(pools.map(({ product }) => ({ value: product.code, label: product.name }))),
    /** Whether a row may name a team of its own, so that it matters which row of a person counts. */
    ownTeams: columns.some(({ role }) => role === 'team'),
  }
}

/** What the page knows of the reading. */
export type ReadingShown = ReturnType<typeof readingShown>

function distinct<Option extends { readonly value: string }>(options: readonly Option[]): Option[] {
  return [...new Map(options.map((option) => [option.value, option])).values()]
}

/** A date of the file that can be read both ways, for the question which is meant. */
function dateSample(columns: readonly ReadColumn[]): Readonly<Record<DateOrder, string>> | null {
  const samples = columns.filter(({ role }) => role === 'until').flatMap((column) => column.samples)
  for (const sample of samples) {
    const read = readDay(sample)
    if (read.kind === 'either') return { day_first: read.dayFirst, month_first: read.monthFirst }
  }
  return null
}
