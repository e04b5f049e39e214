import { addDays, type CalendarDate } from '../kernel/calendar.ts'

/** Whether licenses of this subscription may still be handed out today: through the last paid day and its grace. */
export function isAssignable(paidThrough: CalendarDate, today: CalendarDate, graceDays: number): boolean {
  return today <= addDays(paidThrough, graceDays)
}
