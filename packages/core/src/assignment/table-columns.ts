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
const longestSample = 60
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
  const width = Math.max(0, ...rows.slice(0, rowsForSamples).map(({ cells }) => cells.length))
  const headings = Array.from({ length: width }, (_, index) =>
    headed
      ? oddCell(rows[0]?.cells[index] ?? '')
          .text.replace(/\s+/gu, ' ')
          .trim()
          .slice(0, longestHeading)
      : '',
  )
  const meant = headings.map((heading) => settledBy(heading, options))
  const chosen = options.choice?.roles ?? {}
  return headings
    .map((heading, index): ReadColumn => {
      const key = headingKey(heading)
      const twin = chosen[index] === undefined && isDoubled({ headings, meant, chosen }, index)
      const samples = samplesOf(headed ? rows.slice(1) : rows, index)
      return {
        index,
        heading,
        key,
        samples,
        role: chosen[index] ?? (twin === 'later' ? null : (meant[index] ?? null)),
        doubled: twin !== false,
      }
    })
    .filter(({ heading, samples }) => heading !== '' || samples.length > 0)
}

function settledBy(heading: string, { headings = {} }: ReadingOptions): ColumnChoice | null {
  const key = headingKey(heading)
  const remembered = Object.hasOwn(headings, key) ? headings[key] : undefined
  return columnChoices.find((choice) => choice === remembered) ?? meaningOf(heading)
}

interface Claims {
  readonly headings: readonly string[]
  readonly meant: readonly (ColumnChoice | null)[]
  readonly chosen: Readonly<Record<number, ColumnChoice>>
}

/** Which of several columns that claim one role is meant, only a person can say; until then it is the first. */
function isDoubled({ headings, meant, chosen }: Claims, index: number): 'first' | 'later' | false {
  const role = meant[index] ?? null
  if (role === 'ignore' || role === 'note') return false
  const claims = (other: number) => (chosen[other] ?? meant[other]) === role
  const rivals = headings.flatMap((_, other) => (other !== index && claims(other) ? [other] : []))
  const twins = (
    role === null ? headings.flatMap((_, other) => (other === index ? [] : [other])) : rivals
  ).filter(
    (other) =>
      headings[index] !== '' && headingKey(headings[other] ?? '') === headingKey(headings[index] ?? ''),
  )
  if (role !== null && rivals.some((other) => other < index || chosen[other] !== undefined)) return 'later'
  return twins.length > 0 ? 'first' : false
}

function samplesOf(rows: readonly TableRow[], index: number): string[] {
  const texts = rows.slice(0, rowsForSamples).map(({ cells }) => {
    const { text, fault } = oddCell(cells[index] ?? '')
    return (fault ?? text).replace(/\s+/gu, ' ').trim().slice(0, longestSample).toWellFormed()
  })
  return [...new Set(texts.filter((text) => text !== ''))].slice(0, mostSamples)
}

/** The columns of each role, in their order. */
export function placesIn(columns: readonly ReadColumn[]): Map<ColumnRole, number[]> {
  const places = new Map<ColumnRole, number[]>()
  for (const { role, index } of columns)
    if (role !== null && role !== 'ignore') places.set(role, [...(places.get(role) ?? []), index])
  return places
}
