import { mentionsAddress } from './people-cell.ts'
import { type ColumnRole, headingKey, meaningOf } from './people-headings.ts'
import {
  type ColumnChoice,
  columnChoices,
  type ReadColumn,
  type ReadingOptions,
  type TableRow,
} from './people-reading.ts'
import { oddCell } from './table-row.ts'

const longestHeading = 60
const longestText = 60
const mostSamples = 3
const rowsForSamples = 50
const rowsForHeading = 20

/** Tells whether the first row of a table says what the columns hold, instead of holding it. */
export function isHeaded([first, ...rest]: readonly TableRow[], options: ReadingOptions): boolean {
  const cells = (first?.cells ?? []).map((cell) => oddCell(cell).text.trim())
  const headings = cells.filter((cell) => cell !== '')
  if (headings.length === 0 || headings.some((cell) => cell.length > longestHeading || mentionsAddress(cell)))
    return false
  const meant = headings.map((heading) => settledBy(heading, options)).filter((role) => role !== null)
  if (meant.includes('address') || meant.length > 1) return true
  return headings.length > 1 && cells.some((cell, index) => cell !== '' && holdsAddresses(rest, index))
}

/** A column under a text that is no address, in which most cells are: the text is its heading. */
function holdsAddresses(rows: readonly TableRow[], index: number): boolean {
  const cells = rows.slice(0, rowsForHeading).map(({ cells }) => oddCell(cells[index] ?? '').text)
  const filled = cells.filter((cell) => cell.trim() !== '')
  return filled.length > 0 && 2 * filled.filter(mentionsAddress).length > filled.length
}

/** Says of every column what it holds, who has said so, and whether a person must. */
export function columnsOf(rows: readonly TableRow[], headed: boolean, options: ReadingOptions): ReadColumn[] {
  const headings = headingsOf(rows, headed)
  const claims: Claims = {
    keys: headings.map(headingKey),
    meant: headings.map((heading) => settledBy(heading, options)),
    chosen: options.choice?.roles ?? {},
  }
  const body = headed ? rows.slice(1) : rows
  return headings
    .map((heading, index) => ({ index, heading, samples: samplesOf(body, index), ...roleAt(index, claims) }))
    .filter(({ heading, samples }) => heading !== '' || samples.length > 0)
}

/** One text for each column, as far as the first rows are wide; all empty without a heading row. */
function headingsOf(rows: readonly TableRow[], headed: boolean): string[] {
  const width = Math.max(0, ...rows.slice(0, rowsForSamples).map(({ cells }) => cells.length))
  const cells = headed ? (rows[0]?.cells ?? []) : []
  return Array.from({ length: width }, (_, index) => shortText(oddCell(cells[index] ?? '').text))
}

function settledBy(heading: string, { headings = {} }: ReadingOptions): ColumnChoice | null {
  const key = headingKey(heading)
  const remembered = Object.hasOwn(headings, key) ? headings[key] : undefined
  return columnChoices.find((choice) => choice === remembered) ?? meaningOf(heading)
}

interface Claims {
  readonly keys: readonly string[]
  readonly meant: readonly (ColumnChoice | null)[]
  readonly chosen: Readonly<Record<number, ColumnChoice>>
}

/** Which of several columns that claim one role is meant, only a person can say; until then it is the first. */
function roleAt(index: number, claims: Claims): Pick<ReadColumn, 'key' | 'role' | 'doubled'> {
  const { keys, meant, chosen } = claims
  const [key = '', role = null] = [keys[index], chosen[index] ?? meant[index]]
  if (chosen[index] !== undefined || role === 'ignore' || role === 'note')
    return { key, role, doubled: false }
  const taken = role !== null && isTaken(role, index, claims)
  const twin = keys.some(
    (other, at) => at !== index && chosen[at] === undefined && other !== '' && other === key,
  )
  return { key, role: taken ? null : role, doubled: taken || twin }
}

function isTaken(role: ColumnChoice, index: number, { meant, chosen }: Claims): boolean {
  return meant.some((other, at) => {
    const said = chosen[at]
    return said === undefined ? at < index && other === role : said === role
  })
}

function samplesOf(rows: readonly TableRow[], index: number): string[] {
  const texts = rows.slice(0, rowsForSamples).map(({ cells }) => {
    const { text, fault } = oddCell(cells[index] ?? '')
    return shortText(fault ?? text)
  })
  return [...new Set(texts.filter((text) => text !== ''))].slice(0, mostSamples)
}

function shortText(text: string): string {
  return text.replace(/\s+/gu, ' ').trim().slice(0, longestText).toWellFormed()
}

/** The columns of each role, in their order. */
export function placesIn(columns: readonly ReadColumn[]): Map<ColumnRole, number[]> {
  const places = new Map<ColumnRole, number[]>()
  for (const { role, index } of columns)
    if (role !== null && role !== 'ignore') places.set(role, [...(places.get(role) ?? []), index])
  return places
}
