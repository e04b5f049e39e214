import type { Here } from '../assignment/place.server.ts'
import { type SeatTotals, totalsOf } from './seat-totals.ts'

/** Up to so many seats, each is looked at to tell which are idle; more are counted by their pools alone. */
const mostLookedAt = 20_000

/** All seats of the place, added up, with the idle ones where they are few enough to be looked at. */
export async function loadSeatTotals({
  app,
  actor,
  scope,
  place,
}: Pick<Here, 'app' | 'actor' | 'scope' | 'place'>): Promise<SeatTotals> {
  const totals = totalsOf(place.seats, place.today)
  if (totals.total > mostLookedAt) return totals
  const found = await app.views.handOutProgress(actor, scope)
  return found.ok ? { ...totals, idle: found.plan.idle } : totals
}
