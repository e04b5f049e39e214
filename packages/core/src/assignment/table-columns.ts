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

/**
 * Finds the row that says what the columns hold, instead of holding it: the first whose headings are known, before
 * anybody's address; else the one right above the addresses, if its cell above them is a text. Nothing without one.
 */
export function headingAt(rows: readonly TableRow[], options: ReadingOptions): number | null {
  const first = rows
    .slice(0, rowsForHeading)
    .map(({ cells }) => cells.map((cell) => oddCell(cell).text.trim()))
  const people = first.findIndex((cells) => cells.some(mentionsAddress))
  const above = people < 0 ? first : first.slice(0, people)
  const known = above.findIndex((cells) => isKnown(cells, options))
  if (known >= 0) return known
  const last = above.at(-1)
  const guessed = people > 0 && last !== undefined && standsOver(last, first.slice(people))
  return guessed ? people - 1 : null
}

function isKnown(cells: readonly string[], options: ReadingOptions): boolean {
  const meant = cells
    .filter((cell) => cell !== '' && cell.length <= longestHeading)
    .map((heading) => settledBy(heading, options))
    .filter((role) => role !== null)
  return meant.includes('address') || meant.length > 1
}

/** Several short texts, one of them over a column in which most cells are addresses. */
function standsOver(cells: readonly string[], rows: readonly (readonly string[])[]): boolean {
  const filled = cells.filter((cell) => cell !== '')
  if (filled.length < 2 || filled.some((cell) => cell.length > longestHeading)) return false
  return cells.some((cell, index) => {
    const below = rows.map((row) => row[index] ?? '').filter((text) => text !== '')
    return cell !== '' && below.length > 0 && 2 * below.filter(mentionsAddress).length > below.length
  })
}

/** Says of every column what it holds, who has said so, and whether a person must. */
export function columnsOf(
  heading: TableRow | undefined,
  body: readonly TableRow[],
  options: ReadingOptions,
): ReadColumn[] {
  const headings = headingsOf(heading, body)
  const claims: Claims = {
    keys: headings.map(headingKey),
    meant: headings.map((heading) => settledBy(heading, options)),
    chosen: options.choice?.roles ?? {},
  }
  return headings
    .map((heading, index) => ({ index, heading, samples: samplesOf(body, index), ...roleAt(index, claims) }))
    .filter(({ heading, samples }) => heading !== '' || samples.length > 0)
}

/** One text for each column, as far as the first rows are wide; all empty without a heading row. */
function headingsOf(heading: TableRow | undefined, body: readonly TableRow[]): string[] {
  const { cells = [] } = heading ?? {}
  const width = Math.max(cells.length, ...body.slice(0, rowsForSamples).map((row) => row.cells.length))
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
