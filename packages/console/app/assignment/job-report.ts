import type { JobLine } from '@claviger/server/assignment/job-views'

/** How one reader's spreadsheet wants its files. */
export interface ReportWords {
  readonly separator: ',' | ';'
  readonly heads: readonly string[]
  outcome(line: JobLine): string
  reason(line: JobLine): string
}

/** Writes a report as CSV: UTF-8 with a mark, CRLF, and no cell that a spreadsheet would calculate. */
export function writeReport(lines: readonly JobLine[], words: ReportWords): string {
  const rows = lines.map((line) => [
    String(line.line),
    line.name,
    line.address,
    line.licenseId ?? '',
    words.outcome(line),
    words.reason(line),
  ])
  const text = [words.heads, ...rows].map((row) =>
    row.map((cell) => cellOf(cell, words.separator)).join(words.separator),
  )
  return `\ufeff${text.join('\r\n')}\r\n`
}

function cellOf(value: string, separator: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return safe.includes('"') || safe.includes(separator) || /[\r\n]/.test(safe)
    ? `"${safe.replaceAll('"', '""')}"`
    : safe
}
