import { compareVersions, type Release, readVersion } from '../catalog/release.ts'
import {
  addMonths,
  type CalendarDate,
  calendarDate,
  dateFrom,
  type Term,
  termEnd,
} from '../kernel/calendar.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { type FieldsWrong, optional, readChoice, readFields } from '../kernel/fields.ts'
import { readWhole } from '../kernel/text.ts'
import type { DocumentKind } from './document.ts'

/** The terms of a simulated license as an address holds them: everything may be left out. */
export interface TypedSimulation {
  readonly kind?: string | undefined
  readonly start?: string | undefined
  readonly paid?: string | undefined
  readonly term?: string | undefined
  readonly payment?: string | undefined
  readonly grace?: string | undefined
  readonly offline?: string | undefined
  /** One a line: a version and the day it came out. */
  readonly releases?: string | undefined
  readonly revoked?: string | undefined
  readonly unreachable?: string | undefined
  readonly day?: string | undefined
  readonly release?: string | undefined
}

/** The terms of a license, real or made up, and what becomes of it. */
export interface SimulatedTerms {
  readonly kind: DocumentKind
  readonly start: CalendarDate
  readonly paidThrough: CalendarDate
  readonly term: Term
  readonly payment: 'settled' | 'awaiting'
  readonly graceDays: number
  readonly offlineDays: number
  readonly releases: readonly Release[]
  readonly revokedOn: CalendarDate | null
  readonly unreachableSince: CalendarDate | null
  /** The day that is looked at. */
  readonly day: CalendarDate
  /** The version of the copy that is asked; the newest of that day when none was chosen. */
  readonly release: string | null
}

/** What stands where nothing was typed. */
export type SimulationDefaults = Omit<SimulatedTerms, 'revokedOn' | 'unreachableSince' | 'release'>

const mostReleases = 100
/** Beyond these days nobody sells, and calendars end. */
const span = { first: dateFrom('1990-01-01'), last: dateFrom('2199-12-31') }

/** A license bought fifteen months ago by the year and renewed once, for whoever has no other in mind. */
export function madeUpTerms(today: CalendarDate): Pick<SimulatedTerms, 'start' | 'paidThrough'> {
  const start = addMonths(today, -15)
  return { start, paidThrough: termEnd(start, 'year', 2) }
}

/** Reads the terms of a simulated license, refusing all that is wrong at once; what is left out has its default. */
export function readSimulation(
  typed: TypedSimulation,
  defaults: SimulationDefaults,
): Decision<SimulatedTerms, FieldsWrong> {
  const read = readFields({
    kind: readChoice(typed.kind || defaults.kind, ['offline', 'online']),
    start: dayOr(typed.start, defaults.start),
    paid: dayOr(typed.paid, defaults.paidThrough),
    term: readChoice(typed.term || defaults.term, ['year', 'month']),
    payment: readChoice(typed.payment || defaults.payment, ['settled', 'awaiting']),
    grace: readWhole(typed.grace || defaults.graceDays, { field: 'grace', min: 0, max: 90 }),
    offline: readWhole(typed.offline || defaults.offlineDays, { field: 'offline', min: 1, max: 365 }),
    releases: readReleases(typed.releases, defaults.releases),
    revoked: optional(typed.revoked, (text) => dayWithin(text)),
    unreachable: optional(typed.unreachable, (text) => dayWithin(text)),
    day: dayOr(typed.day, defaults.day),
    release: optional(typed.release, readVersion),
  })
  if (!read.ok) return read
  const { paid, grace, offline, revoked, unreachable, ...same } = read.plan
  const paidThrough = readFields({ paid: dayWithin(paid, { ...span, first: same.start }) })
  if (!paidThrough.ok) return paidThrough
  return accept({
    ...{ ...same, paidThrough: paid, graceDays: grace, offlineDays: offline },
    ...{ revokedOn: revoked, unreachableSince: unreachable },
  })
}

function dayOr(typed: string | undefined, otherwise: CalendarDate): Decision<CalendarDate> {
  return typed ? dayWithin(typed) : accept(otherwise)
}

function dayWithin(text: string, { first, last } = span): Decision<CalendarDate> {
  const day = calendarDate(text.trim())
  if (!day.ok) return day
  return day.plan < first || day.plan > last ? refuse('day_out_of_span', { first, last }) : day
}

/** Reads "6.2 2026-09-01", one a line; a version named twice came out on its last day. */
function readReleases(
  typed: string | undefined,
  otherwise: readonly Release[],
): Decision<readonly Release[]> {
  const lines = (typed ?? '').split('\n').filter((line) => line.trim() !== '')
  if (lines.length === 0) return accept(otherwise)
  const read = lines.slice(0, mostReleases).map(readRelease)
  const wrong = read.indexOf(null)
  if (wrong >= 0) return refuse('releases_malformed', { line: wrong + 1 })
  if (lines.length > mostReleases) return refuse('releases_malformed', { line: mostReleases + 1 })
  const releases = new Map(read.flatMap((release) => (release ? [[release.version, release]] : [])))
  return accept([...releases.values()].sort((one, other) => compareVersions(one.version, other.version)))
}

function readRelease(line: string): Release | null {
  const [typedVersion = '', typedDay = '', ...more] = line.trim().split(/[\s,;]+/)
  const [version, day] = [readVersion(typedVersion), dayWithin(typedDay)]
  return version.ok && day.ok && more.length === 0 ? { version: version.plan, releasedOn: day.plan } : null
}
