import type { CalendarDate } from '../kernel/calendar.ts'
import { type Decision, type Refusal, refuse } from '../kernel/decision.ts'
import { readName, withoutStray } from '../kernel/text.ts'
import { readCell } from './people-cell.ts'
import type { ColumnRole } from './people-headings.ts'
import { cleanName, fullName, type Names, pairedName } from './people-names.ts'
import type { OddCell, TableCell } from './people-reading.ts'
import {
  type Draft,
  draftOf,
  draftWithout,
  formulaIn,
  looksLikeFormula,
  withoutAddress,
} from './people-row.ts'

/** A row of a table before the table as a whole has been seen. */
export interface TableDraft extends Draft {
  readonly product: string
  readonly until: CalendarDate | null
  readonly note: string
}

/** How the cells of a row are found and read. */
export interface RowRules {
  /** Which columns hold what, in their order. */
  readonly places: ReadonlyMap<ColumnRole, readonly number[]>
  readonly readUntil: (cell: OddCell) => Decision<CalendarDate | null, Refusal>
}

const longestWords = 200
const longestName = 80

/** Reads a row under its columns; more addresses in its cell make more rows, of which only a lone one has the name. */
export function draftsOfRow(row: readonly TableCell[], rules: RowRules): TableDraft[] {
  const cells = row.map(oddCell)
  if (isNobody(cells, rules)) return []
  const raw = rawOf(cells)
  const under = (role: ColumnRole) => firstUnder(cells, rules.places.get(role) ?? [])
  const names = namesUnder(under)
  const until = rules.readUntil(under('until'))
  const problem = faultIn(cells, rules) ?? (until.ok ? null : until.refusal)
  const more = {
    ...{ product: words(under('product')), note: words(under('note')) },
    until: until.ok ? until.plan : null,
  }
  const drafts = problem ? [draftWithout(raw, problem, names)] : withAddress(cells, { rules, raw, names })
  return drafts.map((draft) => ({ ...draft, ...more, team: words(under('team')) }))
}

/** A row without name and address is nobody, whatever else stands in it: a sum, a formula filled down, a free seat. */
function isNobody(cells: readonly OddCell[], { places }: RowRules): boolean {
  const roles = ['address', 'name', 'first', 'last'] as const
  const who = places.has('address') ? new Set(roles.flatMap((role) => places.get(role) ?? [])) : null
  return !cells.some(({ text, fault }, place) => {
    if (who && !who.has(place)) return false
    return fault === undefined ? /[\p{L}\p{N}@]/u.test(text) : who !== null
  })
}

interface Around {
  readonly rules: RowRules
  readonly raw: string
  readonly names: Names
}

function withAddress(cells: readonly OddCell[], { rules, raw, names }: Around): Draft[] {
  const readings = addressCells(cells, rules).map(({ text }) => readCell(text))
  const found = readings.find((reading) => reading.mentions.length > 0)
  if (!found) return [draftWithout(raw, withoutAddress(readings[0]?.words ?? ''), names)]
  return found.mentions.map((mention) => {
    const own = names.name !== '' && found.mentions.length === 1 ? names : fullName(mention.before)
    return draftOf(mention, raw, { names: own, remark: found.remark })
  })
}

/** Where no column is said to hold addresses, whatever looks like one is. */
function addressCells(cells: readonly OddCell[], { places }: RowRules): OddCell[] {
  const headed = places.get('address')
  return (
    headed ? headed.flatMap((place) => cells[place] ?? []) : cells.filter(({ text }) => text.includes('@'))
  ).filter(({ text }) => text.trim() !== '')
}

/** What keeps a row from being used as it stands; what nobody reads cannot. */
function faultIn(cells: readonly OddCell[], { places }: RowRules): Refusal | null {
  const read = (roles: readonly ColumnRole[]) =>
    roles.flatMap((role) => (places.get(role) ?? []).flatMap((place) => cells[place] ?? []))
  const used = read(['address', 'name', 'first', 'last', 'team', 'product', 'until'])
  const faulty = used.find(({ fault }) => fault)
  if (faulty) return refuse('row_cell_faulty', { cell: faulty.fault }).refusal
  const damaged = used.find(({ text }) => text.includes('\ufffd'))
  if (damaged) return refuse('row_text_damaged', { cell: damaged.text.slice(0, 80).toWellFormed() }).refusal
  const formula =
    read(['address']).find(({ text }) => looksLikeFormula(text)) ??
    read(['name', 'first', 'last', 'team', 'product']).find(
      ({ text, plain }) => !plain && looksLikeFormula(text),
    )
  return formula ? formulaIn(formula.text) : null
}

function namesUnder(under: (role: ColumnRole) => OddCell): Names {
  const [name, first, last] = [under('name'), under('first'), under('last')]
  if (isTyped(name)) return { name: typed(name), firstName: '', lastName: '' }
  return first.text === '' && last.text === ''
    ? fullName(name.text)
    : pairedName(first.text, last.text, 'first_last')
}

/** What its sender marked as text that only looks like a formula is a name as it stands. */
function isTyped({ text, plain }: OddCell): boolean {
  return plain === true && looksLikeFormula(text)
}

function typed({ text }: OddCell): string {
  const read = readName(text, { field: 'name', max: longestName })
  return read.ok ? read.plan : cleanName(text)
}

function firstUnder(cells: readonly OddCell[], places: readonly number[]): OddCell {
  const filled = places
    .map((place) => cells[place])
    .find((cell) => cell && (cell.fault || cell.text.trim() !== ''))
  return filled ?? { text: '' }
}

/** A name of a thing as somebody wrote it, on one line. */
function words({ text }: OddCell): string {
  return withoutStray(text.slice(0, 2 * longestWords))
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, longestWords)
    .toWellFormed()
}

/** A cell with all that is known of it, without what no database keeps. */
export function oddCell(cell: TableCell): OddCell {
  const odd = typeof cell === 'string' ? { text: cell } : cell
  const kept = odd.text.toWellFormed().replaceAll('\0', '')
  return kept === odd.text ? odd : { ...odd, text: kept }
}

/** The row as it is shown, and as it can be read again. */
export function rawOf(cells: readonly OddCell[]): string {
  const shown = cells.map(({ text, fault }) => (fault ?? text).slice(0, longestWords).replace(/\s+/gu, ' '))
  return shown.filter((text) => text.trim() !== '').join('\t')
}
