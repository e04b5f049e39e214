import { describe, expect, test } from 'vitest'
import { dateFrom } from '../kernel/calendar.ts'
import {
  madeUpTerms,
  readSimulation,
  type SimulationDefaults,
  type TypedSimulation,
} from './read-simulation.ts'

const defaults: SimulationDefaults = {
  ...{ kind: 'offline', start: dateFrom('2025-08-25'), paidThrough: dateFrom('2027-08-24'), term: 'year' },
  ...{ payment: 'settled', graceDays: 7, offlineDays: 30, day: dateFrom('2026-11-25') },
  releases: [{ version: '6.2', releasedOn: dateFrom('2026-09-01') }],
}

const read = (typed: TypedSimulation) => readSimulation(typed, defaults)
const problems = (typed: TypedSimulation) => {
  const decision = read(typed)
  return decision.ok ? [] : decision.refusal.fields.map(({ field, code }) => `${field}: ${code}`)
}

describe('the terms of a simulated license', () => {
  test('are the defaults where nothing was typed', () => {
    const left = { revokedOn: null, unreachableSince: null, release: null }
    expect(read({})).toEqual({ ok: true, plan: { ...defaults, ...left } })
  })

  test('are what was typed', () => {
    const typed = {
      ...{ kind: 'online', start: '2026-01-31', paid: '2026-02-27', term: 'month', payment: 'awaiting' },
      ...{ grace: '0', offline: '14', releases: 'v6.10, 2026-03-01\n\n 6.9 2026-01-01 ', day: '2026-02-01' },
      ...{ revoked: '2026-02-10', unreachable: '2026-02-05', release: '6.9' },
    }
    expect(read(typed)).toEqual({
      ok: true,
      plan: {
        ...{ kind: 'online', start: '2026-01-31', paidThrough: '2026-02-27', term: 'month' },
        ...{ payment: 'awaiting', graceDays: 0, offlineDays: 14, day: '2026-02-01', release: '6.9' },
        ...{ revokedOn: '2026-02-10', unreachableSince: '2026-02-05' },
        releases: [
          { version: '6.9', releasedOn: '2026-01-01' },
          { version: '6.10', releasedOn: '2026-03-01' },
        ],
      },
    })
  })

  test('name everything that is wrong at once', () => {
    const typed = {
      kind: 'paper',
      start: '2026-02-30',
      grace: '91',
      releases: '6.2 2026-09-01\n6.3',
      release: 'x',
    }
    expect(problems(typed)).toEqual([
      ...['kind: not_a_choice', 'start: not_a_calendar_date', 'grace: out_of_range'],
      ...['releases: releases_malformed', 'release: version_malformed'],
    ])
  })

  test.each([
    [{ start: '2027-01-01', paid: '2026-12-31' }, 'paid: day_out_of_span'],
    [{ day: '9999-12-31' }, 'day: day_out_of_span'],
    [{ revoked: '0001-01-01' }, 'revoked: day_out_of_span'],
    [{ releases: '6.1 2026-01-01\n'.repeat(101) }, 'releases: releases_malformed'],
  ])('%j is refused: %s', (typed, problem) => {
    expect(problems(typed)).toEqual([problem])
  })

  test('which line of the releases is wrong is said', () => {
    const decision = read({ releases: '6.1 2026-01-01\n6.2 soon' })
    expect(decision.ok ? [] : decision.refusal.fields).toEqual([
      { code: 'releases_malformed', field: 'releases', line: 2 },
    ])
  })

  test('made up, they span two whole years and today', () => {
    expect(madeUpTerms(dateFrom('2026-11-25'))).toEqual({ start: '2025-08-25', paidThrough: '2027-08-24' })
  })
})
