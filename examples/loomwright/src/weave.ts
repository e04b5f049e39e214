const threads = [' ', '░', '▒', '▓'] as const

/** Weaves a twill: each row begins one thread later, and turns back after every repeat. */
export function weave(width: number, height: number): string {
  return Array.from({ length: height }, (_, row) => rowOf(width, slopeOf(row))).join('\n')
}

function rowOf(width: number, slope: number): string {
  return Array.from({ length: width }, (_, column) => threads[(column + slope) % threads.length]).join('')
}

function slopeOf(row: number): number {
  const period = threads.length * 2
  const place = row % period
  return place < threads.length ? place : period - place
}
