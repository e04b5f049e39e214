import type { LicenseDocument } from '@claviger/core/activation/document'
import { dateFrom } from '@claviger/core/kernel/calendar'

/** 15 March 2026 in Berlin, a day on which every sample has been issued. */
export const issuedAt = Date.parse('2026-03-15T09:00:00Z') / 1000

/** A code for one product that is paid for a year and has earned 6.2. */
export function sampleLicense(changed: Partial<LicenseDocument> = {}): LicenseDocument {
  return {
    ...{ kind: 'offline', licenseId: 'K7QX2M9WTB', licensee: 'Harrow & Vale', person: 'Jana Voß' },
    ...{ title: 'Loomwright', serial: 1, issuedAt, timeZone: 'Europe/Berlin' },
    products: [
      {
        ...{ code: 'LOOM', paidUpTo: dateFrom('2027-03-14') },
        ...{ fallbackDate: dateFrom('2026-03-15'), fallbackRelease: '6.2' },
      },
    ],
    policy: { graceDays: 7, checkHours: 24, offlineDays: 30 },
    ...changed,
  }
}

/** A pack, which is for each of its members. */
export function samplePack(changed: Partial<LicenseDocument> = {}): LicenseDocument {
  const paidUpTo = dateFrom('2026-12-31')
  return sampleLicense({
    ...{ licenseId: 'P4ZT8N3C6Y', title: 'All-products pack', serial: 4 },
    products: [
      { code: 'LOOM', paidUpTo, fallbackDate: dateFrom('2026-01-01') },
      { code: 'FERR', paidUpTo },
    ],
    ...changed,
  })
}

/** What a connected machine holds. */
export function sampleOnline(changed: Partial<LicenseDocument> = {}): LicenseDocument {
  return sampleLicense({ kind: 'online', serial: 0, ...changed })
}
