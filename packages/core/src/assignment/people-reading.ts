import type { CalendarDate } from '../kernel/calendar.ts'
import type { Refusal } from '../kernel/decision.ts'
import type { ColumnRole } from './people-headings.ts'
import type { PastedRow } from './people-row.ts'
import type { PastedTotals } from './read-people.ts'

/** What a file of people turned out to be; an address list is text. */
export type PeopleFileKind = 'text' | 'csv' | 'xlsx' | 'vcard' | 'eml'

/** What a person may say a column holds: a role, or that it is not to be read. */
export type ColumnChoice = ColumnRole | 'ignore'

/** Every choice there is for a column, in the order a form offers them. */
export const columnChoices: readonly ColumnChoice[] = [
  ...['address', 'name', 'first', 'last', 'team', 'product', 'until', 'note', 'ignore'],
] as ColumnChoice[]

/** How dates such as 12/01/2027 are to be read. */
export type DateOrder = 'day_first' | 'month_first'

/** What stands between the cells of a line. */
export type CellSeparator = ',' | ';' | '\t' | '|'

/** What people have said about how to read a file; whatever is left out is guessed, the same way each time. */
export interface ReadingChoice {
  /** One of `encodings`. */
  readonly encoding?: string | undefined
  readonly separator?: CellSeparator | undefined
  /** The name of the tab. */
  readonly sheet?: string | undefined
  /** What columns hold, by their place counted from 0. */
  readonly roles?: Readonly<Record<number, ColumnChoice>> | undefined
  readonly dateOrder?: DateOrder | undefined
}

/** What the reader brings along to reading. */
export interface ReadingOptions {
  readonly choice?: ReadingChoice | undefined
  /** What unknown headings mean here, by `headingKey`; a word that is no `ColumnChoice` says nothing. */
  readonly headings?: Readonly<Record<string, string>> | undefined
  /** Domains the organization is known by, for suggestions. */
  readonly domains?: readonly string[] | undefined
}

/** A tab of a workbook. */
export interface SheetSummary {
  readonly name: string
  /** Rows that hold something, the heading row included; never more than one above the longest list. */
  readonly rows: number
}

/** A column as it was understood. */
export interface ReadColumn {
  /** Its place, counted from 0. */
  readonly index: number
  readonly heading: string
  /** Under which it is remembered; empty when there is no heading. */
  readonly key: string
  /** Up to three different cells from the top. */
  readonly samples: readonly string[]
  /** What it is read as; null when nobody has said and the heading does not tell. */
  readonly role: ColumnChoice | null
  /** Another column claims the same: which one counts is for a person to say. */
  readonly doubled: boolean
}

/** One row of a file: what a pasted line says, and what only columns can. Its line is the row as a spreadsheet counts. */
export interface PeopleRow extends PastedRow {
  /** The product as the file calls it; empty when it says none. */
  readonly product: string
  /** Through the end of which day the license is given. */
  readonly until: CalendarDate | null
  readonly note: string
}

/** What happened on the way that whoever sent the file should know. */
export type ReadingNote =
  | { readonly kind: 'above_heading'; readonly rows: readonly number[] }
  | { readonly kind: 'columns_ignored'; readonly headings: readonly string[] }
  /** Rows with neither name nor address. */
  | { readonly kind: 'without_person'; readonly count: number }
  | { readonly kind: 'truncated'; readonly at: number; readonly limit: number }
  | { readonly kind: 'quote_not_closed'; readonly rows: readonly number[] }
  | { readonly kind: 'hidden_rows'; readonly count: number }
  | { readonly kind: 'tidied'; readonly count: number }

/** What a person still has to say; the rows are read as well as they can be without it. */
export interface Unsettled {
  /** Several tabs hold something. Until one is chosen there are no rows. */
  readonly sheet: boolean
  /** The places of columns whose headings do not settle what they hold. */
  readonly columns: readonly number[]
  /** Dates that could be read both ways, and nothing that decides. */
  readonly dateOrder: boolean
}

/** A file of people as it was understood. The same bytes with the same options are always understood the same. */
export interface PeopleReading {
  readonly kind: PeopleFileKind
  /** One of `encodings`; null when the file has none of its own. */
  readonly encoding: string | null
  readonly separator: CellSeparator | null
  readonly sheets: readonly SheetSummary[]
  readonly sheet: string | null
  /** Empty when the file has no columns. */
  readonly columns: readonly ReadColumn[]
  /** The order in use, or null when no date needs one. */
  readonly dateOrder: DateOrder | null
  readonly unsettled: Unsettled
  readonly rows: readonly PeopleRow[]
  readonly notes: readonly ReadingNote[]
  /** How many rows the file has, and what they are. */
  readonly totals: PastedTotals
}

/** A cell of a table: its text, or more when the file knew more than a text. */
export type TableCell = string | OddCell

export interface OddCell {
  readonly text: string
  /** The cell is a day, whatever its text. */
  readonly day?: CalendarDate
  /** What stands in for a value that could not be calculated, such as #N/A. */
  readonly fault?: string
  /** The sender has said that this is a text, and nothing to calculate. */
  readonly plain?: boolean
}

/** A row that holds something, under the number a spreadsheet gives it. */
export interface TableRow {
  readonly number: number
  readonly cells: readonly TableCell[]
  /** Why the row as a whole could not be read. */
  readonly problem?: Refusal
}
