import { addDays, type CalendarDate, dateFrom, daysBetween } from '../kernel/calendar.ts'

const dayOne = dateFrom('1899-12-31')
const lastSerial = 2_958_465

/** The number workbooks keep a day as: 1 for 1 January 1900, with the 29 February 1900 that never was. */
export function serialOf(day: CalendarDate): number {
  const days = daysBetween(dayOne, day)
  return days > 59 ? days + 1 : days
}

/** The day a workbook's number stands for; nothing when it stands for none. */
export function dayOfSerial(serial: number, since1904: boolean): CalendarDate | undefined {
  const whole = Math.floor(since1904 ? serial + 1462 : serial)
  if (!(whole >= 1 && whole <= lastSerial) || whole === 60) return undefined
  return addDays(dayOne, whole > 60 ? whole - 1 : whole)
}
