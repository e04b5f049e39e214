import type { CellRows, CsvOptions, SheetColumn } from '@claviger/server/files/sheet'
import { attachment } from '../activation/file-word.ts'
import type { Here } from '../assignment/place.server.ts'
import { separatorFor } from '../csv.ts'

const kinds = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** A table for spreadsheets, written while its rows come. */
export interface TableFile {
  readonly name: string
  readonly heads: readonly (string | SheetColumn)[]
  readonly rows: CellRows
}

/** How a table was asked for. */
export interface AskedFile extends CsvOptions {
  readonly format: string | null
}

/** Answers a table as a file: a workbook where one is asked for, else CSV, as the reader's language separates it when nothing is said. */
export function tableFile(
  { app, locale, place }: Pick<Here, 'app' | 'locale' | 'place'>,
  { format: typed, separator = separatorFor(locale) }: AskedFile,
  { name, heads, rows }: TableFile,
): Response {
  const format = typed === 'xlsx' ? 'xlsx' : 'csv'
  const columns = heads.map((head) => (typeof head === 'string' ? { heading: head } : head))
  const body =
    format === 'xlsx'
      ? app.files.writeXlsx({ name, columns, rows })
      : app.files.writeCsv(headed(columns, rows), { separator })
  return new Response(body, {
    headers: {
      'Content-Type': kinds[format],
      'Content-Disposition': attachment(`${name.toLowerCase()}-${place.today}.${format}`),
      'Cache-Control': 'no-store',
    },
  })
}

async function* headed(columns: readonly SheetColumn[], rows: CellRows) {
  yield columns.map(({ heading }) => heading)
  yield* rows
}
