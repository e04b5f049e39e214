import type { TableCell } from '@claviger/core/assignment/people-reading'
import { dayOfSerial } from '@claviger/core/assignment/sheet-day'
import { dateFrom } from '@claviger/core/kernel/calendar'
import { readSheetText } from './sheet-text.ts'
import type { Workbook } from './workbook.ts'

/** A cell as its sheet writes it. */
export interface WrittenCell {
  readonly column: number
  readonly type: string
  readonly style: number
  value: string
  formula: string
  calculated: boolean
}

const longestCell = 32_767

/** Tells what a cell says: its text, its day, or why it has none; '' when it says nothing. */
export function readSheetCell(cell: WrittenCell, workbook: Workbook): TableCell {
  const { type, value, calculated } = cell
  if (type === 'e') return { text: '', fault: value.slice(0, 20).toWellFormed() || '#ERROR' }
  if (value === '') return calculated && type !== 'str' ? { text: '', fault: '= ?' } : ''
  if (type === 's') return asText(workbook.texts[Number(value)] ?? '')
  if (type === 'inlineStr' || type === 'str') return linkedByFormula(cell)
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type === 'd') return isoDay(value)
  return numberOrDay(cell, workbook)
}

/** In a workbook a text is a text, even if it begins like a formula. */
function asText(text: string): TableCell {
  const cut = text.slice(0, longestCell)
  return /^\s*[=+@-]/.test(cut) ? { text: cut, plain: true } : cut
}

/** =HYPERLINK("mailto:zoe@…", "Zoe") shows Zoe and knows her address. */
function linkedByFormula({ value, formula }: WrittenCell): TableCell {
  const target = /^\s*=?\s*HYPERLINK\(\s*"(mailto:[^"]+)"/i.exec(formula)?.[1]
  const text = readSheetText(value)
  return target ? withTarget(text, target) : asText(text)
}

function numberOrDay({ value, style }: WrittenCell, { dayStyles, since1904 }: Workbook): TableCell {
  const number = Number(value)
  if (!Number.isFinite(number)) return value.slice(0, longestCell)
  const day = dayStyles[style] ? dayOfSerial(number, since1904) : undefined
  return day ? { text: day, day } : String(number)
}

function isoDay(value: string): TableCell {
  const day = value.slice(0, 10)
  return /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/.test(day) ? { text: day, day: dateFrom(day) } : value
}

/** Gives a cell the address its link leads to, unless its text is one. */
export function withTarget(cell: TableCell, target: string): TableCell {
  const address = /^mailto:([^?]+)/i.exec(target)?.[1]
  const { text, ...more } = typeof cell === 'string' ? { text: cell } : cell
  if (address === undefined || text.includes('@')) return cell
  return { ...more, text: `${text} <${decoded(address)}>`.trim() }
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
