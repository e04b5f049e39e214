import { type CalendarDate, daysBetween } from '@claviger/core/kernel/calendar'
import type { SeatDay } from '@claviger/server/assignment/report-views'

/** What the days of a span say about the seats: the title of their picture. */
export type SeatsTold =
  | { readonly kind: 'too_young' }
  | { readonly kind: 'unused'; readonly bought: number }
  | {
      readonly kind: 'asked_in_vain'
      readonly refused: number
      readonly peak: number
      readonly bought: number
    }
  | { readonly kind: 'full'; readonly days: number; readonly bought: number }
  | {
      readonly kind: 'spare'
      readonly peak: number
      readonly bought: number
      readonly spare: number
      readonly on: CalendarDate
    }

/** A picture of less than a week says nothing yet. */
const fewestDays = 7

/** Answers whether what is paid for was needed: whoever asked in vain comes first, then days without a free seat. */
export function tellSeats(days: readonly SeatDay[]): SeatsTold {
  const last = days.at(-1)
  const peak = peakOf(days)
  if (!last || !peak || days.length < fewestDays) return { kind: 'too_young' }
  const { bought } = last
  const refused = days.reduce((sum, day) => sum + day.refused, 0)
  if (refused > 0) return { kind: 'asked_in_vain', refused, peak: peak.used, bought }
  if (peak.used === 0) return { kind: 'unused', bought }
  const full = days.filter((day) => day.used >= day.bought).length
  if (full > 0) return { kind: 'full', days: full, bought }
  return { kind: 'spare', peak: peak.used, bought, spare: Math.max(0, bought - peak.used), on: peak.day }
}

/** The day with the most seats in use: the first, where there are several. */
export function peakOf(days: readonly SeatDay[]): SeatDay | undefined {
  return days.reduce<SeatDay | undefined>(
    (most, day) => (most && most.used >= day.used ? most : day),
    undefined,
  )
}

/** The days on which something was otherwise than on the day before. */
export function turningDays(days: readonly SeatDay[]): readonly SeatDay[] {
  return days.filter((day, index) => {
    const before = days[index - 1]
    return (
      !before || before.bought !== day.bought || before.used !== day.used || before.refused !== day.refused
    )
  })
}

/** The two shapes of the picture on a plane as wide as the span has days and as high as the most seats. */
export interface SeatShapes {
  readonly width: number
  readonly top: number
  readonly used: string
  readonly bought: string
}

/** Draws what was in use as an area and what was bought as a line, both in steps of whole days. */
export function seatShapes(days: readonly SeatDay[], from: CalendarDate, to: CalendarDate): SeatShapes {
  const width = daysBetween(from, to) + 1
  const top = Math.max(1, ...days.flatMap(({ bought, used }) => [bought, used]))
  const step = (day: SeatDay, value: number) => {
    const at = daysBetween(from, day.day)
    return `${at} ${top - value} ${at + 1} ${top - value}`
  }
  const start = days[0] ? daysBetween(from, days[0].day) : 0
  const used = days.map((day) => step(day, day.used)).join(' ')
  const bought = days.map((day) => step(day, day.bought)).join(' ')
  return {
    ...{ width, top },
    used: days.length === 0 ? '' : `M${start} ${top} ${used} ${width} ${top}Z`,
    bought: days.length === 0 ? '' : `M${bought}`,
  }
}

/** A day named below the picture. */
export interface AxisDay {
  readonly day: CalendarDate
  readonly unit: 'day' | 'month'
  /** Only where there is room. */
  readonly wide: boolean
}

/** The days a span is read by: weeks of a month, or beginnings of months. */
export function axisDays(days: readonly CalendarDate[]): readonly AxisDay[] {
  const weekly = days.length <= 45
  const named = weekly
    ? days.filter((_, index) => (days.length - 1 - index) % 7 === 0)
    : days.filter((day) => day.endsWith('-01'))
  const thin = named.length > 4
  return named.map((day, index) => ({
    ...{ day, unit: weekly ? ('day' as const) : ('month' as const) },
    wide: thin && (named.length - 1 - index) % 3 !== 0,
  }))
}
