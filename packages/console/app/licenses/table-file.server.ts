import type { CellValue } from '@claviger/server/files/sheet'
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
  readonly heads: readonly string[]
  readonly rows: Iterable<readonly CellValue[]> | AsyncIterable<readonly CellValue[]>
}

/** Answers a table as a file: a workbook where the address asks for one, else CSV as the reader's language separates it. */
export function tableFile(
  { app, locale, place }: Pick<Here, 'app' | 'locale' | 'place'>,
  asked: URLSearchParams,
  { name, heads, rows }: TableFile,
): Response {
  const format = asked.get('format') === 'xlsx' ? 'xlsx' : 'csv'
  const body =
    format === 'xlsx'
      ? app.files.writeXlsx({ name, columns: heads.map((heading) => ({ heading })), rows })
      : app.files.writeCsv(headed(heads, rows), { separator: separatorFor(locale) })
  return new Response(body, {
    headers: {
      'Content-Type': kinds[format],
      'Content-Disposition': attachment(`${name.toLowerCase()}-${place.today}.${format}`),
      'Cache-Control': 'no-store',
    },
  })
}

async function* headed(heads: TableFile['heads'], rows: TableFile['rows']) {
  yield heads
  yield* rows
}
