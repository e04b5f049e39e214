import type { TableCell, TableRow } from '@claviger/core/assignment/people-reading'
import { longestList } from '@claviger/core/assignment/read-people'
import type { XmlListener } from './read-xml.ts'
import { readSheetCell, type WrittenCell, withTarget } from './sheet-cell.ts'
import { readPlace } from './sheet-place.ts'
import { readTargets, type SheetPart, type Workbook } from './workbook.ts'

/** A sheet as it was read: the rows that hold something, up to one above the longest list and its headings. */
export interface ReadSheet {
  readonly name: string
  readonly rows: readonly TableRow[]
  /** How many rows hold something, as far as they were looked at. */
  readonly filled: number
  /** How many of them are filtered away or hidden; they are read all the same. */
  readonly hidden: number
}

type Attributes = Readonly<Record<string, string>>

const mostRows = longestList + 2
const mostColumns = 256

/** Reads a sheet as it goes by: cells that hold nothing, however many, are never kept. */
export function readSheet(workbook: Workbook, { name, path }: SheetPart): ReadSheet {
  const rows = new RowGatherer(workbook)
  workbook.read(path, rows)
  const targets = rows.links.size > 0 ? readTargets(workbook.read, path) : new Map<string, string>()
  const linked = linkCells(rows.rows, rows.links, targets)
  return { name, rows: linked, filled: rows.filled, hidden: rows.hidden }
}

/** Gathers rows and links from the tags of a sheet. */
class RowGatherer implements Required<XmlListener> {
  readonly rows: TableRow[] = []
  /** By the place of a cell: the id of the link it has. */
  readonly links = new Map<string, string>()
  filled = 0
  hidden = 0
  readonly #workbook: Workbook
  #number = 0
  #isHidden = false
  #cells: TableCell[] = []
  #cell: WrittenCell | null = null
  #column = 0
  #into: 'value' | 'formula' | null = null
  #pronounced = false

  constructor(workbook: Workbook) {
    this.#workbook = workbook
  }

  readonly open = (tag: string, attributes: Attributes): void => {
    if (tag === 'row') this.#openRow(attributes)
    else if (tag === 'c') this.#openCell(attributes)
    else if (tag === 'hyperlink') this.#noteLink(attributes)
    else if (tag === 'rPh') this.#pronounced = true
    this.#into = intoOf(tag, this.#pronounced)
    if (tag === 'f' && this.#cell) this.#cell.calculated = true
  }

  readonly text = (piece: string): void => {
    if (this.#cell && this.#into) this.#cell[this.#into] += piece
  }

  readonly close = (tag: string): void => {
    this.#into = null
    if (tag === 'c') this.#closeCell()
    else if (tag === 'row') this.#closeRow()
    else if (tag === 'rPh') this.#pronounced = false
  }

  readonly done = (): boolean => this.rows.length >= mostRows

  #openRow({ r, hidden }: Attributes): void {
    this.#number = r === undefined ? this.#number + 1 : Number(r)
    this.#isHidden = hidden === '1' || hidden === 'true'
    this.#cells = []
    this.#column = 0
  }

  #openCell({ r, t = 'n', s = '0' }: Attributes): void {
    const column = r === undefined ? this.#column : (readPlace(r)?.column ?? this.#column)
    this.#column = column + 1
    this.#cell = { column, type: t, style: Number(s), value: '', formula: '', calculated: false }
  }

  #closeCell(): void {
    const cell = this.#cell
    this.#cell = null
    if (!cell || cell.column >= mostColumns || this.done()) return
    const read = readSheetCell(cell, this.#workbook)
    if (typeof read !== 'string' || read.trim() !== '') this.#cells[cell.column] = read
  }

  #closeRow(): void {
    if (this.#cells.length === 0) return
    this.filled += 1
    if (this.#isHidden) this.hidden += 1
    this.rows.push({ number: this.#number, cells: Array.from(this.#cells, (cell) => cell ?? '') })
  }

  #noteLink(attributes: Attributes): void {
    const id = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1]
    if (id !== undefined && attributes.ref && this.links.size < 2 * mostRows)
      this.links.set(attributes.ref, id)
  }
}

function intoOf(tag: string, pronounced: boolean): 'value' | 'formula' | null {
  if (tag === 'f') return 'formula'
  return tag === 'v' || (tag === 't' && !pronounced) ? 'value' : null
}

/** Gives the cells that are links the addresses they lead to. */
function linkCells(
  rows: readonly TableRow[],
  links: ReadonlyMap<string, string>,
  targets: ReadonlyMap<string, string>,
): readonly TableRow[] {
  if (links.size === 0) return rows
  const byRow = new Map<number, Map<number, string>>()
  for (const [reference, id] of links) {
    const place = readPlace(reference.split(':')[0] ?? '')
    if (!place) continue
    const columns = byRow.get(place.row) ?? new Map<number, string>()
    byRow.set(place.row, columns.set(place.column, targets.get(id) ?? ''))
  }
  return rows.map((row) => {
    const columns = byRow.get(row.number)
    const linked = (cell: TableCell, column: number) => withTarget(cell, columns?.get(column) ?? '')
    return columns ? { ...row, cells: row.cells.map(linked) } : row
  })
}
