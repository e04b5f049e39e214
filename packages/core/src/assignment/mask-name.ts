const letter = /[\p{L}\p{M}\p{N}]/u
const shown = (length: number) => (length >= 5 ? 2 : length >= 2 ? 1 : 0)

/** Splits a text into what people see as one letter, marks and joined letters included. */
const letters = new Intl.Segmenter('und', { granularity: 'grapheme' })

/**
 * Writes a name so that those who know it recognize it: of each word one letter of two to four, two of five and more,
 * a star for every other letter. "Roman Loskutov" becomes "Ro*** Lo******".
 */
export function maskName(name: string): string {
  return name.split(' ').map(maskWord).join(' ')
}

function maskWord(word: string): string {
  const all = Array.from(letters.segment(word), ({ segment }) => segment)
  const keep = shown(all.filter(isLetter).length)
  let seen = 0
  return all.map((one) => (isLetter(one) && ++seen > keep ? '*' : one)).join('')
}

function isLetter(grapheme: string): boolean {
  return letter.test(grapheme)
}
