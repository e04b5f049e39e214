import { addDays, calendarDate, endOfDay } from '@claviger/core/kernel/calendar'

/** Tells whether this names an end of a span of time: a day, or a moment with its offset. */
export function isBound(text: string): boolean {
  return calendarDate(text).ok || momentOf(text) !== null
}

/** The moment a span begins or ends at; a day begins and ends when it does in this zone. Null for what is neither. */
export function readBound(text: string, timeZone: string, edge: 'start' | 'end'): Date | null {
  const day = calendarDate(text)
  if (!day.ok) return momentOf(text)
  return endOfDay(edge === 'end' ? day.plan : addDays(day.plan, -1), timeZone)
}

function momentOf(text: string): Date | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/.test(text)) return null
  const moment = new Date(text)
  return Number.isNaN(moment.getTime()) ? null : moment
}
