import { expect, test } from 'vitest'
import { formatFor } from './format.ts'

const now = '2026-11-25T12:00:00Z'
const american = formatFor({ locale: 'en-US', timeZone: 'America/New_York', now })
const german = formatFor({ locale: 'de', timeZone: 'Europe/Berlin', now })

test('money keeps its currency, its digits and a real minus', () => {
  expect(american.money('547500', 'EUR')).toBe('€5,475.00')
  expect(american.money('-6600', 'EUR')).toBe('\u2212€66.00')
  expect(american.money('1500', 'JPY')).toBe('¥1,500')
  expect(american.money('5', 'KWD')).toBe('KWD\u00a00.005')
  expect(german.money('547500', 'EUR')).toBe('5.475,00\u00a0€')
})

test('an amount beyond the exact numbers of a computer keeps every digit', () => {
  expect(american.money('9007199254740993001', 'EUR')).toBe('€90,071,992,547,409,930.01')
})

test('a calendar date is the same day in every zone', () => {
  expect(american.date('2027-03-15')).toBe('Mar 15, 2027')
  expect(formatFor({ locale: 'en-GB', timeZone: 'Pacific/Kiritimati', now }).date('2027-03-15', 'long')).toBe(
    '15 March 2027',
  )
})

test('a moment is told in the zone of the reader, with the zone', () => {
  expect(german.dateTime('2026-11-25T13:32:00Z')).toMatch(/25\. Nov\. 2026.*14:32.*MEZ/)
  expect(german.time('2026-11-25T13:32:00Z')).toBe('14:32')
})

test('the last 30 days are told relative to the moment of the page, older ones by date', () => {
  expect(american.relative('2026-11-25T11:58:00Z')).toBe('2 minutes ago')
  expect(american.relative('2026-11-24T12:00:00Z')).toBe('yesterday')
  expect(american.relative('2026-10-27T12:00:00Z')).toBe('29 days ago')
  expect(american.relative('2026-10-01T12:00:00Z')).toBe('Oct 1, 2026')
})
