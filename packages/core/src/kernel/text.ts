import { accept, type Decision, refuse } from './decision.ts'

/** Marks nobody sees: zero-width, direction and filler characters, the soft hyphen, the empty braille cell. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/u
const invisibles = new RegExp(invisible.source, 'gu')
const blank = /[\s\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/u

/** Joiners that spell Persian and Indic names, and the variation selectors of emoji. */
const spelling = new Set(['\u200c', '\u200d', '\ufe0e', '\ufe0f'])

/** A place in a text and what stands there, for messages such as "hidden character U+200B at 5". */
export interface OddCharacter {
  readonly position: number
  readonly codePoint: string
}

/** Strips white space and invisible characters from both ends. */
export function trimBlank(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && blank.test(text.charAt(start))) start++
  while (end > start && blank.test(text.charAt(end - 1))) end--
  return text.slice(start, end)
}

/** Removes every invisible character, wherever it stands. */
export function withoutInvisible(text: string): string {
  return text.replace(invisibles, '')
}

/** Removes the invisible characters that spell nothing, direction overrides included. */
export function withoutStray(text: string): string {
  return text.replace(invisibles, (mark) => (spelling.has(mark) ? mark : ''))
}

/** Finds the first character that is invisible, a control character or half of a surrogate pair. */
export function oddCharacterIn(text: string): OddCharacter | undefined {
  const found = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800\p{Cc}\p{Cs}]/u.exec(text)
  return found ? placed(text, found) : undefined
}

/**
 * Finds the first text, at any depth of what was sent, that no database keeps: one with a NUL or half of a surrogate
 * pair. Its field is the name it stands under.
 */
export function unkeptTextIn(
  value: unknown,
  field = '',
): (OddCharacter & { readonly field: string }) | undefined {
  if (typeof value === 'string') {
    const odd = /[\0\p{Cs}]/u.exec(value)
    return odd ? { field, ...placed(value, odd) } : undefined
  }
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return undefined
  for (const [name, one] of Object.entries(value)) {
    const found = unkeptTextIn(one, Array.isArray(value) ? field : name)
    if (found) return found
  }
  return undefined
}

/** Reads a name or title people gave to something: one line, composed, without tricks, never only invisible. */
export function readName(value: unknown, rule: { field: string; max: number }): Decision<string> {
  const { field, max } = rule
  if (typeof value !== 'string') return refuse('text_missing', { field })
  const text = withoutStray(value).replace(/\s+/gu, ' ').trim().normalize('NFC')
  if (trimBlank(text) === '') return refuse('text_missing', { field })
  const odd = /[\p{Cc}\p{Cs}]/u.exec(text)
  if (odd) return refuse('text_hidden_character', { field, ...placed(text, odd) })
  const length = Array.from(text).length
  return length > max ? refuse('text_too_long', { field, max, length }) : accept(text)
}

/** Reads a whole number from a form field or a JSON value; signs, decimals, grouping and exponents are not guessed at. */
export function readWhole(
  value: unknown,
  rule: { field: string; min: number; max: number },
): Decision<number> {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || !/^-?\d+$/.test(text.trim())) return refuse('not_a_whole_number', rule)
  const number = Number(text)
  return number < rule.min || number > rule.max ? refuse('out_of_range', rule) : accept(number)
}

const foldings = new Map(
  Object.entries({ ß: 'ss', ı: 'i', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h' }),
)

/** Folds a text for searching: case, accents, ß, both Turkish i and invisible characters make no difference. */
export function searchKey(text: string): string {
  return withoutInvisible(text.toWellFormed())
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\p{Cc}]/gu, (mark) => (/\s/.test(mark) ? ' ' : ''))
    .toLowerCase()
    .replace(/[ßıæœøłđðþħ]/gu, (letter) => foldings.get(letter) ?? letter)
    .replace(/[\u0300-\u036f]/gu, '')
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .trim()
}

function placed(text: string, found: RegExpExecArray): OddCharacter {
  const codePoint = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return { position: Array.from(text.slice(0, found.index)).length + 1, codePoint: `U+${codePoint}` }
}
