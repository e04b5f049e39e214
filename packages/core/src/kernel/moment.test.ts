import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateFrom, endOfDay, todayIn } from './calendar.ts'
import { lastMomentOf, momentIn } from './moment.ts'

test.each([
  ['2026-11-02T09:00:00Z', 'Europe/London', '2026-11-02T09:00:00.000+00:00'],
  ['2026-07-02T09:00:00.25Z', 'Europe/London', '2026-07-02T10:00:00.250+01:00'],
  ['2026-11-02T20:00:00Z', 'Asia/Kolkata', '2026-11-03T01:30:00.000+05:30'],
  ['2026-11-02T02:00:00Z', 'America/St_Johns', '2026-11-01T22:30:00.000-03:30'],
])('%s in %s is written as clocks there show it', (at, zone, written) => {
  expect(momentIn(new Date(at), zone)).toBe(written)
})

test.each([
  ['2027-03-14', 'Europe/Berlin', '2027-03-14T23:59:59.999+01:00'],
  ['2027-03-28', 'Europe/Berlin', '2027-03-28T23:59:59.999+02:00'],
  ['2023-09-02', 'America/Santiago', '2023-09-02T23:59:59.999-04:00'],
])('the last moment of %s in %s is %s', (day, zone, written) => {
  expect(lastMomentOf(dateFrom(day), zone)).toBe(written)
})

test('the last moment of a day belongs to the day, and the next millisecond to the next', () => {
  const zones = fc.constantFrom('Europe/London', 'America/Santiago', 'Asia/Beirut', 'Pacific/Apia', 'UTC')
  const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(days, zones, (at, zone) => {
      const day = todayIn(at, zone)
      const last = lastMomentOf(day, zone)
      expect(last.slice(0, 10)).toBe(day)
      expect(new Date(last).getTime() + 1).toBe(endOfDay(day, zone).getTime())
    }),
  )
})
