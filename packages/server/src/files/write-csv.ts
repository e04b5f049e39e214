import { guardFormula } from '@claviger/core/kernel/guard-formula'
import { stringify } from 'csv-stringify/sync'
import { byteStream, inBatches } from './byte-stream.ts'

import type { CellRows, CellValue, CsvOptions } from './sheet.ts'

const encoder = new TextEncoder()

/** Writes rows as CSV: UTF-8 with a mark, CRLF, and no cell that a spreadsheet would calculate. */
export function writeCsv(rows: CellRows, { separator = ',' }: CsvOptions = {}): ReadableStream<Uint8Array> {
  return byteStream(pieces(rows, separator))
}

async function* pieces(rows: CellRows, delimiter: string): AsyncGenerator<Uint8Array> {
  yield encoder.encode('\ufeff')
  for await (const batch of inBatches(rows)) {
    const texts = batch.map((row) => row.map(textOf))
    yield encoder.encode(
      stringify(texts, { delimiter, record_delimiter: '\r\n', quoted_match: /[\r\n]|^\s|\s$/ }),
    )
  }
}

/** Numbers are written for programs, days as everybody can read them. */
function textOf(value: CellValue): string {
  if (value === null) return ''
  if (typeof value === 'object') return value.day
  return typeof value === 'number' ? String(value) : guardFormula(value.toWellFormed())
}
