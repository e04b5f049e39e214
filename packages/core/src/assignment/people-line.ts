import { type CellReading, countAddresses, mentionsAddress, readCell } from './people-cell.ts'
import { type Separator, splitCells, strongestSeparator } from './people-cuts.ts'
import { fullName } from './people-names.ts'
import { isWording, personAmong, wordsAround } from './people-person.ts'
import {
  type Draft,
  draftOf,
  draftWithout,
  formulaIn,
  looksLikeFormula,
  noAddress,
  withoutAddress,
} from './people-row.ts'

/** More cells than any list may have rows are not looked at. */
const mostCells = 50_001

const bullets =
  /^(?:[•‣◦▪▫●○∙·*–—►▶→✓✔☐☑☒>]\s*|[-+]\s+|\(?\d{1,6}[.):]\s+|[a-z]\)\s+|#\d{1,6}\s+|\[[ xX]?\]\s*)+/u

/** Reads one line without headings: a person, several people, or what is wrong with it. */
export function readLine(line: string): Draft[] {
  const body = line.trim().replace(bullets, '')
  if (!/[\p{L}\p{N}@＠]/u.test(body)) return []
  return startsWithFormula(body) ? [draftWithout(line, formulaIn(body))] : readPieces(body)
}

/** A telephone number in the first cell of a row is no formula. */
function startsWithFormula(body: string): boolean {
  if (!looksLikeFormula(body)) return false
  const separator = strongestSeparator(body)
  return !separator || looksLikeFormula(splitCells(body, separator)[0] ?? '')
}

function readPieces(text: string): Draft[] {
  const separator = strongestSeparator(text)
  if (!separator) return draftsIn(readCell(text), text)
  const cells = splitCells(text, separator, mostCells).filter((cell) => cell !== '')
  const holding = cells.filter(mentionsAddress)
  if (holding.length === 0) return namesOnly(cells, separator, text)
  const [only = ''] = holding
  const alone = holding.length === 1 && (countAddresses(only) === 1 || !strongestSeparator(only))
  return alone ? personAmong(cells, separator, text) : listOf(cells, separator)
}

function draftsIn(reading: CellReading, raw: string): Draft[] {
  const { mentions, words, remark } = reading
  if (mentions.length > 0)
    return mentions.map((mention) => draftOf(mention, raw, wordsAround(mention, remark)))
  const problem = withoutAddress(words)
  return [draftWithout(raw, problem, problem.code === 'no_address' ? fullName(words) : undefined)]
}

/** Several addresses between separators: each is a person, and a name belongs to the address it clearly stands by. */
function listOf(cells: readonly string[], separator: Separator): Draft[] {
  const period = regularPeriod(cells)
  if (period > 1)
    return chunks(cells, period).flatMap((row) => personAmong(row, separator, row.join(separator)))
  return joinLastNames(cells, separator).flatMap((piece) =>
    piece.length === 1
      ? readPieces(piece[0] ?? '')
      : personAmong(piece, separator, piece.join(`${separator} `)),
  )
}

/** In "Ming, Li <li@…>, Voß, Jürgen <j@…>" the comma before each lone first name belongs to the name. */
function joinLastNames(cells: readonly string[], separator: Separator): string[][] {
  const continues = (cell: string, index: number) => {
    const last = cells[index - 1]
    return last !== undefined && !mentionsAddress(last) && isFirstNameBeforeAddress(cell)
  }
  const lastFirst = cells.every((cell, index) => !isFirstNameBeforeAddress(cell) || continues(cell, index))
  const pieces: string[][] = []
  for (const [index, cell] of cells.entries()) {
    if (separator === ',' && lastFirst && continues(cell, index)) pieces.at(-1)?.push(cell)
    else pieces.push([cell])
  }
  return pieces
}

function isFirstNameBeforeAddress(cell: string): boolean {
  return /^[^\s<>@]+(\s\p{L}\.?)?\s*<[^<>]*>\s*$/u.test(cell)
}

/** Finds the length of the row when a list repeats "name, address" or "first, last, address" all the way. */
function regularPeriod(cells: readonly string[]): number {
  const places = cells.flatMap((cell, index) => (mentionsAddress(cell) ? [index] : []))
  const period = cells.length / places.length
  const [first = 0] = places
  const regular = places.every(
    (place, index) => place === first + index * period && !/[\s<]/.test(cells[place] ?? ''),
  )
  return period <= 4 && regular ? period : 0
}

function chunks(cells: readonly string[], size: number): string[][] {
  return Array.from({ length: cells.length / size }, (_, row) => cells.slice(row * size, (row + 1) * size))
}

/** Cells without any address: one name in parts, or several names. */
function namesOnly(cells: readonly string[], separator: Separator, raw: string): Draft[] {
  const formula = cells.find(looksLikeFormula)
  if (formula) return [draftWithout(raw, formulaIn(formula))]
  const wording = cells.filter(isWording)
  const [one, other] = wording
  if (one === undefined || other === undefined) return wording.flatMap(readPieces)
  const order = separator === ',' ? 'last_first' : undefined
  return separator === '\t' || isOneName(wording)
    ? [draftWithout(raw, noAddress, { one, other, order })]
    : wording.flatMap(readPieces)
}

/** "Wieczorek, Tomasz" is one person, "Anna Berg, Ben Carter" are two. */
function isOneName(cells: readonly string[]): boolean {
  return (
    cells.length === 2 && !cells.every((cell) => /\s/.test(cell)) && !cells.some((cell) => /\.\S/.test(cell))
  )
}
