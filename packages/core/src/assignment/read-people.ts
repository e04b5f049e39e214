import type { Refusal } from '../kernel/decision.ts'
import { mentionsAddress } from './people-cell.ts'
import { splitCells } from './people-cuts.ts'
import { type Column, type Heading, readHeading } from './people-headings.ts'
import { readLine } from './people-line.ts'
import type { NameOrder, Names } from './people-names.ts'
import { type Draft, draftsFromColumns, type PastedRow, settleNames } from './people-row.ts'

/** A pasted list as it was understood, before anybody asks who already has a license. */
export interface PastedPeople {
  readonly rows: readonly PastedRow[]
  /** The columns of the heading row last seen, so that unread ones can be named. */
  readonly columns: readonly Column[]
  /** The last line that was read, when the list was longer than the limit. */
  readonly truncatedAt: number | null
  readonly totals: PastedTotals
}

export interface PastedTotals {
  readonly lines: number
  readonly people: number
  readonly problems: number
  readonly repeats: number
  readonly tidied: number
}

/** A draft under the line it stands in. */
export interface Numbered<D extends Draft = Draft> {
  readonly line: number
  readonly draft: D
}

/** A draft with its names in order and the line it repeats. */
export type Settled<D extends Draft> = Omit<D, 'names'> & Pick<PastedRow, keyof Names | 'line' | 'repeats'>

/** The longest list read in one go. */
export const longestList = 50_000

const lineEnd = /\r\n|[\n\r\u0085\u2028\u2029]/

/** Reads people from any pasted text: addresses, mail headers, spreadsheet rows with or without headings. */
export function readPeople(
  text: string,
  options: { domains?: readonly string[]; limit?: number } = {},
): PastedPeople {
  const { domains = [], limit = longestList } = options
  // No database keeps half a character or a NUL, and no mailbox has one.
  const lines = text
    .toWellFormed()
    .replaceAll('\0', '')
    .replace(/^\ufeff/, '')
    .split(lineEnd)
  const found: Numbered[] = []
  let heading: Heading | undefined
  let read = 0
  while (read < Math.min(lines.length, limit) && found.length < limit) {
    const line = lines[read++] ?? ''
    const headed = mentionsAddress(line) ? undefined : readHeading(line)
    heading = headed ?? heading
    if (!headed) for (const draft of draftsOf(line, heading)) found.push({ line: read, draft })
  }
  const truncated = found.length > limit || lines.slice(read).some((line) => line.trim() !== '')
  const rows = settleRows(found.slice(0, limit), domains)
  return {
    rows,
    columns: heading?.columns ?? [],
    truncatedAt: truncated ? read : null,
    totals: totalsOf(rows, read),
  }
}

function draftsOf(line: string, heading: Heading | undefined): Draft[] {
  if (heading?.separator === undefined) return readLine(line)
  const cells = splitCells(line, heading.separator)
  const drafts = cells.length > 1 ? draftsFromColumns(heading, cells, line) : undefined
  const missed = !drafts?.some((draft) => draft.address) && mentionsAddress(line)
  return drafts && !missed ? drafts : readLine(line)
}

/**
 * Gives every row its place, its names in the order the list favors, and the line it repeats: the same address, for the
 * same thing.
 */
export function settleRows<D extends Draft>(
  found: readonly Numbered<D>[],
  domains: readonly string[],
  thingOf: (draft: D) => string = () => '',
): Settled<D>[] {
  const usual = usualOrder(found)
  const firstLines = new Map<string, number>()
  return found.map(({ line, draft }) => {
    const { names: _, ...row } = draft
    const key = row.address ? `${row.address.key} ${thingOf(draft)}` : null
    const repeats = key === null ? null : (firstLines.get(key) ?? null)
    if (key !== null && repeats === null) firstLines.set(key, line)
    return {
      ...row,
      ...settleNames(draft, usual),
      line,
      repeats,
      problem: withSuggestion(row.problem, domains),
    }
  })
}

/** 't.wieczorek.harrowvale.example' was meant to be an address of a domain we know. */
function withSuggestion(problem: Refusal | null, domains: readonly string[]): Refusal | null {
  if (problem?.code !== 'address_without_at' || typeof problem.typed !== 'string') return problem
  const { typed } = problem
  const domain = domains.find((known) => typed.toLowerCase().endsWith(`.${known}`))
  return domain === undefined
    ? problem
    : { ...problem, suggestion: `${typed.slice(0, -domain.length - 1)}@${domain}` }
}

function usualOrder(found: readonly Numbered[]): NameOrder {
  const votes = found.map(({ draft: { names } }) => ('one' in names ? names.order : undefined))
  const count = (order: NameOrder) => votes.filter((vote) => vote === order).length
  return count('last_first') > count('first_last') ? 'last_first' : 'first_last'
}

/** Counts what rows are. */
export function totalsOf(rows: readonly PastedRow[], lines: number): PastedTotals {
  const count = (wanted: (row: PastedRow) => boolean) => rows.filter(wanted).length
  return {
    lines,
    people: count((row) => row.address !== null && row.repeats === null),
    problems: count((row) => row.problem !== null),
    repeats: count((row) => row.repeats !== null),
    tidied: count((row) => row.tidied),
  }
}
