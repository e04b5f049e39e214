export interface Place {
  readonly locale: string
  readonly timeZone: string
  /** The moment the page was made, so that server and browser print the same "2 days ago". */
  readonly now: string
}

/** How numbers, money, days and moments are written for one reader. */
export interface Format {
  number(value: number): string
  /** An amount in minor units: `money('21900', 'EUR')` is €219.00; JPY has no cents, KWD three digits. */
  money(minor: string | bigint, currency: string): string
  /** A calendar date, the same day whatever the reader's zone: 14 Mar 2027. */
  date(day: string, length?: 'short' | 'long'): string
  /** A calendar date below a picture, as short as it can be: 14 Mar, or Mar for its whole month. */
  axis(day: string, unit: 'day' | 'month'): string
  /** A moment in the reader's zone with the zone's name. */
  dateTime(instant: string | Date): string
  /** A moment's clock time: 14:32. */
  time(instant: string | Date): string
  /** "3 days ago" for the last 30 days, else the date. */
  relative(instant: string | Date): string
  list(items: readonly string[]): string
}

const cache = new Map<string, unknown>()

function once<T>(key: string, make: () => T): T {
  const known = cache.get(key) as T | undefined
  if (known) return known
  const made = make()
  cache.set(key, made)
  return made
}

const asDate = (instant: string | Date) => (typeof instant === 'string' ? new Date(instant) : instant)

// Intl prints a hyphen; a ledger prints a minus.
const minus = (text: string) => text.replaceAll('-', '\u2212')

/** Makes the formats for one reader; the formatters behind it are made once per process. */
export function formatFor({ locale, timeZone, now }: Place): Format {
  const dates = (name: string, options: Intl.DateTimeFormatOptions) =>
    once(`${locale} ${timeZone} ${name}`, () => new Intl.DateTimeFormat(locale, { timeZone, ...options }))
  const moment: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' }

  return {
    number: (value) => minus(once(`${locale} number`, () => new Intl.NumberFormat(locale)).format(value)),
    money: (minor, currency) => formatMoney(locale, BigInt(minor), currency),
    date: (day, length = 'short') =>
      dates(`day ${length}`, { ...moment, month: length, timeZone: 'UTC' }).format(
        new Date(`${day}T00:00:00Z`),
      ),
    axis: (day, unit) =>
      dates(`axis ${unit}`, {
        ...(unit === 'day' && { day: 'numeric' }),
        ...{ month: 'short', timeZone: 'UTC' },
      }).format(new Date(`${day}T00:00:00Z`)),
    dateTime: (instant) =>
      dates('moment', { ...moment, hour: 'numeric', minute: '2-digit', timeZoneName: 'short' }).format(
        asDate(instant),
      ),
    time: (instant) => dates('time', { hour: 'numeric', minute: '2-digit' }).format(asDate(instant)),
    relative: (instant) => {
      const days = Math.round((asDate(instant).getTime() - new Date(now).getTime()) / 86_400_000)
      if (Math.abs(days) > 30) return dates('day', moment).format(asDate(instant))
      return formatAgo(locale, asDate(instant).getTime() - new Date(now).getTime())
    },
    list: (items) => once(`${locale} list`, () => new Intl.ListFormat(locale)).format(items),
  }
}

function formatMoney(locale: string, minor: bigint, currency: string): string {
  const format = once(
    `${locale} ${currency}`,
    () => new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'symbol' }),
  )
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  const sign = minor < 0n ? '-' : ''
  const figures = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0')
  const whole = figures.slice(0, figures.length - digits)
  const decimal = digits === 0 ? whole : `${whole}.${figures.slice(figures.length - digits)}`
  // A decimal string keeps every digit; a number would lose some beyond 2^53.
  return minus(format.format(`${sign}${decimal}` as Intl.StringNumericLiteral))
}

function formatAgo(locale: string, milliseconds: number): string {
  const format = once(`${locale} ago`, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
  const minutes = Math.round(milliseconds / 60_000)
  if (Math.abs(minutes) < 60) return format.format(minutes, 'minute')
  if (Math.abs(minutes) < 24 * 60) return format.format(Math.round(minutes / 60), 'hour')
  return format.format(Math.round(minutes / 1440), 'day')
}
