/** What a list shows of each of its rows. */
export type Columns<Row> = readonly (readonly [
  heading: string,
  cell: (row: Row) => string | number | undefined,
])[]

/** Writes rows under headings; those of a following page keep to the columns of the first. */
export function tableOf<Row>(columns: Columns<Row>): (rows: readonly Row[]) => readonly string[] {
  let widths = columns.map(([heading]) => lengthOf(heading))
  let headings: readonly (readonly string[])[] = [columns.map(([heading]) => heading)]
  return (rows) => {
    const cells = rows.map((row) => columns.map(([, cell]) => plain(cell(row))))
    widths = widths.map((width, place) =>
      Math.max(width, ...cells.map((line) => lengthOf(line[place] ?? ''))),
    )
    const lines = [...headings, ...cells].map((line) => joined(line, widths))
    headings = []
    return lines
  }
}

/** Lines that name each value, those that say nothing left out. */
export function fieldLines(fields: Readonly<Record<string, string | number | undefined>>): readonly string[] {
  const told = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')
  const width = Math.max(...told.map(([name]) => name.length))
  return told.map(([name, value]) => `${name.padEnd(width)}  ${plain(value)}`)
}

function joined(line: readonly string[], widths: readonly number[]): string {
  return line
    .map((cell, place) => cell + ' '.repeat(Math.max(0, (widths[place] ?? 0) - lengthOf(cell))))
    .join('  ')
    .trimEnd()
}

/** A name somebody chose may not move the cursor of whoever reads it. */
function plain(value: string | number | undefined): string {
  return String(value ?? '').replace(/\p{Cc}/gu, '\ufffd')
}

const lengthOf = (text: string) => Array.from(text).length
