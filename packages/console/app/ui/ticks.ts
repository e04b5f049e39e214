/**
 * How many ticks each segment gets: one a seat while they fit, else one for `per` seats, and at least one for any.
 * Strips that are to be compared are drawn to the scale of the longest.
 */
export function ticksOf(
  counts: readonly number[],
  most: number,
  longest = counts.reduce((sum, count) => sum + count, 0),
): { per: number; ticks: readonly number[] } {
  const per = longest <= most ? 1 : roundUp(longest / most)
  return { per, ticks: counts.map((count) => (count === 0 ? 0 : Math.max(1, Math.round(count / per)))) }
}

/** The next number people can multiply by: 2, 5, 10, 20, 25, 50, 100 … */
function roundUp(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  return (
    [1, 2, 2.5, 5, 10].map((step) => Math.round(step * power)).find((step) => step >= least) ?? 10 * power
  )
}
