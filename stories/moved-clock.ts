/** The clock of this process, which only a story moves. */
export interface MovedClock {
  now(): Date
  advance(time: { readonly minutes?: number; readonly days?: number }): void
  /** Gives the process its own clock back. */
  restore(): void
}

const began = Date.parse('2026-11-25T10:00:00Z')

/**
 * Moves `Date` for the whole process: the sign-in library reads the clock by itself, so a clock handed to the
 * application alone would let sessions and licenses live on different days. It goes on ticking, because rows made one
 * after the other must stay in order.
 */
export function moveClock(): MovedClock {
  const Own = globalThis.Date
  let ahead = began - Own.now()
  const now = () => Own.now() + ahead
  globalThis.Date = new Proxy(Own, {
    construct: (target, given, self) => Reflect.construct(target, given.length > 0 ? given : [now()], self),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  })
  return {
    now: () => new Own(now()),
    advance: ({ minutes = 0, days = 0 }) => {
      ahead += minutes * 60_000 + days * 86_400_000
    },
    restore: () => {
      globalThis.Date = Own
    },
  }
}
