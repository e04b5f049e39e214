import type { CalendarDate } from '../kernel/calendar.ts'
import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts'
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
import { draftWithout } from './people-row.ts'
import { readDay } from './read-day.ts'
import { longestList, type Numbered, settleRows, totalsOf } from './read-people.ts'
import { columnsOf, isHeaded, placesIn } from './table-columns.ts'
import { draftsOfRow, oddCell, type RowRules, rawOf, type TableDraft } from './table-row.ts'

/** What a table says about people, whatever kind of file it came in. */
export type TableReading = Pick<PeopleReading, 'columns' | 'dateOrder' | 'rows' | 'notes' | 'totals'> & {
  readonly unsettled: Omit<PeopleReading['unsettled'], 'sheet'>
}

/** Reads people from the rows of a table, with or without a heading row. */
export function readTable(rows: readonly TableRow[], options: ReadingOptions = {}): TableReading {
  const headed = isHeaded(rows, options)
  const columns = columnsOf(rows, headed, options)
  const chosen = columns.some(({ role }) => role !== null)
  const body = headed ? rows.slice(1) : rows
  const order = orderIn(body, columns, options.choice?.dateOrder)
  const rules: RowRules = { places: placesIn(columns), readUntil: (cell) => readUntil(cell, order.used) }
  const draftsOf = headed || chosen ? (row: TableRow) => draftsOfRow(row.cells, rules) : loneDrafts
  const { found, truncatedAt } = gather(body, draftsOf)
  const settled: PeopleRow[] = settleRows(found, options.domains ?? [], ({ product }) =>
    product.toLowerCase(),
  )
  return {
    columns,
    dateOrder: order.used,
    unsettled: { columns: unsettledIn(columns, headed), dateOrder: order.open },
    rows: settled,
    notes: notesOn(columns, settled, truncatedAt),
    totals: totalsOf(settled, body.length),
  }
}

/** Reads each row up to the longest list there may be, and tells where it stopped. */
function gather(rows: readonly TableRow[], draftsOf: (row: TableRow) => TableDraft[]) {
  const found: Numbered<TableDraft>[] = []
  let truncatedAt: number | null = null
  for (const row of rows) {
    if (found.length >= longestList) {
      truncatedAt ??= row.number - 1
      break
    }
    const drafts = row.problem
      ? [lone(draftWithout(rawOf(row.cells.map(oddCell)), row.problem))]
      : draftsOf(row)
    for (const draft of drafts) found.push({ line: row.number, draft })
  }
  return { found: found.slice(0, longestList), truncatedAt }
}

/** Without any headings a row is read like a pasted line. */
function loneDrafts({ cells }: TableRow): TableDraft[] {
  return readLine(cells.map((cell) => oddCell(cell).text.replace(/\s+/gu, ' ')).join('\t')).map(lone)
}

function lone(draft: ReturnType<typeof draftWithout>): TableDraft {
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
    : refuse('row_date_unread', { cell: cell.text.trim().slice(0, 80) })
}

function unsettledIn(columns: readonly ReadColumn[], headed: boolean): number[] {
  return headed
    ? columns.filter(({ role, doubled }) => role === null || doubled).map(({ index }) => index)
    : []
}

function notesOn(
  columns: readonly ReadColumn[],
  rows: readonly PeopleRow[],
  truncatedAt: number | null,
): ReadingNote[] {
  const ignored = columns.filter(({ role }) => role === 'ignore').map(({ heading }) => heading)
  const tidied = rows.filter((row) => row.tidied).length
  return [
    ...(ignored.length > 0 ? [{ kind: 'columns_ignored' as const, headings: ignored }] : []),
    ...(tidied > 0 ? [{ kind: 'tidied' as const, count: tidied }] : []),
    ...(truncatedAt === null ? [] : [{ kind: 'truncated' as const, at: truncatedAt, limit: longestList }]),
  ]
}
