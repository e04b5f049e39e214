import type { CalendarDate } from '@claviger/core/kernel/calendar'

/** What a written cell may hold: words, a number, a day, or nothing. */
export type CellValue = string | number | { readonly day: CalendarDate } | null

/** Rows to be written, as they come. */
export type CellRows = Iterable<readonly CellValue[]> | AsyncIterable<readonly CellValue[]>

export interface SheetColumn {
  readonly heading: string
  /** In letters; as the heading needs when nothing is said. */
  readonly width?: number
}

/** A workbook of one sheet with a heading row. */
export interface Sheet {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  readonly rows: CellRows
}

export interface CsvOptions {
  /** What stands between the cells; a comma when nothing is said. */
  readonly separator?: ',' | ';' | '\t'
}
