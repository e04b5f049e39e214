import type { CalendarDate } from '../kernel/calendar.ts'

/** Whose way of writing days is meant: '14 March 2027', '14. März 2027'. */
export type DayLocale = 'en-GB' | 'de-DE'

const formats = new Map<DayLocale, Intl.DateTimeFormat>()

/** Writes a day as people do. */
export function dayWords(day: CalendarDate, locale: DayLocale): string {
  const format = formats.get(locale) ?? remember(locale)
  return format.format(Date.parse(`${day}T12:00:00Z`))
}

/** Making a formatter costs a hundred times what using it does. */
function remember(locale: DayLocale): Intl.DateTimeFormat {
  const shown = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  const format = new Intl.DateTimeFormat(locale, shown)
  formats.set(locale, format)
  return format
}
