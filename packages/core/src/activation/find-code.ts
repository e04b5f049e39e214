/** What stands at the beginning of every license document: `{"alg":"EdDSA",` in base64url. */
export const beginning = 'eyJhbGciOiJFZERTQSIs'

/** An Ed25519 signature is 64 bytes: 86 letters. */
const signatureLength = 86

/** Longer texts are not looked at: a document for a hundred products has a tenth of this. */
const longestText = 65_536

/** Why no whole document was found in a text. */
export type Unfound =
  | { readonly reason: 'empty' }
  | { readonly reason: 'too-long' }
  /** Nothing in it begins like a document. */
  | { readonly reason: 'no-code' }
  /** It begins, and ends too early. */
  | { readonly reason: 'cut-short' }
  /** A sign that no document has stands inside, or hangs on its end; counted from 1. */
  | { readonly reason: 'changed-text'; readonly position: number; readonly sign: string }

export interface FoundCode {
  readonly header: string
  readonly payload: string
  readonly signature: string
}

/**
 * What mail programs, chats, secret stores and people add without changing a letter: white space of every kind, breaks
 * written as `\n`, soft breaks of quoted-printable, marks of quoting at the start of lines, quotation marks, and signs
 * that cannot be seen.
 */
const added =
  /=\r?\n|\s*\n[ \t]*>[> \t]*|\\[nrt]|<br ?\/?>|[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060\ufeff"'`“”„‟«»‘’‚]+/gi

const letter = /[\w-]/

/** Finds the document in a text, whatever stands around it and however it is wrapped. */
export function findCode(text: string): FoundCode | Unfound {
  if (text.length > longestText) return { reason: 'too-long' }
  return untouched(text) ?? findAmong(text)
}

const shape = /^([\w-]+)\.([\w-]+)\.([\w-]{86})(?![\w-])/

/** Nearly every code comes as it was issued, and then looking for what was added takes longer than all the rest. */
function untouched(text: string): FoundCode | undefined {
  const start = text.indexOf(beginning)
  const [, header, payload, signature] = shape.exec(text.slice(start).replaceAll('\n', '')) ?? []
  return header && payload && signature ? { header, payload, signature } : undefined
}

function findAmong(text: string): FoundCode | Unfound {
  const spaced = text.replace(added, ' ')
  const whole = spaced.replaceAll(' ', '')
  if (whole === '') return { reason: 'empty' }
  const start = whole.indexOf(beginning)
  if (start < 0) return { reason: 'no-code' }
  const dots = dotsAfter(whole, start)
  if (typeof dots !== 'object') return strange(whole, dots)
  const [first, second] = dots
  const end = second + 1 + signatureLength
  const signature = whole.slice(second + 1, end)
  const odd = signature.search(/[^\w-]/)
  if (odd >= 0) return strange(whole, second + 1 + odd)
  if (signature.length < signatureLength) return { reason: 'cut-short' }
  const hanging = hangingOn(spaced, end)
  if (hanging) return { reason: 'changed-text', position: end + 1, sign: hanging }
  return { header: whole.slice(start, first), payload: whole.slice(first + 1, second), signature }
}

/** Where the two dots stand, or where something else does. */
function dotsAfter(whole: string, start: number): readonly [number, number] | number {
  const first = endOfLetters(whole, start)
  if (whole[first] !== '.') return first
  const second = endOfLetters(whole, first + 1)
  return whole[second] === '.' ? [first, second] : second
}

function endOfLetters(whole: string, from: number): number {
  const notLetter = /[^\w-]/g
  notLetter.lastIndex = from
  return notLetter.exec(whole)?.index ?? whole.length
}

function strange(whole: string, at: number): Unfound {
  const sign = whole.codePointAt(at)
  if (sign === undefined) return { reason: 'cut-short' }
  return { reason: 'changed-text', position: at + 1, sign: String.fromCodePoint(sign) }
}

/** A letter that follows the last one without anything between belongs to no signature. */
function hangingOn(spaced: string, end: number): string | undefined {
  let seen = 0
  let at = 0
  for (; seen < end; at++) if (spaced[at] !== ' ') seen++
  const next = spaced[at]
  return next !== undefined && letter.test(next) ? next : undefined
}
