import type { PeopleReading, ReadingOptions } from '@claviger/core/assignment/people-reading'
import { readTable } from '@claviger/core/assignment/read-table'
import { readSheet } from './read-sheet.ts'
import { openWorkbook } from './workbook.ts'

/** Reads people from the one tab that holds something, or from the one that was chosen. */
export function readWorkbook(bytes: Uint8Array, options: ReadingOptions): PeopleReading {
  const workbook = openWorkbook(bytes)
  const sheets = workbook.sheets.map((part) => readSheet(workbook, part))
  const filled = sheets.filter((sheet) => sheet.filled > 0)
  const chosen = sheets.find(({ name }) => name === options.choice?.sheet)
  const sheet = chosen ?? (filled.length === 1 ? filled[0] : undefined)
  const table = readTable(sheet?.rows ?? [], options)
  const hidden = sheet?.hidden ?? 0
  return {
    ...{ ...table, kind: 'xlsx', encoding: null, separator: null },
    sheets: sheets.map(({ name, filled }) => ({ name, rows: filled })),
    sheet: sheet?.name ?? null,
    unsettled: { ...table.unsettled, sheet: !sheet && filled.length > 1 },
    notes: [...table.notes, ...(hidden > 0 ? [{ kind: 'hidden_rows' as const, count: hidden }] : [])],
  }
}
