import type { Encoding } from './text-encoding.ts'

const beyondAscii = /[^\p{ASCII}]/gu
const scripts = {
  latin: /\p{Script=Latin}/u,
  cyrillic: /\p{Script=Cyrillic}/u,
  greek: /\p{Script=Greek}/u,
  hebrew: /\p{Script=Hebrew}/u,
  arabic: /\p{Script=Arabic}/u,
  kana: /[\u3040-\u30ff]/u,
  hangul: /\p{Script=Hangul}/u,
  han: /\p{Script=Han}/u,
} as const
type Script = keyof typeof scripts

const commonLatin = /[äöüßéèêëàâáãåæøœçñíìîïóòôõúùû]/iu
const commonCyrillic = /[оеаинтсрвлкмдпуя]/iu
const betweenLetters = /[’'–—·]/u
const besideLetters = /[“”„«»‘’‚…–—]/u

/**
 * How much a text looks like words that people write, 1 at best: every sign that is not plain is judged by itself and by
 * its neighbors, because a wrong encoding mixes scripts, cases and symbols inside words.
 */
export function likenessOf(text: string, encoding: Encoding): number {
  let [sum, count] = [0, 0]
  for (const { 0: sign, index } of text.matchAll(beyondAscii)) {
    sum += likeness(sign, {
      before: text.charAt(index - 1),
      after: text.charAt(index + sign.length),
      encoding,
    })
    count += 1
  }
  return count === 0 ? 0 : sum / count
}

interface Place {
  readonly before: string
  readonly after: string
  readonly encoding: Encoding
}

function likeness(sign: string, place: Place): number {
  if (/[\p{Cc}\p{Co}\p{Cn}]/u.test(sign)) return -1
  const script = scriptOf(sign)
  if (!script) return likenessOfSymbol(sign, place)
  const strange = [place.before, place.after].some((other) => !goTogether(script, scriptOf(other)))
  if (strange) return -0.5
  if (/\p{Lu}/u.test(sign) && /\p{Ll}/u.test(place.before)) return -0.3
  return letterLikeness[script]?.(sign, place) ?? 0.9
}

const letterLikeness: Readonly<Partial<Record<Script, (sign: string, place: Place) => number>>> = {
  latin: (sign, { before, after }) => {
    const run = [before, after].some((other) => /[^\p{ASCII}]/u.test(other))
    return (commonLatin.test(sign) ? 1 : 0.8) - (run ? 0.6 : 0)
  },
  cyrillic: (sign) => (commonCyrillic.test(sign) ? 1 : 0.8),
  kana: () => 1,
  hangul: () => 1,
  han: (sign, { encoding }) => (commonHan(encoding).has(sign) ? 0.95 : 0.4),
}

function likenessOfSymbol(sign: string, { before, after }: Place): number {
  if (/[\uff61-\uff9f]/u.test(sign)) return 0.2
  const letters = [before, after].filter((other) => /\p{L}/u.test(other)).length
  if (letters === 2) return betweenLetters.test(sign) ? 0.8 : -0.5
  return letters === 0 || besideLetters.test(sign) || /[\u3000-\u303f]/u.test(sign) ? 0.7 : 0.1
}

function scriptOf(sign: string): Script | undefined {
  return (Object.keys(scripts) as Script[]).find((script) => scripts[script].test(sign))
}

function goTogether(one: Script, other: Script | undefined): boolean {
  return other === undefined || one === other || (japanese.has(one) && japanese.has(other))
}

const japanese: ReadonlySet<Script> = new Set(['kana', 'han'])

/** Where each encoding keeps the characters its writers use: lead bytes and trail bytes, from and to. */
const commonRanges: Readonly<Partial<Record<Encoding, readonly [number, number, number, number]>>> = {
  gb18030: [0xb0, 0xf7, 0xa1, 0xfe],
  big5: [0xa4, 0xc6, 0x40, 0xfe],
  shift_jis: [0x88, 0x97, 0x40, 0xfc],
  'euc-jp': [0xb0, 0xcf, 0xa1, 0xfe],
}

const known = new Map<Encoding, ReadonlySet<string>>()

function commonHan(encoding: Encoding): ReadonlySet<string> {
  const kept = known.get(encoding) ?? new Set(charactersIn(encoding))
  known.set(encoding, kept)
  return kept
}

function charactersIn(encoding: Encoding): string {
  const range = commonRanges[encoding]
  if (!range) return ''
  const [firstLead, lastLead, firstTrail, lastTrail] = range
  const bytes: number[] = []
  for (let lead = firstLead; lead <= lastLead; lead++)
    for (let trail = firstTrail; trail <= lastTrail; trail++) if (trail !== 0x7f) bytes.push(lead, trail)
  return new TextDecoder(encoding).decode(Uint8Array.from(bytes))
}
