import { compareVersions } from '../catalog/release.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { LicenseDocument, LicensedProduct } from './document.ts'
import type { Holder, Kept, Span, Verdict } from './verdict.ts'
import { dateOfDay, dayIn, dayNumber } from './zone-day.ts'

/** Which product asks, in which release, and when. */
export interface Question {
  readonly product: string
  /** Such as 6.2, 6.2.1 or v6.2.1-beta.3; only X.Y counts. */
  readonly release?: string | undefined
  /** The day this release came out, 'YYYY-MM-DD': from the build itself, never from a file's date. */
  readonly releasedOn?: CalendarDate | undefined
  readonly now: Date
  /** Seconds since 1970 from which on the key that signed the document counts no more. */
  readonly keyRetiredAt?: number | undefined
}

/** A clock may be wrong by a day, and zones differ by as much, before a document counts as made in the future. */
export const clockToleranceSeconds = 86_400

const daySeconds = 86_400

/** Concludes from a genuine document whether this release may run now. The order of the checks is their precedence. */
export function judgeLicense(document: LicenseDocument, question: Question): Verdict {
  const ended = revocationOf(document, question) ?? earlyFor(document, question.now)
  if (ended) return ended
  const holder = holderOf(document)
  const licensed = document.products.find(({ code }) => code === question.product)
  if (licensed) return judgeSpan({ ...holder, ...spanOf(licensed, document) }, licensed, document, question)
  const codes = document.products.map(({ code }) => code)
  return { ...holder, kind: 'other-product', product: question.product, licensed: codes }
}

function revocationOf(
  document: LicenseDocument,
  { now, keyRetiredAt }: Question,
): Extract<Verdict, { kind: 'revoked' }> | undefined {
  const { revoked, timeZone } = document
  const dayOf = (seconds: number) => dayIn(new Date(seconds * 1000), timeZone)
  if (revoked) {
    const { why, at, by } = revoked
    return { ...holderOf(document), kind: 'revoked', reason: why, at, on: dayOf(at), by }
  }
  if (keyRetiredAt === undefined || now.getTime() / 1000 < keyRetiredAt) return undefined
  const on = dayOf(keyRetiredAt)
  return { ...holderOf(document), kind: 'revoked', reason: 'key-retired', at: keyRetiredAt, on }
}

function earlyFor(document: LicenseDocument, now: Date): Extract<Verdict, { kind: 'not-yet' }> | undefined {
  const { issuedAt, timeZone } = document
  if (now.getTime() / 1000 >= issuedAt - clockToleranceSeconds) return undefined
  const issuedOn = dayIn(new Date(issuedAt * 1000), timeZone)
  return { ...holderOf(document), kind: 'not-yet', issuedAt, issuedOn, today: dayIn(now, timeZone) }
}

function judgeSpan(
  known: Holder & Span,
  licensed: LicensedProduct,
  document: LicenseDocument,
  question: Question,
): Verdict {
  const today = dayIn(question.now, document.timeZone)
  const ended = uncheckedOn(document, question.now) ?? (today > known.until ? 'ended' : undefined)
  if (ended === undefined) {
    if (today <= known.paidUpTo)
      return { ...known, kind: 'valid', daysLeft: daysThrough(today, known.paidUpTo) }
    return { ...known, kind: 'grace', daysLeft: daysThrough(today, known.until) }
  }
  const { kept } = known
  if (kept && isKept(licensed, question)) return { ...known, kind: 'fallback', reason: ended, kept }
  const reason = kept && ended === 'ended' ? 'newer-than-kept' : ended
  return { ...known, kind: 'expired', reason, ...askedBy(question) }
}

function askedBy({ release }: Question): { readonly release?: string } {
  const line = release === undefined ? undefined : releaseLineOf(release)
  return line === undefined ? {} : { release: line }
}

function holderOf({ licenseId, licensee, person, title, kind }: LicenseDocument): Holder {
  return { licenseId, licensee, person, title, document: kind }
}

function spanOf(licensed: LicensedProduct, { policy }: LicenseDocument): Span {
  const { code, paidUpTo } = licensed
  const until = dateOfDay(dayNumber(paidUpTo) + policy.graceDays)
  return { product: code, paidUpTo, until, kept: keptOf(licensed) }
}

function keptOf({ fallbackDate, fallbackRelease }: LicensedProduct): Kept | undefined {
  if (fallbackDate === undefined) return undefined
  return fallbackRelease === undefined
    ? { by: 'date', releasedThrough: fallbackDate }
    : { by: 'release', release: fallbackRelease }
}

/**
 * A connected product must have had an answer within the days its document names. This comes before the end of the paid
 * time: an answer may say that it was renewed.
 */
function uncheckedOn({ kind, issuedAt, policy }: LicenseDocument, now: Date): 'not-checked' | undefined {
  const until = issuedAt + policy.offlineDays * daySeconds
  return kind === 'online' && now.getTime() / 1000 > until ? 'not-checked' : undefined
}

/** A named release decides by number, whatever the date of a bug-fix release; otherwise the day it came out does. */
function isKept(licensed: LicensedProduct, { release, releasedOn }: Question): boolean {
  const { fallbackDate, fallbackRelease } = licensed
  if (fallbackRelease !== undefined) {
    const line = release === undefined ? undefined : releaseLineOf(release)
    return line !== undefined && compareVersions(line, fallbackRelease) <= 0
  }
  return fallbackDate !== undefined && releasedOn !== undefined && releasedOn <= fallbackDate
}

/** The release X.Y that a version belongs to: 6.2 for v6.2.1-beta.3; nothing when it is not written that way. */
export function releaseLineOf(version: string): string | undefined {
  const [, major, minor = '0'] = /^v?(\d{1,6})(?:\.(\d{1,6}))?(?:[.+-][\w.+-]*)?$/i.exec(version.trim()) ?? []
  return major === undefined ? undefined : `${Number(major)}.${Number(minor)}`
}

function daysThrough(first: CalendarDate, last: CalendarDate): number {
  return dayNumber(last) - dayNumber(first) + 1
}
