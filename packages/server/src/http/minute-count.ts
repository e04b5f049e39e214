const mostKept = 10_000

/** Counts by name within the minute, in memory. */
export interface MinuteCount {
  /** How often this one was counted in the present minute. */
  of(name: string): number
  count(name: string): void
  /** Seconds until all counts are zero again. */
  secondsLeft(): number
}

/** Opens a count that begins anew with each minute of this clock, and when too many names are in it. */
export function minuteCount(clock: () => Date): MinuteCount {
  let minute = 0
  const counts = new Map<string, number>()
  const current = () => {
    const now = Math.floor(clock().getTime() / 60_000)
    if (now !== minute || counts.size > mostKept) counts.clear()
    minute = now
    return counts
  }
  return {
    of: (name) => current().get(name) ?? 0,
    count: (name) => current().set(name, (current().get(name) ?? 0) + 1),
    secondsLeft: () => 60 - Math.floor((clock().getTime() % 60_000) / 1000),
  }
}
