import { Temporal } from 'temporal-polyfill'
import { addDays, type CalendarDate, endOfDay, todayIn } from '../kernel/calendar.ts'

/** What day and hour it is in a zone, on its own clock. */
export interface LocalDay {
  readonly timeZone: string
  readonly today: CalendarDate
  readonly hour: number
}

/** Says what day and hour it is in each of these zones. */
export function localDays(now: Date, timeZones: readonly string[]): readonly LocalDay[] {
  const instant = Temporal.Instant.fromEpochMilliseconds(now.getTime())
  return timeZones.map((timeZone) => ({
    ...{ timeZone, today: todayIn(now, timeZone), hour: instant.toZonedDateTimeISO(timeZone).hour },
  }))
}

/** The first instant of a day in this zone, whatever its clocks do that night. */
export function startOfDay(day: CalendarDate, timeZone: string): Date {
  return endOfDay(addDays(day, -1), timeZone)
}
