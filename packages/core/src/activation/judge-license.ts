import { compareVersions } from '../catalog/release.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { LicenseDocument, LicensedProduct } from './document.ts'
import type { Ended, Holder, Kept, Span, Verdict } from './verdict.ts'
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
  const holder = holderOf(document)
  const seconds = question.now.getTime() / 1000
  const { revoked, issuedAt } = document
  if (revoked) return { ...holder, kind: 'revoked', reason: revoked.why, at: revoked.at, by: revoked.by }
  const { keyRetiredAt } = question
  if (keyRetiredAt !== undefined && seconds >= keyRetiredAt)
    return { ...holder, kind: 'revoked', reason: 'key-retired', at: keyRetiredAt }
  if (seconds < issuedAt - clockToleranceSeconds) return { ...holder, kind: 'not-yet', issuedAt }
  const licensed = document.products.find(({ code }) => code === question.product)
  if (!licensed) {
    const codes = document.products.map(({ code }) => code)
    return { ...holder, kind: 'other-product', product: question.product, licensed: codes }
  }
  return judgeSpan({ ...holder, ...spanOf(licensed, document) }, licensed, document, question)
}

function judgeSpan(
  known: Holder & Span,
  licensed: LicensedProduct,
  document: LicenseDocument,
  question: Question,
): Verdict {
  const today = dayIn(question.now, document.timeZone)
  const ended: Ended | undefined = today > known.until ? 'ended' : uncheckedOn(document, question.now)
  if (ended === undefined) {
    if (today <= known.paidUpTo)
      return { ...known, kind: 'valid', daysLeft: daysThrough(today, known.paidUpTo) }
    return { ...known, kind: 'grace', daysLeft: daysThrough(today, known.until) }
  }
  const { kept } = known
  if (kept && isKept(licensed, question)) return { ...known, kind: 'fallback', reason: ended, kept }
  return { ...known, kind: 'expired', reason: kept && ended === 'ended' ? 'newer-than-kept' : ended }
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

/** A connected product must have had an answer within the days its document names. */
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
