import { compareVersions, type Release } from '@claviger/core/catalog/release'
import { addMonths, type CalendarDate, daysBetween } from '@claviger/core/kernel/calendar'
import { type FallbackStory, payThroughFor } from '@claviger/core/licenses/fallback-story'

/** Where something stands on the line of time: 0 is its left end, 1 its right one. */
type Place = number

/** What stays of one product, ready to be drawn and said. */
export interface ShownFallback {
  readonly code: string
  readonly name: string
  readonly sentence: FallbackSentence
  /** The kept release is earned, and complete on a day that is still to come. */
  readonly completeOn: string | null
  readonly picture: FallbackPicture
  readonly rows: readonly FallbackRow[]
}

/** The answer in one sentence. */
export type FallbackSentence =
  | { readonly kind: 'stops' | 'stopped'; readonly stopsOn: string; readonly version: string }
  | { readonly kind: 'stops_by_date' | 'stopped_by_date'; readonly stopsOn: string; readonly through: string }
  | { readonly kind: 'not_yet'; readonly payThrough: string; readonly version: string }
  | { readonly kind: 'nothing_yet' | 'nothing' | 'unpaid' }

export interface FallbackPicture {
  readonly from: string
  readonly through: string
  readonly releases: readonly ReleaseTick[]
  readonly years: readonly YearBar[]
  /** Where "yours to keep" begins; nothing while nothing is. */
  readonly keptFrom: Place | null
  readonly today: Place
  /** A day of the reader's choice. */
  readonly day: Place | null
}

export interface ReleaseTick {
  readonly version: string
  readonly at: Place
  readonly kept: boolean
  /** Where there is room for its name: everywhere, on wide screens only, nowhere. */
  readonly label: 'always' | 'wide' | 'never'
}

export interface YearBar {
  readonly from: Place
  readonly to: Place
  /** Where the release stands that these twelve months earn. */
  readonly earns: Place | null
}

export interface FallbackRow {
  readonly version: string
  readonly releasedOn: string
  readonly payThrough: string
  readonly kept: boolean
}

/** Makes of a story what its picture, its sentence and its table show. */
export function fallbackShown(
  { code, name, story }: { readonly code: string; readonly name: string; readonly story: FallbackStory },
  {
    today,
    settled,
    day = null,
  }: { readonly today: string; readonly settled: boolean; readonly day?: string | null },
): ShownFallback {
  const complete = story.effectiveFrom !== undefined && story.effectiveFrom > today
  return {
    ...{ code, name, sentence: sentenceOf(story, today, settled) },
    completeOn: complete ? (story.effectiveFrom ?? null) : null,
    picture: pictureOf(story, today as CalendarDate, day as CalendarDate | null),
    rows: story.releases.map((release) => ({
      ...{ version: release.version, releasedOn: release.releasedOn, kept: isKept(release, story) },
      payThrough: payThroughFor(release, story.paid.start),
    })),
  }
}

function sentenceOf(
  { kept, stopsOn, next }: FallbackStory,
  today: string,
  settled: boolean,
): FallbackSentence {
  const over = stopsOn <= today
  if (!settled) return { kind: 'unpaid' }
  if (kept.kind === 'version') return { kind: over ? 'stopped' : 'stops', stopsOn, version: kept.version }
  if (kept.kind === 'date')
    return { kind: over ? 'stopped_by_date' : 'stops_by_date', stopsOn, through: kept.releasedThrough }
  if (over) return { kind: 'nothing' }
  return next ? { kind: 'not_yet', ...next } : { kind: 'nothing_yet' }
}

function isKept({ version, releasedOn }: Release, { kept }: FallbackStory): boolean {
  if (kept.kind === 'version') return compareVersions(version, kept.version) <= 0
  return kept.kind === 'date' && releasedOn <= kept.releasedThrough
}

function pictureOf(story: FallbackStory, today: CalendarDate, day: CalendarDate | null): FallbackPicture {
  const { start, end } = story.paid
  const drawn = drawnReleases(story)
  const [first = start] = [start, ...drawn.map(({ releasedOn }) => releasedOn)].sort()
  const from = addMonths(first, -1)
  const shown = [
    addMonths(end, 9),
    addMonths(today, 1),
    ...drawn.map(({ releasedOn }) => addMonths(releasedOn, 1)),
  ]
  const through = [...shown, ...(day ? [addMonths(day, 1)] : [])].sort().at(-1) ?? end
  const span = Math.max(1, daysBetween(from, through))
  const place = (date: CalendarDate): Place => Math.min(1, Math.max(0, daysBetween(from, date) / span))
  const places = new Map(drawn.map(({ version, releasedOn }) => [version, place(releasedOn)]))
  return {
    ...{ from, through, today: place(today), day: day && place(day) },
    releases: labelled(drawn, story, place),
    years: story.years.map((year) => ({
      ...{ from: place(year.from), to: place(year.through) },
      earns: (year.earns === undefined ? undefined : places.get(year.earns)) ?? null,
    })),
    keptFrom: story.kept.kind === 'none' ? null : place(story.stopsOn),
  }
}

const mostDrawn = 24

/** The release current at the start and all that came later, the newest when there are too many; always the kept ones. */
function drawnReleases({ releases, paid, years }: FallbackStory): readonly Release[] {
  const byDay = [...releases].sort((left, right) => (left.releasedOn < right.releasedOn ? -1 : 1))
  const before = byDay.filter(({ releasedOn }) => releasedOn <= paid.start).slice(-1)
  const later = byDay.filter(({ releasedOn }) => releasedOn > paid.start).slice(-mostDrawn)
  const earned = new Set(years.flatMap(({ earns }) => (earns === undefined ? [] : [earns])))
  return byDay.filter((one) => before.includes(one) || later.includes(one) || earned.has(one.version))
}

const roomOf = { always: 0.16, wide: 0.055 } as const

/** Names as many releases as there is room for, the kept one and then the newest first. */
function labelled(
  drawn: readonly Release[],
  story: FallbackStory,
  place: (date: CalendarDate) => Place,
): ReleaseTick[] {
  const { kept } = story
  const isTheKept = ({ version }: Release) => kept.kind === 'version' && version === kept.version
  const order = [...drawn].reverse().sort((left, right) => Number(isTheKept(right)) - Number(isTheKept(left)))
  const taken = { always: [] as Place[], wide: [] as Place[] }
  const labels = new Map<string, ReleaseTick['label']>()
  for (const release of order) {
    const at = place(release.releasedOn)
    const fits = (room: 'always' | 'wide') =>
      taken[room].every((other) => Math.abs(other - at) >= roomOf[room])
    const label = fits('always') ? 'always' : fits('wide') ? 'wide' : 'never'
    labels.set(release.version, label)
    if (label !== 'never') taken.wide.push(at)
    if (label === 'always') taken.always.push(at)
  }
  return drawn.map((release) => ({
    ...{ version: release.version, at: place(release.releasedOn), kept: isTheKept(release) },
    label: labels.get(release.version) ?? 'never',
  }))
}
