import { addDays, type CalendarDate } from '../kernel/calendar.ts'

/** Days of normal work after the last paid day. */
export const graceDays = 7

/** Whether licenses of this subscription may still be handed out today: through the last paid day and its grace. */
export function isAssignable(paidThrough: CalendarDate, today: CalendarDate): boolean {
  return today <= addDays(paidThrough, graceDays)
}
