import jschardet from 'jschardet'
import { decode, type Encoding, encodings, isEncoding } from './text-encoding.ts'
import { likenessOf } from './text-likeness.ts'

const sampleLength = 8_192

/** Where several fit as well, the first is meant. */
const candidates: readonly Encoding[] = encodings.filter(
  (encoding) => !/^(?:utf|iso)-|^windows-1258$|^koi8-u$|^cp(?:437|852)$/.test(encoding),
)

/** Guesses how a text is encoded: by its mark, else by what cannot be anything else, else by what reads best. */
export function guessEncoding(bytes: Uint8Array): Encoding {
  const marked = byMark(bytes)
  if (marked) return marked
  if (bytes.includes(0x1b) && decode(bytes, 'iso-2022-jp') !== undefined) return 'iso-2022-jp'
  if (decode(bytes, 'utf-8') !== undefined) return 'utf-8'
  const sample = sampleOf(bytes)
  const heard = heardIn(sample)
  const scored = candidates.map((encoding) => {
    const text = decode(sample, encoding)
    const score = text === undefined ? Number.NEGATIVE_INFINITY : likenessOf(text, encoding)
    return { encoding, score: score + (encoding === heard ? 0.15 : 0) }
  })
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).encoding
}

function byMark(bytes: Uint8Array): Encoding | undefined {
  const [one, two, three] = bytes
  if (one === 0xef && two === 0xbb && three === 0xbf) return 'utf-8'
  if (one === 0xff && two === 0xfe) return 'utf-16le'
  if (one === 0xfe && two === 0xff) return 'utf-16be'
  return byZeros(bytes.subarray(0, 4_096))
}

/** Texts of two bytes a letter have a zero in every second place wherever they are plain. */
function byZeros(bytes: Uint8Array): Encoding | undefined {
  const zeros = [0, 0]
  for (const [index, byte] of bytes.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const many = bytes.length / 8
  if (odd > many && even * 8 < odd) return 'utf-16le'
  return even > many && odd * 8 < even ? 'utf-16be' : undefined
}

/** The lines in which something is not plain: the others tell nothing. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const kept: number[] = []
  let start = 0
  while (start < bytes.length && kept.length < sampleLength) {
    const found = bytes.indexOf(0x0a, start)
    const end = found < 0 ? bytes.length : found + 1
    const line = bytes.subarray(start, end)
    if (line.some((byte) => byte > 0x7f)) kept.push(...startOf(line))
    start = end
  }
  return Uint8Array.from(kept)
}

/** A long line is cut where no letter of several bytes can be: each of their bytes is a larger number. */
function startOf(line: Uint8Array): Uint8Array {
  if (line.length <= sampleLength) return line
  const start = line.subarray(0, sampleLength)
  return start.subarray(0, start.findLastIndex((byte) => byte < 0x30) + 1)
}

function heardIn(sample: Uint8Array): Encoding | undefined {
  const { encoding, confidence } = jschardet.detect(Buffer.from(sample))
  const name =
    { gb2312: 'gb18030', 'iso-8859-1': 'windows-1252', ascii: 'windows-1252' }[
      String(encoding).toLowerCase()
    ] ?? String(encoding).toLowerCase()
  return confidence > 0.3 && isEncoding(name) ? name : undefined
}
