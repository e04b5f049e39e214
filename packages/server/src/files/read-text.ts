import type { PeopleReading, ReadingOptions } from '@claviger/core/assignment/people-reading'
import { type PastedPeople, readPeople } from '@claviger/core/assignment/read-people'
import { readTable } from '@claviger/core/assignment/read-table'
import { headingAt } from '@claviger/core/assignment/table-columns'
import { extensionOf } from './file-kind.ts'
import { type ReadCsv, readCsv } from './read-csv.ts'

type TextReading = Omit<PeopleReading, 'encoding'>

const tables: ReadonlySet<string> = new Set(['CSV', 'TSV', 'TAB'])
const lettersForHeading = 20_000

const noSheets = { sheets: [], sheet: null }

/** Reads people from a text: as a table when it is one, else line by line as pasted lists are. */
export function readText(text: string, name: string, options: ReadingOptions): TextReading {
  const separator = options.choice?.separator
  return separator !== undefined || isTable(startOf(text), name, options)
    ? tableReading(readCsv(text, separator), options)
    : listReading(readPeople(text, { domains: options.domains ?? [] }))
}

/**
 * What is pasted is a table only under headings: without them, lines are read by what stands in them. So are mailboxes
 * with names, whatever the file is called: their quotation marks are not those of tables.
 */
function isTable(start: string, name: string, options: ReadingOptions): boolean {
  if (/^\s*"?sep=/iu.test(start) || headingAt(readCsv(start).rows, options) !== null) return true
  return tables.has(extensionOf(name)) && !/<[^\s<>@]+@[^\s<>]+>/u.test(start)
}

/** Whole lines from the start. */
function startOf(text: string): string {
  if (text.length <= lettersForHeading) return text
  const start = text.slice(0, lettersForHeading)
  return start.slice(0, start.lastIndexOf('\n') + 1)
}

function tableReading({ rows, separator, openQuotes }: ReadCsv, options: ReadingOptions): TextReading {
  const table = readTable(rows, options)
  return {
    ...{ ...table, ...noSheets, kind: 'csv', separator },
    unsettled: { ...table.unsettled, sheet: false },
    notes: [
      ...table.notes,
      ...(openQuotes.length > 0 ? [{ kind: 'quote_not_closed' as const, rows: openQuotes }] : []),
    ],
  }
}

function listReading({ rows, totals, truncatedAt }: PastedPeople): TextReading {
  return {
    ...{ ...noSheets, kind: 'text', separator: null, columns: [], dateOrder: null, totals },
    unsettled: { sheet: false, columns: [], dateOrder: false },
    rows: rows.map((row) => ({ ...row, product: '', until: null, note: '' })),
    notes: [
      ...(totals.tidied > 0 ? [{ kind: 'tidied' as const, count: totals.tidied }] : []),
      ...(truncatedAt === null ? [] : [{ kind: 'truncated' as const, at: truncatedAt, limit: rows.length }]),
    ],
  }
}
