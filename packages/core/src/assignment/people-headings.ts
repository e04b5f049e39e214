import { searchKey } from '../kernel/text.ts'
import { headingsNotRead, headingWords } from './heading-words.ts'
import { type Separator, splitCells, strongestSeparator } from './people-cuts.ts'

/** What a column holds. */
export type ColumnRole = 'address' | 'name' | 'first' | 'last' | 'team' | 'product' | 'until' | 'note'

/** A column as headed by its owner; null means it is not read, and a preview can say so. */
export interface Column {
  readonly heading: string
  readonly role: ColumnRole | null
}

/** A heading row and how the rows under it are cut. */
export interface Heading {
  readonly separator: Separator | undefined
  readonly columns: readonly Column[]
}

const longestHeading = 60

const roles = new Map(
  (Object.keys(headingWords) as ColumnRole[]).flatMap((role) =>
    headingWords[role].split('|').map((heading): [string, ColumnRole] => [headingKey(heading), role]),
  ),
)

const notRead = new Set(headingsNotRead.split('|').map(headingKey))

/** What a heading says its column holds: a role, that it is known not to matter, or nothing. */
export function meaningOf(heading: string): ColumnRole | 'ignore' | null {
  const key = headingKey(heading)
  return roles.get(key) ?? (notRead.has(key) ? 'ignore' : null)
}

/** Recognizes a heading row by an address column, or by two columns it knows; whole headings only, in any order. */
export function readHeading(line: string): Heading | undefined {
  if (line.length > 40 * longestHeading) return undefined
  const separator = strongestSeparator(line)
  const cells = separator ? splitCells(line, separator) : [line.trim()]
  const found = cells.map((cell) => (cell.length > longestHeading ? undefined : roleOf(cell)))
  const recognized = found.filter((role) => role !== undefined).length
  if (!found.includes('address') && recognized < 2) return undefined
  return { separator, columns: cells.map((heading, index) => ({ heading, role: uniqueRole(found, index) })) }
}

function roleOf(cell: string): ColumnRole | undefined {
  const key = headingKey(cell)
  return roles.get(key) ?? roles.get(key.replace(/[12]$/, ''))
}

/** Several address columns are tried in turn; of any other kind the first counts. */
function uniqueRole(found: readonly (ColumnRole | undefined)[], index: number): ColumnRole | null {
  const role = found[index] ?? null
  return role === 'address' || (role !== null && found.indexOf(role) === index) ? role : null
}

/** Case, accents, blanks and _ - . make no difference between headings. */
export function headingKey(heading: string): string {
  return searchKey(heading).replace(/[^\p{L}\p{N}]/gu, '')
}
