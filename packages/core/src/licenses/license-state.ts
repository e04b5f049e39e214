import { addDays, type CalendarDate, daysThrough } from '../kernel/calendar.ts'

/** What is known of a license when its state is asked for. */
export interface LicenseFacts {
  readonly paidThrough: CalendarDate
  readonly payment: 'settled' | 'awaiting'
  readonly assignment?: { readonly connectedAt?: Date | undefined } | undefined
  /** What may run for ever: a release, or nothing more than that something may. */
  readonly kept?: { readonly version: string | null; readonly products: number } | null | undefined
}

/** Whether the paid time still runs; days left count today. */
export type Coverage =
  | { readonly kind: 'active'; readonly daysLeft: number }
  | { readonly kind: 'grace'; readonly daysLeft: number }
  | { readonly kind: 'ended' }

/** The one word a license is shown with. */
export type LicenseState =
  | { readonly kind: 'awaiting_payment' }
  | { readonly kind: 'on_fallback'; readonly version: string | null; readonly products: number }
  | { readonly kind: 'expired' }
  | { readonly kind: 'grace'; readonly daysLeft: number }
  | { readonly kind: 'free' }
  | { readonly kind: 'invited' }
  | { readonly kind: 'in_use' }

/** Tells whether paid time runs on a day: through its last day, then the days of grace. */
export function coverageOn(paidThrough: CalendarDate, today: CalendarDate, graceDays: number): Coverage {
  if (today <= paidThrough) return { kind: 'active', daysLeft: daysThrough(today, paidThrough) }
  const graceThrough = addDays(paidThrough, graceDays)
  return today <= graceThrough
    ? { kind: 'grace', daysLeft: daysThrough(today, graceThrough) }
    : { kind: 'ended' }
}

/** Tells the state of a license on a day. The order of the checks is the order in which the words matter. */
export function licenseStateOn(facts: LicenseFacts, today: CalendarDate, graceDays: number): LicenseState {
  const { paidThrough, payment, assignment, kept } = facts
  const coverage = coverageOn(paidThrough, today, graceDays)
  if (payment === 'awaiting') return { kind: 'awaiting_payment' }
  if (coverage.kind === 'ended' && kept) return { kind: 'on_fallback', ...kept }
  if (coverage.kind === 'ended') return { kind: 'expired' }
  if (coverage.kind === 'grace') return { kind: 'grace', daysLeft: coverage.daysLeft }
  if (!assignment) return { kind: 'free' }
  return { kind: assignment.connectedAt ? 'in_use' : 'invited' }
}
