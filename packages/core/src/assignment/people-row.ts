import { type Refusal, refuse } from '../kernel/decision.ts'
import type { Address } from '../kernel/email.ts'
import { type Mention, readCell } from './people-cell.ts'
import type { Heading } from './people-headings.ts'
import {
  cleanName,
  fullName,
  type NameOrder,
  type Names,
  noNames,
  orderByAddress,
  pairedName,
} from './people-names.ts'

/** One person or one failed attempt at one, in the order of the list. */
export interface PastedRow extends Names {
  readonly line: number
  readonly raw: string
  readonly address: Address | null
  readonly team: string
  readonly tidied: boolean
  /** What was left out of the reading, such as "(started Monday)". */
  readonly remark: string
  /** The line where this address stood first. */
  readonly repeats: number | null
  /** Why there is no address. */
  readonly problem: Refusal | null
}

/** Two parts of a name whose order only the rest of the list can tell. */
export interface NamePair {
  readonly one: string
  readonly other: string
  readonly order: NameOrder | undefined
}

/** A row before the list as a whole has been seen. */
export interface Draft extends Omit<PastedRow, keyof Names | 'line' | 'repeats'> {
  readonly names: Names | NamePair
}

/** What a line says about a person besides the address. */
export interface Said {
  readonly names: Names | NamePair
  readonly team?: string
  readonly remark?: string
}

const longestRaw = 200

/** There may be a name, but nothing to send to. */
export const noAddress: Refusal = refuse('no_address').refusal

/** Decides what an order not told by the row itself becomes. */
export function settleNames({ names }: Draft, usual: NameOrder): Names {
  return 'one' in names ? pairedName(names.one, names.other, names.order ?? usual) : names
}

/** Makes the row of a found address. */
export function draftOf(mention: Mention, raw: string, said: Said): Draft {
  const { address, tidied } = mention
  return {
    raw: shortRaw(raw),
    address: address.ok ? address.plan : null,
    problem: address.ok ? null : address.refusal,
    names: ordered(said.names, address.ok ? address.plan.key : ''),
    team: cleanName(said.team ?? ''),
    remark: (said.remark ?? '').slice(0, longestRaw),
    tidied,
  }
}

/** Makes the row of a line in which no address can be used. */
export function draftWithout(raw: string, problem: Refusal, names: Names | NamePair = noNames): Draft {
  return { raw: shortRaw(raw), address: null, team: '', tidied: false, remark: '', problem, names }
}

/** Tells whether a spreadsheet would calculate this cell; a telephone number is not meant to be. */
export function looksLikeFormula(cell: string): boolean {
  return /^["'’]?[=+@-]/u.test(cell) && !/^["'’]?\+?[\d\s()./-]{5,}["']?$/u.test(cell)
}

/** Names the cell that must not be used as it stands. */
export function formulaIn(cell: string): Refusal {
  return refuse('looks_like_formula', { cell: cell.slice(0, 80).toWellFormed() }).refusal
}

/** Reads a row under its headings; more addresses in its cell make more rows, of which only a lone one has the name. */
export function draftsFromColumns(heading: Heading, cells: readonly string[], raw: string): Draft[] {
  if (cells.every((cell) => !/[\p{L}\p{N}]/u.test(cell))) return []
  const under = (role: string) =>
    cells.find((cell, index) => heading.columns[index]?.role === role && cell !== '') ?? ''
  const readings = addressCells(heading, cells).map(readCell)
  const found = readings.find((reading) => reading.mentions.length > 0)
  const names = columnNames(under('name'), under('first'), under('last'))
  const formula = [under('address'), under('name'), under('first'), under('last'), under('team')].find(
    looksLikeFormula,
  )
  if (formula) return [draftWithout(raw, formulaIn(formula))]
  if (!found) return [draftWithout(raw, withoutAddress(readings[0]?.words ?? ''), names)]
  return found.mentions.map((mention) => {
    const own = names.name !== '' && found.mentions.length === 1 ? names : fullName(mention.before)
    return draftOf(mention, raw, { names: own, team: under('team'), remark: found.remark })
  })
}

/** Says why a text without an at sign is no address. */
export function withoutAddress(text: string): Refusal {
  const typed = text.trim()
  const dotted = typed.length <= longestRaw && /^[^\s/]+\.[^\s/]+\.\p{L}{2,}$/u.test(typed)
  return dotted ? refuse('address_without_at', { typed }).refusal : noAddress
}

function addressCells({ columns }: Heading, cells: readonly string[]): string[] {
  const headed = cells.filter((_, index) => columns[index]?.role === 'address')
  const candidates = headed.length > 0 ? headed : cells.filter((cell) => cell.includes('@'))
  return candidates.filter((cell) => cell !== '')
}

function columnNames(name: string, first: string, last: string): Names {
  return first === '' && last === '' ? fullName(name) : pairedName(first, last, 'first_last')
}

function ordered(names: Names | NamePair, addressKey: string): Names | NamePair {
  if (!('one' in names) || names.order) return names
  return { ...names, order: orderByAddress(names.one, names.other, addressKey) }
}

function shortRaw(raw: string): string {
  return raw.trim().slice(0, longestRaw).toWellFormed()
}
