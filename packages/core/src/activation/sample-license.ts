import { dateFrom } from '../kernel/calendar.ts'
import type { LicenseDocument, LicensedProduct } from './document.ts'

/** A product as a sample names it: paid from 10 March 2025 through 9 March 2026, with 2.3 earned. */
export function sampleProduct(changes: Partial<Record<keyof LicensedProduct, string>> = {}): LicensedProduct {
  const { code = 'LOOM', paidUpTo = '2026-03-09', fallbackDate, fallbackRelease } = changes
  return {
    ...{ code, paidUpTo: dateFrom(paidUpTo) },
    ...(fallbackDate === undefined ? {} : { fallbackDate: dateFrom(fallbackDate) }),
    ...(fallbackRelease === undefined ? {} : { fallbackRelease }),
  }
}

/** What a year of Loomwright leaves for good. */
export const keeps23 = { fallbackDate: '2025-03-10', fallbackRelease: '2.3' }

/** A code of Harrow & Vale for Ines Okafor, counted in the days of London. */
export function sampleLicense(changes: Partial<LicenseDocument> = {}): LicenseDocument {
  return {
    ...{ kind: 'offline', licenseId: 'R8KQ40ZT7M', licensee: 'Harrow & Vale', person: 'Ines Okafor' },
    ...{ title: 'Loomwright', products: [sampleProduct(keeps23)], serial: 1, timeZone: 'Europe/London' },
    ...{ issuedAt: Date.parse('2025-03-10T09:00:00Z') / 1000 },
    policy: { graceDays: 7, checkHours: 24, offlineDays: 30 },
    ...changes,
  }
}
