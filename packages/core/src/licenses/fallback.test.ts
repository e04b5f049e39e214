import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dateFrom, termEnd } from '../kernel/calendar.ts'
import { fallbackOn } from './fallback.ts'

const start = dateFrom('2024-03-10')
const releases = [
  { version: '2.1', releasedOn: dateFrom('2025-06-10') },
  { version: '1.0', releasedOn: dateFrom('2024-01-15') },
  { version: '2.0', releasedOn: dateFrom('2025-02-01') },
  { version: '1.1', releasedOn: dateFrom('2024-05-20') },
  { version: '1.2', releasedOn: dateFrom('2024-09-30') },
]

test.each([
  ['yearly, one year', '2025-03-09', '1.0'],
  ['yearly, renewed once', '2026-03-09', '2.0'],
  ['monthly, 11 payments', '2025-02-09', undefined],
  ['monthly, 12', '2025-03-09', '1.0'],
  ['monthly, 14', '2025-05-09', '1.0'],
  ['monthly, 15', '2025-06-09', '1.1'],
  ['monthly, 19', '2025-10-09', '1.2'],
  ['monthly, 23', '2026-02-09', '2.0'],
])('%s, paid through %s, keeps %s', (_case, end, version) => {
  const kept = version === undefined ? { kind: 'none' } : { kind: 'version', version }
  expect(fallbackOn({ start, end: dateFrom(end) }, releases)).toEqual(kept)
})

test('a product without dated releases falls back by date', () => {
  expect(fallbackOn({ start, end: dateFrom('2026-03-09') }, [])).toEqual({
    kind: 'date',
    releasedThrough: '2025-03-10',
  })
})

test('a first release after the cutoff is not kept', () => {
  const late = [{ version: '1.0', releasedOn: dateFrom('2024-03-11') }]
  expect(fallbackOn({ start, end: dateFrom('2025-03-09') }, late)).toEqual({ kind: 'none' })
})

test('a full year is always enough, whatever day it starts on, and a day less never', () => {
  fc.assert(
    fc.property(fc.nat(3000), (offset) => {
      const first = addDays(dateFrom('2020-01-01'), offset)
      const old = [{ version: '1.0', releasedOn: dateFrom('2019-01-01') }]
      const end = termEnd(first, 'year', 1)
      expect(fallbackOn({ start: first, end }, old)).toEqual({ kind: 'version', version: '1.0' })
      expect(fallbackOn({ start: first, end: addDays(end, -1) }, old)).toEqual({ kind: 'none' })
    }),
  )
})
