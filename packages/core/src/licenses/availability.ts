import type { Release } from '../catalog/release.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import { isAssignable } from './assignable.ts'
import { fallbackOn } from './fallback.ts'

/** What a license was sold for, as far as it decides whether the license may be handed out. */
export interface AvailabilityTerm {
  readonly startsOn: CalendarDate
  readonly paidThrough: CalendarDate
  /** The invoice is paid; before that no fallback is earned. */
  readonly settled: boolean
  /** Bought once for good: it never runs out. */
  readonly perpetual: boolean
}

/** What is known of one license when a program asks whether it can be given to somebody. */
export interface AvailabilityFacts extends AvailabilityTerm {
  readonly perUser: boolean
  /** A person, a server or a legacy key has it. */
  readonly allocated: boolean
  readonly suspended: boolean
}

/** Whether a license can be given to somebody, or the first reason why not. */
export type Availability =
  | 'available'
  | 'not_per_user'
  | 'allocated'
  | 'suspended'
  | 'expired_without_fallback'

/**
 * Tells whether a license can be given to somebody on a day. The order of the reasons is their precedence. `sold` has
 * the releases of each product in the license; it is asked for lapsed licenses only.
 */
export function availabilityOn(
  facts: AvailabilityFacts,
  { today, graceDays }: { readonly today: CalendarDate; readonly graceDays: number },
  sold: readonly (readonly Release[])[],
): Availability {
  if (!facts.perUser) return 'not_per_user'
  if (facts.allocated) return 'allocated'
  if (facts.suspended) return 'suspended'
  const usable = isRunning(facts, today, graceDays) || keepsFallback(facts, sold)
  return usable ? 'available' : 'expired_without_fallback'
}

/** Whether the paid time, its grace included, still runs; what was bought for good always does. */
export function isRunning(
  { paidThrough, perpetual }: AvailabilityTerm,
  today: CalendarDate,
  graceDays: number,
): boolean {
  return perpetual || isAssignable(paidThrough, today, graceDays)
}

/** Whether a lapsed license still runs some release of some product in it for ever. */
export function keepsFallback(
  { startsOn, paidThrough, settled }: AvailabilityTerm,
  sold: readonly (readonly Release[])[],
): boolean {
  const paid = { start: startsOn, end: paidThrough }
  return settled && sold.some((releases) => fallbackOn(paid, releases).kind !== 'none')
}
