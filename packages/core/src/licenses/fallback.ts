import { compareVersions, type Release } from '../catalog/release.ts'
import { addDays, addMonths, type CalendarDate } from '../kernel/calendar.ts'

/** Days paid for without a gap, both ends included. */
export interface PaidSpan {
  readonly start: CalendarDate
  readonly end: CalendarDate
}

/** What a lapsed subscription may run for ever. */
export type Fallback =
  | { readonly kind: 'none' }
  | { readonly kind: 'version'; readonly version: string }
  | { readonly kind: 'date'; readonly releasedThrough: CalendarDate }

const none: Fallback = { kind: 'none' }

/** Finds the newest release paid for through twelve months; without dated releases the date itself decides. */
export function fallbackOn(paid: PaidSpan, releases: readonly Release[]): Fallback {
  const cutoff = cutoffOf(paid)
  if (cutoff === undefined) return none
  if (releases.length === 0) return { kind: 'date', releasedThrough: cutoff }
  const [newest] = releases
    .filter((release) => release.releasedOn <= cutoff)
    .sort((left, right) => compareVersions(right.version, left.version))
  return newest ? { kind: 'version', version: newest.version } : none
}

/** A year that starts on 29 February is full on 27 February; counted back it would begin a day before it was bought. */
function cutoffOf({ start, end }: PaidSpan): CalendarDate | undefined {
  const after = addDays(end, 1)
  if (addMonths(start, 12) > after) return undefined
  const cutoff = addMonths(after, -12)
  return cutoff < start ? start : cutoff
}
