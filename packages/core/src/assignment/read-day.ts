import { type CalendarDate, calendarDate } from '../kernel/calendar.ts'
import { searchKey } from '../kernel/text.ts'
import type { DateOrder } from './people-reading.ts'
import { dayOfSerial } from './sheet-day.ts'

/** What a cell of a column of days says, as far as it can tell by itself. */
export type DayReading =
  | { readonly kind: 'day'; readonly day: CalendarDate; readonly shows?: DateOrder }
  | { readonly kind: 'either'; readonly dayFirst: CalendarDate; readonly monthFirst: CalendarDate }
  | { readonly kind: 'none' }

const none: DayReading = { kind: 'none' }
const time = String.raw`(?:[T ,]\s?\d{1,2}:\d{2}[\d:.,]*\s?(?:Z|[AaPp]\.?[Mm]\.?|[+-]\d{2}:?\d{2})?)?`
const yearFirst = new RegExp(String.raw`^(\d{4})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})\.?日?${time}$`, 'u')
const yearLast = new RegExp(String.raw`^(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})${time}$`, 'u')
const korean = /^(\d{4})년\s?(\d{1,2})월\s?(\d{1,2})일$/u
const dayAndName =
  /^(\d{1,2})(?:\.|st|nd|rd|th|º|er)?[\s-](?:de\s)?(\p{L}+)\.?,?[\s-](?:de\s)?(\d{4}|\d{2})$/iu
const nameAndDay = /^(\p{L}+)\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})$/iu

/** The days workbooks count from 2000 to 2099; fewer or more digits are no day. */
const serial = /^(\d{5})(?:[.,]0+)?$/
const [firstSerial, lastSerial] = [36_526, 73_050]

/** Reads a day as people and spreadsheets write it; of days and months that could be swapped it gives both. */
export function readDay(typed: string): DayReading {
  const text = typed.replace(/\s+/gu, ' ').trim()
  if (text.length > 40) return none
  const number = serial.exec(text)
  if (number) return ofSerial(Number(number[1]))
  const found = yearFirst.exec(text) ?? korean.exec(text)
  if (found) return certain(found[1], found[2], found[3])
  const short = yearLast.exec(text)
  return short ? eitherWay(short) : worded(text)
}

/** 25/01 shows that the day comes first; whoever writes dots has it first always. */
function eitherWay([, one, separator, other, year]: RegExpExecArray): DayReading {
  const dayFirst = dayOf(year, other, one)
  const monthFirst = separator === '.' ? undefined : dayOf(year, one, other)
  if (dayFirst && monthFirst && dayFirst !== monthFirst) return { kind: 'either', dayFirst, monthFirst }
  if (dayFirst && monthFirst) return { kind: 'day', day: dayFirst }
  if (dayFirst) return { kind: 'day', day: dayFirst, ...(separator !== '.' && { shows: 'day_first' }) }
  return monthFirst ? { kind: 'day', day: monthFirst, shows: 'month_first' } : none
}

function worded(text: string): DayReading {
  const named = dayAndName.exec(text)
  if (named) return certain(named[3], monthNamed(named[2]), named[1])
  const led = nameAndDay.exec(text)
  return led ? certain(led[3], monthNamed(led[1]), led[2]) : none
}

function certain(year?: string, month?: string, day?: string): DayReading {
  const found = dayOf(year, month, day)
  return found ? { kind: 'day', day: found } : none
}

function ofSerial(number: number): DayReading {
  const day = number >= firstSerial && number <= lastSerial ? dayOfSerial(number, false) : undefined
  return day ? { kind: 'day', day } : none
}

/** Two digits of a year are of this century. */
function dayOf(year = '', month = '', day = ''): CalendarDate | undefined {
  const full = year.length === 2 ? `20${year}` : year
  const read = calendarDate(`${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
  return read.ok ? read.plan : undefined
}

const months = new Map(
  ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl'].flatMap((language) =>
    (['long', 'short'] as const).flatMap((month) => {
      const names = new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' })
      return Array.from({ length: 12 }, (_, index): [string, string] => [
        monthKey(names.format(new Date(Date.UTC(2027, index)))),
        String(index + 1),
      ])
    }),
  ),
)

function monthNamed(name = ''): string | undefined {
  return months.get(monthKey(name))
}

function monthKey(name: string): string {
  return searchKey(name).replace(/\.$/, '')
}
