import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dateFrom } from '../kernel/calendar.ts'
import type { LicensedProduct } from './document.ts'
import { judgeLicense } from './judge-license.ts'
import { sampleLicense } from './sample-license.ts'
import { mayRun, type Verdict } from './verdict.ts'

const start = dateFrom('2025-03-10')
const day = fc.integer({ min: -400, max: 1200 }).map((days) => addDays(start, days))
const release = fc.tuple(fc.nat(3), fc.nat(12)).map(([major, minor]) => `${major}.${minor}`)
const zone = fc.constantFrom('UTC', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Europe/Berlin', 'No/Where')
const moment = fc.date({ min: new Date('2024-01-01'), max: new Date('2029-01-01'), noInvalidDate: true })

const product = fc
  .record({ paidUpTo: day, fallbackDate: day, kept: fc.option(release), earned: fc.boolean() })
  .map(
    ({ paidUpTo, fallbackDate, kept, earned }): LicensedProduct => ({
      ...{ code: 'LOOM', paidUpTo },
      ...(earned ? { fallbackDate, ...(kept === null ? {} : { fallbackRelease: kept }) } : {}),
    }),
  )

const license = fc
  .record({
    ...{ product, timeZone: zone, online: fc.boolean(), issued: moment },
    ...{ graceDays: fc.nat(30), offlineDays: fc.nat(60) },
  })
  .map(({ product, timeZone, online, issued, graceDays, offlineDays }) =>
    sampleLicense({
      ...{ kind: online ? 'online' : 'offline', serial: online ? 0 : 1, products: [product], timeZone },
      ...{
        issuedAt: Math.floor(issued.getTime() / 1000),
        policy: { graceDays, checkHours: 24, offlineDays },
      },
    }),
  )

const question = fc.record({ product: fc.constant('LOOM'), release, releasedOn: day, now: moment })

/** How much a verdict lets a product do. */
function worth({ kind }: Verdict): number {
  const order = ['valid', 'grace', 'fallback']
  return order.includes(kind) ? order.length - order.indexOf(kind) : 0
}

test('a later paid day never makes a verdict worse (law)', () => {
  fc.assert(
    fc.property(license, question, fc.nat(500), (document, asked, more) => {
      const products = document.products.map((one) => ({ ...one, paidUpTo: addDays(one.paidUpTo, more) }))
      const longer = judgeLicense({ ...document, products }, asked)
      expect(worth(longer)).toBeGreaterThanOrEqual(worth(judgeLicense(document, asked)))
    }),
  )
})

test('time alone never makes a verdict better, once the license is issued (law)', () => {
  fc.assert(
    fc.property(license, question, fc.nat(1000), (document, asked, days) => {
      const later = { ...asked, now: new Date(asked.now.getTime() + days * 86_400_000) }
      const before = judgeLicense(document, asked)
      if (before.kind === 'not-yet') return
      expect(worth(judgeLicense(document, later))).toBeLessThanOrEqual(worth(before))
    }),
  )
})

test('where a release may run, so may every older one (law)', () => {
  fc.assert(
    fc.property(license, question, release, (document, asked, other) => {
      const number = (version: string) => Number(version.split('.')[0]) * 100 + Number(version.split('.')[1])
      const [older, newer] = [other, asked.release].sort((left, right) => number(left) - number(right))
      const byRelease = document.products.some((one) => one.fallbackRelease !== undefined)
      fc.pre(byRelease)
      if (mayRun(judgeLicense(document, { ...asked, release: newer })))
        expect(mayRun(judgeLicense(document, { ...asked, release: older }))).toBe(true)
    }),
  )
})

test('a bug-fix release, whenever it came out, is judged as the release it belongs to (law)', () => {
  fc.assert(
    fc.property(license, question, fc.nat(99), day, (document, asked, fix, releasedOn) => {
      fc.pre(document.products.every((one) => one.fallbackRelease !== undefined))
      const fixed = { ...asked, release: `${asked.release}.${fix}`, releasedOn }
      expect(judgeLicense(document, fixed)).toEqual(judgeLicense(document, asked))
    }),
  )
})

test('what stays runs on every day from the first one on, as long as nothing is taken back (law)', () => {
  fc.assert(
    fc.property(license, question, (document, asked) => {
      const [{ fallbackRelease } = { fallbackRelease: undefined }] = document.products
      fc.pre(fallbackRelease !== undefined && asked.now.getTime() / 1000 >= document.issuedAt)
      expect(mayRun(judgeLicense(document, { ...asked, release: `${fallbackRelease}.7` }))).toBe(true)
    }),
  )
})
