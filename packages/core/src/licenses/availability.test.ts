import { describe, expect, test } from 'vitest'
import { dateFrom } from '../kernel/calendar.ts'
import { type AvailabilityFacts, availabilityOn } from './availability.ts'

const old = [{ version: '1.0', releasedOn: dateFrom('2024-01-15') }]
const young = [{ version: '2.0', releasedOn: dateFrom('2026-01-15') }]

const facts = (changes: Partial<AvailabilityFacts> = {}): AvailabilityFacts => ({
  ...{ startsOn: dateFrom('2025-03-10'), paidThrough: dateFrom('2026-03-09') },
  ...{ settled: true, perpetual: false, perUser: true, allocated: false, suspended: false },
  ...changes,
})

const on = (day: string, changes: Partial<AvailabilityFacts> = {}, sold = [old]) =>
  availabilityOn(facts(changes), { today: dateFrom(day), graceDays: 7 }, sold)

describe('a license can be given', () => {
  test.each([
    ['on the last paid day', on('2026-03-09', {}, [young])],
    ['on the last day of grace', on('2026-03-16', {}, [young])],
    ['when it lapsed and earned a fallback', on('2026-03-17')],
    ['when one product of a lapsed pack earned a fallback', on('2026-03-17', {}, [young, old])],
    ['when it falls back by date', on('2026-03-17', {}, [[]])],
    ['when it was bought for good, long after its upgrades ended', on('2030-01-01', { perpetual: true }, [])],
  ])('%s', (_, availability) => {
    expect(availability).toBe('available')
  })
})

describe('a license cannot be given', () => {
  const lapsed = '2026-03-17'
  test.each([
    ['the day after grace, with nothing earned', on(lapsed, {}, [young]), 'expired_without_fallback'],
    ['a lapsed month', on(lapsed, { startsOn: dateFrom('2026-02-10') }), 'expired_without_fallback'],
    ['a lapsed year nobody paid for', on(lapsed, { settled: false }), 'expired_without_fallback'],
    ['while it is suspended', on('2026-03-01', { suspended: true }), 'suspended'],
    ['suspended and lapsed', on(lapsed, { suspended: true }, [young]), 'suspended'],
    ['while somebody has it', on('2026-03-01', { allocated: true }), 'allocated'],
    [
      'suspended, lapsed and in a hand',
      on(lapsed, { allocated: true, suspended: true }, [young]),
      'allocated',
    ],
    [
      'when it is for no person, whatever else',
      on(lapsed, { perUser: false, allocated: true }, [young]),
      'not_per_user',
    ],
  ])('%s', (_, availability, reason) => {
    expect(availability).toBe(reason)
  })
})
