/** What makes a spreadsheet calculate, behind apostrophes of ours or of anybody's. */
const calculates = /^'*[=+\-@\t\r\n＝＋－＠]/u
const guarded = /^'+[=+\-@\t\r\n＝＋－＠]/u

/** A signed amount or a telephone number: digits in groups calculate nothing, and stay as people write them. */
const number = /^[+-]\d+(?:[ .,]\d+)*$/

/** Puts an apostrophe before a text that a spreadsheet would calculate. */
export function guardFormula(text: string): string {
  return calculates.test(text) && !number.test(text) ? `'${text}` : text
}

/** Takes the apostrophe off that `guardFormula` has put there, and no other; nothing when there is none. */
export function unguardFormula(text: string): string | undefined {
  return guarded.test(text) ? text.slice(1) : undefined
}
