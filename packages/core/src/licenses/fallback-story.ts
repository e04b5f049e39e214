import { compareVersions, type Release } from '../catalog/release.ts'
import { addDays, addMonths, type CalendarDate, type Term, termEnd, termStart } from '../kernel/calendar.ts'
import { type Fallback, fallbackOn, type PaidSpan } from './fallback.ts'

/** What is known of a product in a subscription when its fallback is told. */
export interface FallbackFacts {
  readonly paid: PaidSpan
  readonly term: Term
  /** The invoice is paid; before that nothing is earned. */
  readonly settled: boolean
  readonly releases: readonly Release[]
}

/** Twelve months of the subscription, or what there is of the last of them, and what paying for them earns. */
export interface EarningYear {
  readonly from: CalendarDate
  readonly through: CalendarDate
  /** The release current on the first day, once the twelve months are paid for; nothing while they are not. */
  readonly earns: string | undefined
}

/** What somebody keeps who stops paying, and what paying on would add. */
export interface FallbackStory {
  readonly paid: PaidSpan
  /** The day a payment is missed if nobody pays on. */
  readonly stopsOn: CalendarDate
  readonly kept: Fallback
  /** The day from which the kept release is kept: its twelve months are complete. It is earned before, by paying. */
  readonly effectiveFrom: CalendarDate | undefined
  /** The next release that paying on makes one's own, and the last day that must be paid for it. */
  readonly next: { readonly version: string; readonly payThrough: CalendarDate } | undefined
  readonly years: readonly EarningYear[]
  readonly releases: readonly Release[]
}

/** Tells what stays of a product if nothing is paid after what is paid now. */
export function fallbackStory({ paid, term, settled, releases }: FallbackFacts): FallbackStory {
  const ordered = [...releases].sort((left, right) => compareVersions(left.version, right.version))
  const kept: Fallback = settled ? fallbackOn(paid, ordered) : { kind: 'none' }
  return {
    paid,
    stopsOn: addDays(paid.end, 1),
    kept,
    effectiveFrom: effectiveFrom(kept, paid, ordered),
    next: settled ? nextEarned(kept, paid, term, ordered) : undefined,
    years: earningYears(paid, settled, ordered),
    releases: ordered,
  }
}

/**
 * The last day that must be paid for a release to stay: twelve months from the later of the start and the day it came
 * out. Counting forward and counting back differ around 29 February; the rule that decides counts back.
 */
export function payThroughFor({ releasedOn }: Release, start: CalendarDate): CalendarDate {
  const from = releasedOn > start ? releasedOn : start
  const through = addDays(addMonths(from, 12), -1)
  const probe = [{ version: '1.0', releasedOn }]
  return fallbackOn({ start, end: through }, probe).kind === 'none' ? addDays(through, 1) : through
}

function effectiveFrom(
  kept: Fallback,
  { start }: PaidSpan,
  releases: readonly Release[],
): CalendarDate | undefined {
  if (kept.kind === 'none') return undefined
  if (kept.kind === 'date') return addMonths(kept.releasedThrough, 12)
  const release = releases.find(({ version }) => version === kept.version)
  return release && addDays(payThroughFor(release, start), 1)
}

/** Of what is out already, the release that whole terms of paying on reach first. */
function nextEarned(
  kept: Fallback,
  { start, end }: PaidSpan,
  term: Term,
  releases: readonly Release[],
): FallbackStory['next'] {
  const newer = releases.filter(
    ({ version }) => kept.kind !== 'version' || compareVersions(version, kept.version) > 0,
  )
  if (kept.kind === 'date' || newer.length === 0) return undefined
  const [first] = newer.map((release) => payThroughFor(release, start)).sort()
  if (first === undefined) return undefined
  const payThrough = endOfTermReaching(first, start, end, term)
  const then = fallbackOn({ start, end: payThrough }, releases)
  return then.kind === 'version' ? { version: then.version, payThrough } : undefined
}

/** Terms are bought whole: the end of the first one that reaches this day. */
function endOfTermReaching(
  day: CalendarDate,
  start: CalendarDate,
  end: CalendarDate,
  term: Term,
): CalendarDate {
  let n = 1
  while (termEnd(start, term, n) < day || termEnd(start, term, n) <= end) n++
  return termEnd(start, term, n)
}

function earningYears(
  { start, end }: PaidSpan,
  settled: boolean,
  releases: readonly Release[],
): EarningYear[] {
  const years: EarningYear[] = []
  for (let n = 0; termStart(start, 'year', n) <= end; n++) {
    const from = termStart(start, 'year', n)
    const whole = termEnd(start, 'year', n + 1)
    const earned = settled && whole <= end ? fallbackOn({ start, end: whole }, releases) : undefined
    years.push({
      ...{ from, through: whole <= end ? whole : end },
      earns: earned?.kind === 'version' ? earned.version : undefined,
    })
  }
  return years
}
