import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dateFrom, daysBetween, todayIn } from '../kernel/calendar.ts'
import { dateOfDay, dayIn, dayNumber, isDay } from './zone-day.ts'

const zones = [
  'UTC',
  'America/Los_Angeles',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
]
const moment = fc.date({ min: new Date('1980-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
const day = fc.integer({ min: -20_000, max: 60_000 }).map((days) => addDays(dateFrom('2026-01-01'), days))

test('the day of a license is the day of the calendar, in every zone and at every moment (law)', () => {
  fc.assert(
    fc.property(moment, fc.constantFrom(...zones), (now, zone) => {
      expect(dayIn(now, zone)).toBe(todayIn(now, zone))
    }),
    { numRuns: 500 },
  )
})

test('days are added and counted as the calendar does (law)', () => {
  fc.assert(
    fc.property(day, day, (from, to) => {
      expect(dayNumber(to) - dayNumber(from)).toBe(daysBetween(from, to))
      expect(dateOfDay(dayNumber(from))).toBe(from)
    }),
  )
})

describe('a zone nobody knows', () => {
  test.each(['Mars/Olympus_Mons', '', '..', '__proto__', 'Europe/Berlin '])(
    '%j ends its days last',
    (zone) => {
      expect(dayIn(new Date('2026-06-27T11:59:59.999Z'), zone)).toBe('2026-06-26')
      expect(dayIn(new Date('2026-06-27T12:00:00Z'), zone)).toBe('2026-06-27')
    },
  )
})

test('more zones than are remembered all have their own day', () => {
  const now = new Date('2026-06-27T00:00:00Z')
  const offsets = Array.from({ length: 27 }, (_, index) => index - 12)
  for (const round of [1, 2])
    for (const offset of offsets) {
      const zone = `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`
      expect([round, zone, dayIn(now, zone)]).toEqual([round, zone, offset < 0 ? '2026-06-26' : '2026-06-27'])
    }
})

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2028-02-29', true],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['2026-1-1', false],
  ['2026-01-01T00:00', false],
  ['+12026-01-01', false],
  ['', false],
])('%j is a day: %s', (text, expected) => {
  expect(isDay(text)).toBe(expected)
})
