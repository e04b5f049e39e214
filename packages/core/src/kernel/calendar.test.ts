import { describe, expect, test } from 'vitest'
import {
  addDays,
  calendarDate,
  dateFrom,
  daysBetween,
  daysThrough,
  endOfDay,
  isTimeZone,
  termEnd,
  termStart,
  todayIn,
} from './calendar.ts'

const starts = (anchor: string, step: number) =>
  [1, 2, 3, 4, 5, 6].map((n) => termStart(dateFrom(anchor), 'month', n * step))

describe('a calendar date', () => {
  test.each([
    '2027-02-29',
    '2027-13-01',
    '2027-00-10',
    '2027-1-1',
    '0000-01-01',
    '2027-04-31',
    'tomorrow',
    '',
  ])('is refused when the calendar has no such day: %s', (text) =>
    expect(calendarDate(text)).toMatchObject({ ok: false, refusal: { code: 'not_a_calendar_date' } }),
  )

  test('is kept as written when it exists', () => {
    expect(calendarDate('2028-02-29')).toEqual({ ok: true, plan: '2028-02-29' })
  })

  test('is a fault when a trusted source holds a wrong one', () => {
    expect(() => dateFrom('2027-02-30')).toThrow(RangeError)
  })
})

describe('a term', () => {
  test('keeps the anchor day through short months', () => {
    expect(starts('2027-01-31', 1)).toEqual([
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
      '2027-05-31',
      '2027-06-30',
      '2027-07-31',
    ])
    expect(starts('2027-01-30', 1).slice(0, 3)).toEqual(['2027-02-28', '2027-03-30', '2027-04-30'])
    expect(starts('2026-11-30', 3).slice(0, 3)).toEqual(['2027-02-28', '2027-05-30', '2027-08-30'])
  })

  test('ends the day before the next begins', () => {
    expect(termEnd(dateFrom('2024-03-10'), 'year', 1)).toBe('2025-03-09')
    expect(termEnd(dateFrom('2024-02-29'), 'year', 1)).toBe('2025-02-27')
    expect(termEnd(dateFrom('2024-02-29'), 'year', 4)).toBe('2028-02-28')
  })
})

describe('days', () => {
  test('are counted as nights between, or as a span with both ends', () => {
    const first = dateFrom('2026-12-31')
    expect(daysBetween(first, first)).toBe(0)
    expect(daysBetween(first, addDays(first, 1))).toBe(1)
    expect(daysBetween(addDays(first, 1), first)).toBe(-1)
    expect(daysThrough(first, dateFrom('2027-01-02'))).toBe(3)
  })

  test('belong to the zone of the organization', () => {
    const evening = new Date('2027-03-15T03:30:00Z')
    expect(todayIn(evening, 'America/Los_Angeles')).toBe('2027-03-14')
    expect(todayIn(evening, 'Europe/Berlin')).toBe('2027-03-15')
  })

  test('end at local midnight, also where the clock skips it', () => {
    expect(endOfDay(dateFrom('2027-03-27'), 'Europe/Berlin').toISOString()).toBe('2027-03-27T23:00:00.000Z')
    expect(endOfDay(dateFrom('2027-03-28'), 'Europe/Berlin').toISOString()).toBe('2027-03-28T22:00:00.000Z')
    expect(endOfDay(dateFrom('2018-11-03'), 'America/Sao_Paulo').toISOString()).toBe(
      '2018-11-04T03:00:00.000Z',
    )
  })
})

test('a time zone is known by its name, not by an offset', () => {
  expect(['Europe/Berlin', 'UTC', 'Asia/Kolkata'].every(isTimeZone)).toBe(true)
  expect(['+02:00', 'Mars/Base', '', 'Berlin\0'].some(isTimeZone)).toBe(false)
})
