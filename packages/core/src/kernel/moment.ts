import { Temporal } from 'temporal-polyfill'
import { type CalendarDate, endOfDay } from './calendar.ts'

/**
 * Writes a moment as clocks in this zone show it, for programs: three digits of a second and a numeric offset
 * ('2027-03-14T09:30:00.000+01:00').
 */
export function momentIn(at: Date, timeZone: string): string {
  const clock = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  return clock.toString({ fractionalSecondDigits: 3, timeZoneName: 'never' })
}

/**
 * Writes the last moment of a day in this zone. Read as a day it is that day, and compared with the present it is over
 * exactly when the day is.
 */
export function lastMomentOf(day: CalendarDate, timeZone: string): string {
  return momentIn(new Date(endOfDay(day, timeZone).getTime() - 1), timeZone)
}
