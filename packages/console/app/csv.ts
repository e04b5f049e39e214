import { guardFormula } from '@claviger/core/kernel/guard-formula'

/** What stands between the cells, as spreadsheets of the reader's language expect it. */
export type Separator = ',' | ';'

/** The separator spreadsheets of a language read. */
export function separatorFor(locale: string): Separator {
  return locale === 'de' ? ';' : ','
}

/** Writes rows as CSV: UTF-8 with a mark, CRLF, and no cell that a spreadsheet would calculate. */
export function writeCsv(rows: readonly (readonly string[])[], separator: Separator): string {
  const lines = rows.map((row) => row.map((cell) => cellOf(cell, separator)).join(separator))
  return `\ufeff${lines.join('\r\n')}\r\n`
}

function cellOf(value: string, separator: Separator): string {
  const safe = guardFormula(value)
  return safe.includes('"') || safe.includes(separator) || /[\r\n]/.test(safe)
    ? `"${safe.replaceAll('"', '""')}"`
    : safe
}
