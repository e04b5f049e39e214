import { meaningOf } from '@claviger/core/assignment/people-headings'
import type { CellSeparator, TableCell, TableRow } from '@claviger/core/assignment/people-reading'
import { oddCell } from '@claviger/core/assignment/table-row'
import { refuse } from '@claviger/core/kernel/decision'
import { unguardFormula } from '@claviger/core/kernel/guard-formula'
import { CsvError, type Info, parse } from 'csv-parse/sync'

import { Unreadable } from './unreadable.ts'

/** A text cut into rows and cells. */
export interface ReadCsv {
  readonly separator: CellSeparator
  readonly rows: readonly TableRow[]
  /** The rows in which a quotation mark opens and is never closed. */
  readonly openQuotes: readonly number[]
}

const separators: readonly CellSeparator[] = ['\t', ';', ',', '|']
const lettersToLook = 20_000
const linesToLook = 50
const mostOpenQuotes = 10
const mostColumns = 256
const longestCell = 32_767

/** Reads records, however their lines end, under the numbers a spreadsheet gives their rows. */
export function readCsv(text: string, chosen?: CellSeparator): ReadCsv {
  const told = /^\s*"?sep=([,;\t|])"?[^\S\n]*(?:\r\n|\n|\r)/iu.exec(text)
  const separator = chosen ?? (told?.[1] as CellSeparator | undefined) ?? sniffSeparator(text)
  const rows: TableRow[] = []
  const openQuotes: number[] = []
  let rest = Buffer.from(told ? text.slice(told[0].length) : text)
  let read = 0
  while (rest.length > 0) {
    const { records, end } = readRecords(rest, separator)
    for (const record of records) addRow(rows, ++read, record)
    if (end === null) break
    openQuotes.push(++read)
    if (openQuotes.length > mostOpenQuotes)
      throw new Unreadable(refuse('file_has_broken_quotes', { row: openQuotes[0] }))
    const after = lineEnd(rest, end)
    addRow(rows, read, [rest.toString('utf8', end, after).trim()], refuse('row_quote_open').refusal)
    rest = rest.subarray(after)
  }
  return { separator, rows, openQuotes }
}

interface Records {
  readonly records: readonly (readonly string[])[]
  /** Where the record begins that no other can follow, because its quote is not closed. */
  readonly end: number | null
}

const lines = { record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true }

/** Reads records up to the first whose quotation mark swallows what comes after it. */
function readRecords(bytes: Buffer, delimiter: CellSeparator): Records {
  const records: string[][] = []
  let end = 0
  let swallowed = false
  const keep = (record: string[], info: Info): null => {
    swallowed ||= record.some((cell) => holdsPeople(cell, delimiter))
    swallowed ||= record.some(isQuotedOn) && !isQuotedWell(bytes.subarray(end), delimiter)
    if (swallowed) return null
    records.push(record)
    end = info.bytes
    return null
  }
  try {
    parse(bytes, {
      ...{ ...lines, delimiter, relax_quotes: true },
      on_record: (record, info) => keep(record as unknown as string[], info),
    })
    return { records, end: swallowed ? end : null }
  } catch (fault) {
    if (fault instanceof CsvError) return { records, end }
    throw fault
  }
}

const lineBreak = /\r\n|\n|\r/

/** A quoted cell that has whole lines of people in it was never closed. */
function holdsPeople(cell: string, separator: CellSeparator): boolean {
  const inner = cell.split(lineBreak).slice(1, -1)
  const people = inner.filter((line) => line.includes('@') && line.includes(separator)).length
  return people > 1 && 2 * people > inner.length
}

/** A mark at the start of several lines has either been written twice, or opens what never ends. */
function isQuotedOn(cell: string): boolean {
  return cell.startsWith('"') && lineBreak.test(cell)
}

function isQuotedWell(bytes: Buffer, delimiter: CellSeparator): boolean {
  try {
    return parse(bytes, { ...lines, delimiter, to: 1 }).length === 1
  } catch {
    return false
  }
}

function lineEnd(bytes: Buffer, from: number): number {
  const at = bytes.subarray(from).findIndex((byte) => byte === 0x0a || byte === 0x0d)
  if (at < 0) return bytes.length
  return from + at + (bytes[from + at] === 0x0d && bytes[from + at + 1] === 0x0a ? 2 : 1)
}

function addRow(
  rows: TableRow[],
  number: number,
  record: readonly string[],
  problem?: NonNullable<TableRow['problem']>,
): void {
  const cells = record.slice(0, mostColumns).map(readTextCell)
  if (cells.every((cell) => oddCell(cell).text.trim() === '')) return
  rows.push({ number, cells, ...(problem && { problem }) })
}

/** What our own files mark as text is text again, without the mark. */
function readTextCell(cell: string): TableCell {
  const text = unguardFormula(cell)
  return text === undefined ? cell.slice(0, longestCell) : { text: text.slice(0, longestCell), plain: true }
}

/** Finds what stands between cells: what makes known headings, else what cuts most lines alike. */
function sniffSeparator(text: string): CellSeparator {
  const plain = text.slice(0, lettersToLook).replace(/"(?:[^"]|"")*"/g, '""')
  const lines = plain.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '')
  const [first = ''] = lines
  const scored = separators.map((separator) => {
    const count = first.split(separator).length - 1
    const known = count === 0 ? 0 : first.split(separator).filter(meaningOf).length
    const alike = lines.slice(0, linesToLook).filter((line) => line.split(separator).length - 1 === count)
    return { separator, score: count === 0 ? 0 : 1_000 * known + alike.length }
  })
  const best = scored.reduce((most, one) => (one.score > most.score ? one : most))
  return best.score > 0 ? best.separator : ','
}
