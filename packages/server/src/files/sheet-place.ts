const letters = 26
const letterA = 65

/** The letters spreadsheets call a column by: 0 is A, 26 is AA. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / letters)
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(letterA + (index % letters))
}

/** The column and row of a reference such as AB12, the column counted from 0; nothing when it is none. */
export function readPlace(reference: string): { column: number; row: number } | undefined {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference)
  if (!found) return undefined
  const [, name = '', row = ''] = found
  let column = 0
  for (const letter of name) column = column * letters + letter.charCodeAt(0) - letterA + 1
  return { column: column - 1, row: Number(row) }
}
