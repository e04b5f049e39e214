import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CalendarDate, dateFrom, daysBetween } from '../kernel/calendar.ts'
import { planSimulation, simulatedSpan } from './plan-simulation.ts'
import type { SimulatedTerms } from './read-simulation.ts'
import { answersOn, type Simulation, turningPoints } from './simulate.ts'

const cast = {
  ...{ licenseId: 'R8KQ240ZTX', licensee: 'Harrow & Vale GmbH', person: 'Amaya Stone', title: 'Loomwright' },
  ...{ product: { code: 'LOOM', name: 'Loomwright' }, timeZone: 'Europe/Berlin', checkHours: 24 },
  dueOn: dateFrom('2025-04-14'),
}

const terms: SimulatedTerms = {
  ...{ kind: 'offline', start: dateFrom('2025-03-15'), paidThrough: dateFrom('2027-03-14'), term: 'year' },
  ...{ payment: 'settled', graceDays: 7, offlineDays: 30, day: dateFrom('2026-11-25'), release: null },
  ...{ revokedOn: null, unreachableSince: null },
  releases: [
    { version: '6.1', releasedOn: dateFrom('2025-02-01') },
    { version: '6.2', releasedOn: dateFrom('2026-02-20') },
    { version: '6.3', releasedOn: dateFrom('2026-09-01') },
  ],
}

const play = (changes: Partial<SimulatedTerms>) => planSimulation({ ...terms, ...changes }, cast)

/** What each release answers from which day on. */
function story(changes: Partial<SimulatedTerms>): Record<string, string> {
  const { first, last } = simulatedSpan({ ...terms, ...changes })
  const points = turningPoints(play(changes), first, last)
  return Object.fromEntries(
    points.map(({ day, answers }) => [day, answers.map(({ verdict }) => verdict.kind).join(' ')]),
  )
}

describe('what a product sees through the years', () => {
  test('a code: not yet, valid, grace, then the earned release runs and the newer one stops', () => {
    expect(story({})).toEqual({
      '2025-03-14': 'valid valid valid',
      '2027-03-15': 'grace grace grace',
      '2027-03-22': 'fallback fallback expired',
    })
  })

  test('a code knows nothing of a revoke or of the network', () => {
    const changes = { revokedOn: dateFrom('2026-05-01'), unreachableSince: dateFrom('2026-04-01') }
    expect(story(changes)).toEqual(story({}))
  })

  test('a connected product stops on the day the license is taken back', () => {
    expect(story({ kind: 'online', revokedOn: dateFrom('2026-05-01') })).toEqual({
      '2025-03-14': 'valid valid valid',
      '2026-05-01': 'revoked revoked revoked',
    })
  })

  test('without network it goes on for the days it may, whatever was taken back meanwhile', () => {
    const changes = { revokedOn: dateFrom('2026-05-10'), unreachableSince: dateFrom('2026-05-01') }
    expect(story({ kind: 'online', ...changes })).toEqual({
      '2025-03-14': 'valid valid valid',
      '2026-05-31': 'fallback fallback expired',
    })
  })

  test('an unpaid license ends with its invoice, grace included, and nothing stays', () => {
    expect(story({ payment: 'awaiting' })).toEqual({
      '2025-03-14': 'valid valid valid',
      '2025-04-15': 'grace grace grace',
      '2025-04-22': 'expired expired expired',
    })
  })
})

const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays(dateFrom('2024-06-01'), days))

const anyTerms: fc.Arbitrary<SimulatedTerms> = fc
  .record({
    kind: fc.constantFrom('offline', 'online'),
    payment: fc.constantFrom('settled', 'awaiting'),
    start: day,
    length: fc.integer({ min: 0, max: 800 }),
    graceDays: fc.integer({ min: 0, max: 20 }),
    offlineDays: fc.integer({ min: 1, max: 60 }),
    revokedOn: fc.option(day),
    unreachableSince: fc.option(day),
    releasedOn: fc.tuple(day, day, day),
  })
  .map(({ length, releasedOn, ...some }) => ({
    ...{ ...terms, ...some, paidThrough: addDays(some.start, length) },
    releases: releasedOn.map((on, index) => ({ version: `6.${index}`, releasedOn: on })),
  }))

const zones = fc.constantFrom(
  'Europe/Berlin',
  'Pacific/Auckland',
  'America/Los_Angeles',
  'Pacific/Kiritimati',
)

test('the turning points are exactly the days on which some answer changes (law)', () => {
  const law = fc.property(anyTerms, zones, (some, timeZone) => {
    const simulation = planSimulation(some, { ...cast, timeZone, dueOn: addDays(some.start, 30) })
    const { first, last } = simulatedSpan(some)
    expect(turningPoints(simulation, first, last).map((point) => point.day)).toEqual(
      dayByDay(simulation, first, last),
    )
  })
  fc.assert(law, { numRuns: 40 })
})

/** The same by asking every single day. */
function dayByDay(simulation: Simulation, first: CalendarDate, last: CalendarDate): CalendarDate[] {
  const days = Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addDays(first, index))
  const said = days.map((one) => answersOn(simulation, one).map(saidBy).join())
  return days.filter((_, index) => index > 0 && said[index] !== said[index - 1])
}

const saidBy = ({ verdict }: ReturnType<typeof answersOn>[number]) =>
  `${verdict.kind} ${'reason' in verdict ? verdict.reason : ''}`
