import type { HandOut } from '@claviger/server/assignment/report-views'
import type { Here } from '../assignment/place.server.ts'
import { type SeatTotals, totalsOf } from './seat-totals.ts'

/** Up to so many seats, each is looked at on pages that are opened all day; more are counted by their pools alone. */
const mostLookedAt = 5_000

/** All seats of the place, added up. */
export interface LoadedSeats {
  readonly totals: SeatTotals
  /** How far they have got, where they are few enough to be looked at. */
  readonly progress: HandOut | null
}

/** Adds the seats of the place up, with the idle ones where they are few enough to be looked at. */
export async function loadSeats({
  app,
  actor,
  scope,
  place,
}: Pick<Here, 'app' | 'actor' | 'scope' | 'place'>): Promise<LoadedSeats> {
  const totals = totalsOf(place.seats, place.today)
  if (totals.total > mostLookedAt) return { totals, progress: null }
  const found = await app.views.handOutProgress(actor, scope)
  if (!found.ok) return { totals, progress: null }
  return { totals: { ...totals, idle: found.plan.idle }, progress: found.plan }
}
