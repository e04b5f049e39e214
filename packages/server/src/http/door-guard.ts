const doors = new Set([
  'i',
  'a',
  'claim',
  'order',
  'signin',
  'setup',
  'role',
  'buy',
  'checkout',
  'activate',
  'keep',
])
const perMinute = 1200
const mostSources = 10_000

/** Whether this is a page that anybody may open. */
export function isDoor(path: string): boolean {
  return doors.has(path.split('/')[1]?.replace(/\.data$/, '') ?? '')
}

/**
 * Counts visits at the doors by source and minute, in memory: it keeps one machine from keeping the others waiting. What
 * may be guessed or mailed has limits of its own in the database.
 */
export function doorGuard(clock: () => Date): (source: string) => boolean {
  return visitGuard(clock, perMinute)
}

/** Lets each visitor pass so many times a minute, counted in memory. */
export function visitGuard(clock: () => Date, mostPerMinute: number): (visitor: string) => boolean {
  let minute = 0
  const visits = new Map<string, number>()
  return (visitor) => {
    const now = Math.floor(clock().getTime() / 60_000)
    if (now !== minute || visits.size > mostSources) visits.clear()
    minute = now
    const count = (visits.get(visitor) ?? 0) + 1
    visits.set(visitor, count)
    return count <= mostPerMinute
  }
}
