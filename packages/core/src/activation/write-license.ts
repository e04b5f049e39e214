import { dayWords } from './day-words.ts'
import type { LicenseDocument, LicensedProduct } from './document.ts'

/** Names are kept short enough for a code to be pasted: letters as people count them, and bytes as they travel. */
const longestName = { letters: 60, bytes: 180 }
const longestTitle = { letters: 60, bytes: 60 }
const longestHeaderLine = 80
const lineWidth = 76

/** The protected header, as JSON text: how it is signed, what it is, by which key, and what the root says of that key. */
export function headerOf(signingKid: string, statement: string): string {
  // The order is part of the format: every document begins alike, which is how it is found in a text.
  return JSON.stringify({ alg: 'EdDSA', typ: 'claviger-license', kid: signingKid, key: statement })
}

/** What the document says, as JSON text. The names are short because people paste it. */
export function payloadOf(document: LicenseDocument): string {
  const { kind, policy, revoked } = document
  return JSON.stringify({
    ...(kind === 'online' ? { k: 'on' } : {}),
    lic: document.licenseId,
    o: shortened(document.licensee, longestName),
    u: shortened(document.person, longestName),
    t: shortened(document.title, longestTitle),
    no: document.serial,
    iat: document.issuedAt,
    z: document.timeZone,
    d: [policy.graceDays, policy.checkHours, policy.offlineDays],
    p: document.products.map(rowOf),
    ...(revoked ? { end: [revoked.at, revoked.why, shortened(revoked.by, longestName)] } : {}),
  })
}

function rowOf({ code, paidUpTo, fallbackDate, fallbackRelease }: LicensedProduct): string[] {
  if (fallbackDate === undefined) return [code, paidUpTo]
  return fallbackRelease === undefined
    ? [code, paidUpTo, fallbackDate]
    : [code, paidUpTo, fallbackDate, fallbackRelease]
}

/** The line above a document, so that people know what they hold. Nothing is read from it. */
export function headerLineOf({ kind, title, person, licensee, products }: LicenseDocument): string {
  const what = kind === 'offline' ? 'activation code' : 'license'
  const whom = person === licensee ? person : `${person}, ${licensee}`
  const [last] = products
    .map(({ paidUpTo }) => paidUpTo)
    .sort()
    .reverse()
  const until = last === undefined ? '' : ` until ${dayWords(last, 'en-GB')}`
  const line = `${title} ${what}${until} for ${whom}`
  return shortened(line.replace(/[\s\p{Cc}]+/gu, ' '), { letters: longestHeaderLine, bytes: 240 })
}

/** The whole text: the line for people, then the document in lines that fit a letter. */
export function textOf(headerLine: string, jws: string): string {
  const lines = jws.match(new RegExp(`.{1,${lineWidth}}`, 'g')) ?? []
  return [headerLine, ...lines].join('\n')
}

const bytes = new TextEncoder()

/** Cut at whole characters, with a sign that something is missing. */
function shortened(text: string, longest: { readonly letters: number; readonly bytes: number }): string {
  const whole = text.toWellFormed()
  const fits = (some: string) => bytes.encode(some).length <= longest.bytes
  if (whole.length <= longest.letters && fits(whole)) return whole
  const letters = [...whole]
  if (letters.length <= longest.letters && fits(whole)) return whole
  let kept = letters.slice(0, longest.letters - 1)
  while (!fits(`${kept.join('')}…`)) kept = kept.slice(0, -1)
  return `${kept.join('')}…`
}
