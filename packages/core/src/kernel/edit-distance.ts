/** Counts the letters to add, drop, change or swap with a neighbor, never more than `limit + 1`. */
export function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1
  let before: number[] = []
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column)
  for (let row = 1; row <= left.length; row++) {
    const current = nextRow(left, right, row, previous, before)
    if (Math.min(...current) > limit) return limit + 1
    before = previous
    previous = current
  }
  return Math.min(previous[right.length] ?? 0, limit + 1)
}

function nextRow(left: string, right: string, row: number, previous: number[], before: number[]): number[] {
  const current = [row]
  for (let column = 1; column <= right.length; column++) {
    const same = left[row - 1] === right[column - 1]
    const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
    current.push(
      Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (same ? 0 : 1),
        row > 1 && swapped ? at(before, column - 2) + 1 : Number.POSITIVE_INFINITY,
      ),
    )
  }
  return current
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}
