import type { CalendarDate } from '../kernel/calendar.ts'

const quarterMs = 900_000
const dayMs = 86_400_000

interface Clockwork {
  readonly format: Intl.DateTimeFormat | undefined
  quarter: number
  day: CalendarDate
}

/** One entry a zone: licenses of one product rarely live in more than one. */
const zones = new Map<string, Clockwork>()
const mostZones = 32

/**
 * Tells which day it is in this zone. As `todayIn`, but quick enough for a check at every start, and never at a loss: a
 * zone that this runtime does not know ends its days latest, as 12 hours behind Greenwich. Zones change their offset
 * only on quarters of an hour, so within one the day is the same.
 */
export function dayIn(now: Date, timeZone: string): CalendarDate {
  const quarter = Math.floor(now.getTime() / quarterMs)
  const zone = zones.get(timeZone) ?? remember(timeZone)
  if (zone.quarter !== quarter) {
    zone.day = dayBy(zone.format, now)
    zone.quarter = quarter
  }
  return zone.day
}

function remember(timeZone: string): Clockwork {
  if (zones.size >= mostZones) zones.clear()
  const zone = { format: formatOf(timeZone), quarter: Number.NaN, day: '' as CalendarDate }
  zones.set(timeZone, zone)
  return zone
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  const shown = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  // Intl knows the zones but has no question to ask, only an exception to throw.
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      ...shown,
    })
  } catch {
    return undefined
  }
}

function dayBy(format: Intl.DateTimeFormat | undefined, now: Date): CalendarDate {
  if (!format) return dateOfDay(Math.floor((now.getTime() - dayMs / 2) / dayMs))
  const parts = format.formatToParts(now)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  const year = part('year').padStart(4, '0')
  // Days are compared as texts, and the year 10000 would come before every other.
  return year.length > 4 ? dateOfDay(lastDay) : (`${year}-${part('month')}-${part('day')}` as CalendarDate)
}

/** Numbers the days, so that adding and counting are plain sums. */
export function dayNumber(date: CalendarDate): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / dayMs
}

/** The day of this number; the last one that has a name of four digits stands for all that follow. */
export function dateOfDay(number: number): CalendarDate {
  return new Date(Math.min(number, lastDay) * dayMs).toISOString().slice(0, 10) as CalendarDate
}

/** Tells whether this is a day the calendar has, written 'YYYY-MM-DD'. */
export function isDay(text: string): text is CalendarDate {
  const number = /^\d{4}-\d{2}-\d{2}$/.test(text) ? dayNumber(text as CalendarDate) : Number.NaN
  return !Number.isNaN(number) && dateOfDay(number) === text
}

const lastDay = Date.UTC(9999, 11, 31) / dayMs
