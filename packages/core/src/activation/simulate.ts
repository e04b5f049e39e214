import type { Release } from '../catalog/release.ts'
import { addDays, type CalendarDate, endOfDay, todayIn } from '../kernel/calendar.ts'
import type { LicenseDocument } from './document.ts'
import { judgeLicense } from './judge-license.ts'
import type { Verdict } from './verdict.ts'

/** One license in one product's hands, and what becomes of it. */
export interface Simulation {
  /** What was signed: the code, or what a connected product got when it was connected. */
  readonly document: LicenseDocument
  /** The code of the product that runs. */
  readonly product: string
  /** The releases whose copies are asked. */
  readonly releases: readonly Release[]
  /** The day the license is taken back; only a connected product hears of it. */
  readonly revokedOn?: CalendarDate | undefined
  /** The first day a connected product gets no answer any more. */
  readonly unreachableSince?: CalendarDate | undefined
}

/** What a copy of this release says on a day. */
export interface ReleaseAnswer {
  readonly release: string
  readonly verdict: Verdict
}

/** A day on which the answer differs from the day before for at least one release. */
export interface TurningPoint {
  readonly day: CalendarDate
  readonly answers: readonly ReleaseAnswer[]
}

/** What copies of every release say at noon of this day. */
export function answersOn(simulation: Simulation, day: CalendarDate): readonly ReleaseAnswer[] {
  const { product, releases } = simulation
  const document = documentOn(simulation, day)
  const now = noonOf(day, document.timeZone)
  return releases.map(({ version, releasedOn }) => ({
    release: version,
    verdict: judgeLicense(document, { product, release: version, releasedOn, now }),
  }))
}

/** Every day of the span on which some copy begins to answer differently, in order. */
export function turningPoints(
  simulation: Simulation,
  first: CalendarDate,
  last: CalendarDate,
): readonly TurningPoint[] {
  const days = [...new Set(candidates(simulation))].filter((day) => day > first && day <= last).sort()
  return days
    .map((day) => ({ day, answers: answersOn(simulation, day) }))
    .filter(({ day, answers }) => signature(answers) !== signature(answersOn(simulation, addDays(day, -1))))
}

/** What the product holds on a day: the code as it was, or the last answer it got, which may have ended it. */
function documentOn(simulation: Simulation, day: CalendarDate): LicenseDocument {
  const { document, unreachableSince, revokedOn } = simulation
  if (document.kind === 'offline') return document
  const lastDay =
    unreachableSince !== undefined && unreachableSince <= day ? addDays(unreachableSince, -1) : day
  const asked = secondsOf(noonOf(lastDay, document.timeZone))
  if (asked <= document.issuedAt) return document
  const renewed = { ...document, issuedAt: asked }
  if (revokedOn === undefined || revokedOn > lastDay) return renewed
  const at = secondsOf(noonOf(revokedOn, document.timeZone))
  return { ...renewed, revoked: { at, by: document.licensee, why: 'revoked' } }
}

/** Days near everything that can change an answer; each is looked at before it counts. */
function candidates({ document, revokedOn, unreachableSince }: Simulation): CalendarDate[] {
  const { policy, products } = document
  const answered = [dayOf(document.issuedAt), ...(unreachableSince === undefined ? [] : [unreachableSince])]
  const days = [
    ...products.flatMap(({ paidUpTo }) => [paidUpTo, addDays(paidUpTo, policy.graceDays)]),
    ...answered.flatMap((day) => [day, addDays(day, policy.offlineDays)]),
    ...(revokedOn === undefined ? [] : [revokedOn]),
  ]
  return days.flatMap((day) => [-2, -1, 0, 1, 2].map((shift) => addDays(day, shift)))
}

function signature(answers: readonly ReleaseAnswer[]): string {
  return answers
    .map(({ verdict }) => `${verdict.kind} ${'reason' in verdict ? verdict.reason : ''}`)
    .join(', ')
}

const hour = 3_600_000

/** Around noon, whatever the clocks do in the night: far from both ends of the day. */
export function noonOf(day: CalendarDate, timeZone: string): Date {
  return new Date(endOfDay(day, timeZone).getTime() - 12 * hour)
}

const secondsOf = (moment: Date) => Math.floor(moment.getTime() / 1000)

const dayOf = (seconds: number) => todayIn(new Date(seconds * 1000), 'UTC')
