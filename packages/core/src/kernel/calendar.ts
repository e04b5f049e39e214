import { Temporal } from 'temporal-polyfill'
import { accept, type Decision, refuse } from './decision.ts'

declare const calendarDateBrand: unique symbol

/** A day as people say it, 'YYYY-MM-DD', without hour or zone; two of them compare with `<`. */
export type CalendarDate = string & { readonly [calendarDateBrand]: true }

/** How often a subscription is paid. */
export type Term = 'year' | 'month'

const shape = /^(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** Reads a typed day, refusing every one the calendar does not have. */
export function calendarDate(text: string): Decision<CalendarDate> {
  return isCalendarDate(text) ? accept(text) : refuse('not_a_calendar_date')
}

/** Takes a day from a source that holds only real ones, such as a date column; anything else is a fault. */
export function dateFrom(text: string): CalendarDate {
  if (!isCalendarDate(text)) throw new RangeError('not a calendar date')
  return text
}

/** Tells which day it is in this zone at this moment. */
export function todayIn(now: Date, timeZone: string): CalendarDate {
  return written(
    Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate(),
  )
}

/** Moves a day forward, or back when negative. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return written(Temporal.PlainDate.from(date).add({ days }))
}

/** Moves by whole months; a day the target month lacks becomes its last. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  return written(Temporal.PlainDate.from(date).add({ months }))
}

/** Counts the nights between two days: 0 for the same day, 1 for tomorrow, negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days
}

/** Counts the days of a span with both its ends: 1 for a span of a single day. */
export function daysThrough(first: CalendarDate, last: CalendarDate): number {
  return daysBetween(first, last) + 1
}

/** Gives the first day after n terms, counted from the anchor and never from the term before (31 Jan, 28 Feb, 31 Mar). */
export function termStart(anchor: CalendarDate, term: Term, n: number): CalendarDate {
  return addMonths(anchor, term === 'year' ? 12 * n : n)
}

/** Gives the last day of the n-th term. */
export function termEnd(anchor: CalendarDate, term: Term, n: number): CalendarDate {
  return addDays(termStart(anchor, term, n), -1)
}

/** Gives the first instant after a day in this zone: what runs "through" the day ends here. */
export function endOfDay(date: CalendarDate, timeZone: string): Date {
  const next = Temporal.PlainDate.from(date).add({ days: 1 })
  return new Date(next.toZonedDateTime(timeZone).epochMilliseconds)
}

/** Tells whether this names a zone of the time zone database, such as Europe/Berlin. */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false
  // Intl knows the zones but has no question to ask, only an exception to throw.
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}

function isCalendarDate(text: string): text is CalendarDate {
  if (!shape.test(text)) return false
  const [year, month, day] = text.split('-').map(Number)
  return Temporal.PlainDate.from({ year, month, day } as Temporal.PlainDateLike).toString() === text
}

function written(date: Temporal.PlainDate): CalendarDate {
  return date.toString() as CalendarDate
}
