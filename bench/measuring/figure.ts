/** What a figure is held to. */
export interface Goal {
  readonly op: '<=' | '>='
  readonly value: number
}

export const atMost = (value: number): Goal => ({ op: '<=', value })
export const atLeast = (value: number): Goal => ({ op: '>=', value })

/** Prints one figure on one line that people and programs read: `bench NAME VALUE UNIT goal OP GOAL`. */
export function figure(name: string, value: number, unit: string, goal: Goal): void {
  console.log(`bench ${name} ${rounded(value)} ${unit} goal ${goal.op} ${goal.value}`)
}

function rounded(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2)
}

/** The middle of several rounds: one that met a checkpoint or a noisy neighbor does not move it. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low = Number.NaN, high = low] =
    sorted.length % 2 === 0 ? sorted.slice(middle - 1) : sorted.slice(middle)
  return sorted.length % 2 === 0 ? (low + high) / 2 : low
}

/** How long something takes, in milliseconds. */
export async function timed(run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await run()
  return performance.now() - begun
}
