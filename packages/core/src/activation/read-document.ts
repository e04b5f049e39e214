import type { CalendarDate } from '../kernel/calendar.ts'
import type { DocumentPolicy, LicenseDocument, LicensedProduct, Revocation } from './document.ts'
import { isDay } from './zone-day.ts'

/**
 * Reads what a document says, or answers nothing when it says it in another way than this version writes. Fields that
 * are not known are passed over, so that later versions may say more.
 */
export function readDocument(value: unknown): LicenseDocument | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const said = value as Record<string, unknown>
  const products = listOf(said.p, productOf)
  const policy = policyOf(said.d)
  const kind = said.k === undefined ? 'offline' : said.k === 'on' ? 'online' : undefined
  const { lic, o: licensee, u: person, t: title, z: timeZone, no: serial, iat: issuedAt } = said
  const texts = [lic, licensee, person, title, timeZone]
  if (!kind || !policy || !products || products.length === 0 || !texts.every(isText)) return undefined
  if (!isCount(serial) || !isCount(issuedAt)) return undefined
  const revoked = said.end === undefined ? undefined : revocationOf(said.end)
  if (said.end !== undefined && !revoked) return undefined
  return {
    ...{
      kind,
      licenseId: String(lic),
      licensee: String(licensee),
      person: String(person),
      title: String(title),
    },
    ...{ products, serial, issuedAt, timeZone: String(timeZone), policy },
    ...(revoked ? { revoked } : {}),
  }
}

function productOf(value: unknown): LicensedProduct | undefined {
  if (!Array.isArray(value)) return undefined
  const [code, paid, cutoff, release] = value as unknown[]
  const paidUpTo = dateOf(paid)
  if (!isText(code) || paidUpTo === undefined) return undefined
  if (cutoff === undefined) return { code, paidUpTo }
  const fallbackDate = dateOf(cutoff)
  if (fallbackDate === undefined) return undefined
  if (release === undefined) return { code, paidUpTo, fallbackDate }
  return isText(release) && /^\d{1,6}\.\d{1,6}$/.test(release)
    ? { code, paidUpTo, fallbackDate, fallbackRelease: release }
    : undefined
}

const mostDays = 36_500

function policyOf(value: unknown): DocumentPolicy | undefined {
  if (!Array.isArray(value)) return undefined
  const [graceDays, checkHours, offlineDays] = value as unknown[]
  if (!isCount(graceDays) || !isCount(checkHours) || !isCount(offlineDays)) return undefined
  if (Math.max(graceDays, checkHours, offlineDays) > mostDays) return undefined
  return { graceDays, checkHours, offlineDays }
}

function revocationOf(value: unknown): Revocation | undefined {
  if (!Array.isArray(value)) return undefined
  const [at, why, by] = value as unknown[]
  if (!isCount(at) || !isText(by)) return undefined
  return why === 'revoked' || why === 'signed-out' || why === 'released' ? { at, why, by } : undefined
}

function listOf<Item>(value: unknown, read: (one: unknown) => Item | undefined): Item[] | undefined {
  if (!Array.isArray(value)) return undefined
  const items = value.map(read)
  return items.every((item): item is Item & {} => item !== undefined) ? items : undefined
}

function dateOf(value: unknown): CalendarDate | undefined {
  return typeof value === 'string' && isDay(value) ? value : undefined
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

/** The seconds of any moment that a `Date` can say, and every smaller number. */
function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= 8_640_000_000_000
}
