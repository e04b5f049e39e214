/** What separates cells or people on a pasted line, the strongest first. */
export const separators = ['\t', '|', ';', ','] as const
export type Separator = (typeof separators)[number]

const separatorOf = new Map<string, Separator>([
  ['\t', '\t'],
  ['|', '|'],
  [';', ';'],
  ['；', ';'],
  [',', ','],
  ['，', ','],
  ['、', ','],
])
const closerOf = new Map(
  Object.entries({ '"': '"', '“': '”', '„': '“', '«': '»', '(': ')', '[': ']', '（': '）' }),
)

interface Cut {
  readonly at: number
  readonly separator: Separator
}

/** Tells which separators stand free on a line, outside quotes and remarks, and gives the strongest. */
export function strongestSeparator(line: string): Separator | undefined {
  const present = new Set(cutsIn(line).map((cut) => cut.separator))
  return separators.find((separator) => present.has(separator))
}

/** Cuts a line at one separator, leaving what stands in quotes or remarks whole; empty cells are kept. */
export function splitCells(line: string, separator: Separator, most = Number.POSITIVE_INFINITY): string[] {
  const ends = cutsIn(line)
    .filter((cut) => cut.separator === separator)
    .slice(0, most)
  const starts = [0, ...ends.map((cut) => cut.at + 1)]
  return starts.map((start, index) => line.slice(start, ends[index]?.at ?? line.length).trim())
}

function cutsIn(line: string): Cut[] {
  const cuts: Cut[] = []
  const next = nextOccurrence(line)
  const mark = /[\t|;；,，、"“„«([（]/gu
  for (let found = mark.exec(line); found; found = mark.exec(line)) {
    const separator = separatorOf.get(found[0])
    if (separator) cuts.push({ at: found.index, separator })
    else mark.lastIndex = protectedEnd(line, found.index, next) + 1
  }
  return cuts
}

/** Gives the end of the quote or remark that opens here, or the same place when none does. */
function protectedEnd(line: string, at: number, next: (sought: string, from: number) => number): number {
  const opener = line.charAt(at)
  const closer = closerOf.get(opener)
  if (!closer || (at > 0 && !/[\s\t|;,(<]/.test(line.charAt(at - 1)) && !isBracket(opener))) return at
  let end = next(closer, at + 1)
  while (opener === '"' && end > 0 && line.charAt(end + 1) === '"') end = next(closer, end + 2)
  if (end < 0) return at
  const address = next('@', at + 1)
  return isBracket(opener) && address > 0 && address < end ? at : end
}

function isBracket(opener: string): boolean {
  return opener === '(' || opener === '[' || opener === '（'
}

/** Searches forward and remembers, so that a hostile line full of openers is still read in one pass. */
function nextOccurrence(line: string): (sought: string, from: number) => number {
  const found = new Map<string, number>()
  return (sought, from) => {
    const known = found.get(sought)
    if (known !== undefined && (known < 0 || known >= from)) return known
    const at = line.indexOf(sought, from)
    found.set(sought, at)
    return at
  }
}
