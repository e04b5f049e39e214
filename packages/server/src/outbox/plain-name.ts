const joiner = '\u2060'
const isolate = { start: '\u2068', end: '\u2069' }

/**
 * Makes a text somebody typed safe to stand in our sentences: one line, no direction marks that reach beyond it, and
 * nothing a mail program would turn into a link. Invisible word joiners around the dots and slashes do the last;
 * the text looks the same.
 */
export function plainName(text: string): string {
  const line = text
    .toWellFormed()
    .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/gu, '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
  return contained(unlinked(line))
}

function unlinked(line: string): string {
  return line
    .replace(/(?<=[\p{L}\p{N}])[.。．｡](?=\p{L})|(?<=\p{L})\.(?=\p{N})/gu, (dot) => joiner + dot + joiner)
    .replace(/:(?=\/\/)/g, `:${joiner}`)
    .replace(/(?<=\b(?:mailto|tel|javascript|data)):/gi, `${joiner}:`)
    .replace(/@/g, `${joiner}@${joiner}`)
}

/** Isolates are only spent on text that could turn its neighbors around. */
function contained(line: string): string {
  return /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(line)
    ? `${isolate.start}${line}${isolate.end}`
    : line
}
