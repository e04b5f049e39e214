import type { CalendarDate } from '../kernel/calendar.ts'
import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts'
import { searchKey } from '../kernel/text.ts'
import type { ColumnRole } from './people-headings.ts'
import { readLine } from './people-line.ts'
import type {
  DateOrder,
  OddCell,
  PeopleReading,
  PeopleRow,
  ReadColumn,
  ReadingNote,
  ReadingOptions,
  TableRow,
} from './people-reading.ts'
import { type Draft, draftWithout } from './people-row.ts'
import { readDay } from './read-day.ts'
import { longestList, type Numbered, settleRows, totalsOf } from './read-people.ts'
import { columnsOf, headingAt, placesIn } from './table-columns.ts'
import { draftsOfRow, oddCell, type RowRules, rawOf, type TableDraft } from './table-row.ts'

/** What a table says about people, whatever kind of file it came in. */
export type TableReading = Pick<PeopleReading, 'columns' | 'dateOrder' | 'rows' | 'notes' | 'totals'> & {
  readonly unsettled: Omit<PeopleReading['unsettled'], 'sheet'>
}

/** Reads people from the rows of a table, with or without a heading row. */
export function readTable(rows: readonly TableRow[], options: ReadingOptions = {}): TableReading {
  const at = headingAt(rows, options)
  const body = at === null ? rows : rows.slice(at + 1)
  const columns = columnsOf(at === null ? undefined : rows[at], body, options)
  const lone = at === null && columns.every(({ role }) => role === null)
  const reading = readRows(body, lone ? null : columns, options)
  return {
    ...{ ...reading, columns },
    unsettled: { ...reading.unsettled, columns: at === null ? [] : unsettledIn(columns) },
    notes: [...aboveHeading(rows.slice(0, at ?? 0)), ...ignoredIn(columns), ...reading.notes],
  }
}

/** Reads people from rows whose cells are known to hold these, in this order: from cards and letters, not from lists. */
export function readKnownRows(
  rows: readonly TableRow[],
  roles: readonly ColumnRole[],
  options: ReadingOptions = {},
): TableReading {
  const columns = roles.map((role, index) => ({
    role,
    index,
    heading: '',
    key: '',
    samples: [],
    doubled: false,
  }))
  return readRows(rows, columns, options)
}

/** Reads rows by their columns, or each by itself when nothing is known of any. */
function readRows(
  rows: readonly TableRow[],
  columns: readonly ReadColumn[] | null,
  { choice, domains = [] }: ReadingOptions,
): TableReading {
  const order = orderIn(rows, columns ?? [], choice?.dateOrder)
  const rules: RowRules = {
    places: placesIn(columns ?? []),
    readUntil: (cell) => readUntil(cell, order.used),
  }
  const draftsOf = columns ? (row: TableRow) => draftsOfRow(row.cells, rules) : loneDrafts
  const { found, nobody, truncatedAt } = gather(rows, draftsOf)
  const settled: PeopleRow[] = settleRows(found, domains, ({ product }) => searchKey(product))
  return {
    columns: [],
    dateOrder: order.used,
    unsettled: { columns: [], dateOrder: order.open },
    rows: settled,
    notes: [...nobodyIn(nobody), ...notesOn(settled, truncatedAt)],
    totals: totalsOf(settled, rows.length),
  }
}

/** Reads each row up to the longest list there may be, and tells where it stopped. */
function gather(rows: readonly TableRow[], draftsOf: (row: TableRow) => TableDraft[]) {
  const found: Numbered<TableDraft>[] = []
  let truncatedAt: number | null = null
  let nobody = 0
  for (const row of rows) {
    if (found.length >= longestList) {
      truncatedAt ??= row.number - 1
      break
    }
    const drafts = row.problem
      ? [asTableDraft(draftWithout(rawOf(row.cells.map(oddCell)), row.problem))]
      : draftsOf(row)
    if (drafts.length === 0) nobody += 1
    for (const draft of drafts) found.push({ line: row.number, draft })
  }
  return { found: found.slice(0, longestList), nobody, truncatedAt }
}

/** Without any headings a row is read like a pasted line. */
function loneDrafts({ cells }: TableRow): TableDraft[] {
  return readLine(cells.map((cell) => oddCell(cell).text.replace(/\s+/gu, ' ')).join('\t')).map(asTableDraft)
}

function asTableDraft(draft: Draft): TableDraft {
  return { ...draft, product: '', until: null, note: '' }
}

interface Order {
  readonly used: DateOrder | null
  /** Somebody has to say: there are days that can be read both ways, and the column does not tell. */
  readonly open: boolean
}

/** One day that can be read only one way decides for its column; two that disagree decide nothing. */
function orderIn(rows: readonly TableRow[], columns: readonly ReadColumn[], chosen?: DateOrder): Order {
  const until = columns.find(({ role }) => role === 'until')
  if (!until) return { used: null, open: false }
  const readings = rows.map(({ cells }) => readDay(oddCell(cells[until.index] ?? '').text))
  const shown = new Set(
    readings.flatMap((reading) => (reading.kind === 'day' && reading.shows ? [reading.shows] : [])),
  )
  const either = readings.some(({ kind }) => kind === 'either')
  const decided = shown.size === 1 ? ([...shown][0] ?? null) : null
  const used = chosen ?? (either ? decided : null)
  return { used, open: either && used === null }
}

function readUntil(cell: OddCell, order: DateOrder | null): Decision<CalendarDate | null, Refusal> {
  if (cell.day) return accept(cell.day)
  if (cell.text.trim() === '') return accept(null)
  const reading = readDay(cell.text)
  if (reading.kind === 'either' && order)
    return accept(order === 'day_first' ? reading.dayFirst : reading.monthFirst)
  return reading.kind === 'day' && (!order || !reading.shows || reading.shows === order)
    ? accept(reading.day)
    : refuse('row_date_unread', { cell: cell.text.trim().slice(0, 80).toWellFormed() })
}

function unsettledIn(columns: readonly ReadColumn[]): number[] {
  return columns.filter(({ role, doubled }) => role === null || doubled).map(({ index }) => index)
}

function aboveHeading(rows: readonly TableRow[]): ReadingNote[] {
  return rows.length > 0 ? [{ kind: 'above_heading', rows: rows.map(({ number }) => number) }] : []
}

function ignoredIn(columns: readonly ReadColumn[]): ReadingNote[] {
  const headings = columns.filter(({ role }) => role === 'ignore').map(({ heading }) => heading)
  return headings.length > 0 ? [{ kind: 'columns_ignored', headings }] : []
}

function nobodyIn(count: number): ReadingNote[] {
  return count > 0 ? [{ kind: 'without_person', count }] : []
}

function notesOn(rows: readonly PeopleRow[], truncatedAt: number | null): ReadingNote[] {
  const count = rows.filter(({ tidied }) => tidied).length
  return [
    ...(count > 0 ? [{ kind: 'tidied' as const, count }] : []),
    ...(truncatedAt === null ? [] : [{ kind: 'truncated' as const, at: truncatedAt, limit: longestList }]),
  ]
}
