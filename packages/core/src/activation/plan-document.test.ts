import { expect, test } from 'vitest'
import { dateFrom } from '../kernel/calendar.ts'
import { type DocumentFacts, planDocument, type SoldTerm, soldLicense } from './plan-document.ts'

const policy = { graceDays: 7, checkHours: 24, offlineDays: 30 }
const year: SoldTerm = {
  ...{ start: dateFrom('2025-03-10'), end: dateFrom('2026-03-09') },
  ...{ settled: true, dueOn: dateFrom('2025-04-09') },
}
const loomwright = {
  ...{ code: 'LOOM', name: 'Loomwright' },
  releases: [
    { version: '6.1', releasedOn: dateFrom('2024-11-04') },
    { version: '6.2', releasedOn: dateFrom('2025-03-10') },
    { version: '6.3', releasedOn: dateFrom('2025-06-01') },
  ],
}
const ferrule = { code: 'FERR', name: 'Ferrule', releases: [] }
const late = {
  code: 'LATE',
  name: 'Latecomer',
  releases: [{ version: '1.0', releasedOn: dateFrom('2025-08-01') }],
}

const facts = (sold = soldLicense(year, [loomwright], policy)): DocumentFacts => ({
  ...{ organizationId: 100, assignmentId: 'a', licenseId: 'KM4T7Q9WXA', personId: 'p', teamId: 1 },
  ...{ licensee: 'Harrow & Vale', address: 'amaya@harrowvale.example', name: 'Amaya Ruiz' },
  ...{ title: 'Loomwright', timeZone: 'Europe/Berlin', policy, ...sold },
})
const making = { kind: 'offline', serial: 3, now: new Date('2025-03-10T09:00:00.900Z') } as const

test('a document says whose license it is, what it is for and until when', () => {
  expect(planDocument(facts(), making)).toEqual({
    ...{ kind: 'offline', licenseId: 'KM4T7Q9WXA', licensee: 'Harrow & Vale', person: 'Amaya Ruiz' },
    ...{ title: 'Loomwright', serial: 3, timeZone: 'Europe/Berlin', policy },
    issuedAt: Date.UTC(2025, 2, 10, 9) / 1000,
    products: [{ code: 'LOOM', paidUpTo: '2026-03-09', fallbackDate: '2025-03-10', fallbackRelease: '6.2' }],
  })
})

test('who has no name is known by the address', () => {
  expect(planDocument({ ...facts(), name: '' }, making).person).toBe('amaya@harrowvale.example')
})

test('each product of a pack falls back by its own releases: by number, by date, or not at all', () => {
  const { products, keeps } = soldLicense(year, [loomwright, ferrule, late], policy)
  expect(products).toEqual([
    { code: 'LOOM', paidUpTo: '2026-03-09', fallbackDate: '2025-03-10', fallbackRelease: '6.2' },
    { code: 'FERR', paidUpTo: '2026-03-09', fallbackDate: '2025-03-10' },
    { code: 'LATE', paidUpTo: '2026-03-09' },
  ])
  expect(keeps).toEqual([
    { code: 'LOOM', name: 'Loomwright', release: '6.2' },
    { code: 'FERR', name: 'Ferrule', releasedThrough: '2025-03-10' },
  ])
})

test('what is not paid for keeps nothing and ends when its invoice is due, grace added', () => {
  const sold = soldLicense({ ...year, settled: false }, [loomwright, ferrule], policy)
  expect(sold).toMatchObject({ paidUpTo: '2025-04-09', validUntil: '2025-04-16', keeps: [] })
  expect(sold.products).toEqual([
    { code: 'LOOM', paidUpTo: '2025-04-09' },
    { code: 'FERR', paidUpTo: '2025-04-09' },
  ])
})

test('an invoice that is due after the term does not make the term longer', () => {
  const month = { ...year, end: dateFrom('2025-04-01'), settled: false }
  expect(soldLicense(month, [loomwright], policy).paidUpTo).toBe('2025-04-01')
})

test('less than twelve months keep nothing', () => {
  const { keeps, products } = soldLicense(
    { ...year, end: dateFrom('2026-03-08') },
    [loomwright, ferrule],
    policy,
  )
  expect([keeps, products.some((product) => product.fallbackDate)]).toEqual([[], false])
})
