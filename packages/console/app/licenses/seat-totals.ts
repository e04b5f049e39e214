import { addDays, type CalendarDate, daysBetween } from '@claviger/core/kernel/calendar'
import type { SeatCount } from '@claviger/server/assignment/seat-views'

/** All seats in sight, added up, and what renews first. */
export interface SeatTotals {
  readonly total: number
  readonly free: number
  readonly invited: number
  readonly connected: number
  /** Of the connected: not used for two months; not said where nobody counted. */
  readonly idle?: number | undefined
  /** With a server or a legacy key. */
  readonly placed: number
  /** Nobody's, and nobody can be given them. */
  readonly withheld: number
  /** Free, but their paid time is over. */
  readonly ended: number
  readonly products: number
  readonly renewal: Renewal | null
}

/** The day after the last paid one; `days` is below zero when it has passed. */
export interface Renewal {
  readonly on: CalendarDate
  readonly days: number
}

/** Adds pools up for the summary sentence and the strip. */
export function totalsOf(seats: readonly SeatCount[], today: CalendarDate): SeatTotals {
  const sum = (part: 'total' | 'free' | 'invited' | 'connected' | 'placed' | 'withheld' | 'ended') =>
    seats.reduce((whole, seat) => whole + seat[part], 0)
  return {
    total: sum('total'),
    free: sum('free'),
    invited: sum('invited'),
    connected: sum('connected'),
    placed: sum('placed'),
    withheld: sum('withheld'),
    ended: sum('ended'),
    products: new Set(seats.map((seat) => seat.product.code)).size,
    renewal: nextRenewal(seats, today),
  }
}

function nextRenewal(seats: readonly SeatCount[], today: CalendarDate): Renewal | null {
  const first = seats.map((seat) => renewalAfter(seat.paidThrough)).sort()[0]
  return first === undefined ? null : { on: first, days: daysBetween(today, first) }
}

/** The day on which a term that was paid through this day is to be renewed. */
export function renewalAfter(paidThrough: string): CalendarDate {
  return addDays(paidThrough as CalendarDate, 1)
}
