import { type Mention, mentionsAddress, readCell } from './people-cell.ts'
import type { Separator } from './people-cuts.ts'
import { cleanName, fullName, isNamedBy, type Names, noNames } from './people-names.ts'
import {
  type Draft,
  draftOf,
  draftWithout,
  formulaIn,
  looksLikeFormula,
  type Said,
  withoutAddress,
} from './people-row.ts'

const mostLastNames = 3

/** Reads one person spread over cells: names before or after the address, then the team. */
export function personAmong(cells: readonly string[], separator: Separator, raw: string): Draft[] {
  const place = cells.findIndex(mentionsAddress)
  const { mentions, remark } = readCell(cells[place] ?? '')
  const [mention, ...others] = mentions
  if (!mention) return [draftWithout(raw, withoutAddress(raw))]
  const before = cells.slice(0, place).filter(isWording)
  const after = cells.slice(place + 1).filter(isWording)
  const formula = [...before, ...after].find(looksLikeFormula)
  if (formula) return [draftWithout(raw, formulaIn(formula))]
  const own = wordsAround(mention, remark)
  const named = own.names.name !== ''
  const said = named
    ? besideOwnName(own.names, mention, { before, after, separator })
    : namesFromCells(before, after)
  const rest = others.map((other) => draftOf(other, raw, { names: fullName(other.before) }))
  return [draftOf(mention, raw, { ...said, remark: own.remark }), ...rest]
}

/** Finds the name beside an address: before it, else after it, else in brackets when the address agrees. */
export function wordsAround(mention: Mention, remark: string): { names: Names; remark: string } {
  const names = [mention.before, mention.after].map(fullName).find(({ name }) => name !== '')
  if (names) return { names, remark }
  const inside = remark.replace(/[()[\]（）]/gu, '').trim()
  const agreed = mention.address.ok && isNamedBy(inside, mention.address.plan.key)
  return agreed ? { names: fullName(inside), remark: '' } : { names: noNames, remark }
}

/** Row numbers, telephone numbers, dates and links say nothing about who this is. */
export function isWording(cell: string): boolean {
  return cleanName(cell) !== '' || looksLikeFormula(cell)
}

/** "Voß, Jürgen <…>" continues the cell before it; anything else beside a full name is the team. */
function besideOwnName(own: Names, mention: Mention, around: Around): Said {
  const { before, after, separator } = around
  const last = before.findLast((cell) => cell.split(/\s+/).length <= mostLastNames)
  const complete = own.lastName !== '' && mention.address.ok && isNamedBy(own.name, mention.address.plan.key)
  const follows = separator === ',' && cleanName(mention.before) !== ''
  if (!follows || last === undefined || complete) return { names: own, team: after[0] ?? last ?? '' }
  return { names: { one: last, other: own.name, order: 'last_first' }, team: after[0] ?? '' }
}

interface Around {
  readonly before: readonly string[]
  readonly after: readonly string[]
  readonly separator: Separator
}

function namesFromCells(before: readonly string[], after: readonly string[]): Said {
  const [one = '', other, third = ''] = before.length > 0 ? before : after
  const team = before.length > 0 ? (after[0] ?? third) : third
  if (other === undefined) return { names: fullName(one), team }
  if (before.length === 0 && /[\s,]/.test(one)) return { names: fullName(one), team: other }
  return { names: { one, other, order: undefined }, team }
}
