import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareVersions, type Release } from '../catalog/release.ts'
import { addDays, addMonths, type CalendarDate, dateFrom, termEnd } from '../kernel/calendar.ts'
import { fallbackOn } from './fallback.ts'
import { fallbackStory, payThroughFor } from './fallback-story.ts'

const releases: Release[] = [
  ['1.0', '2024-01-15'],
  ['1.1', '2024-05-20'],
  ['1.2', '2024-09-30'],
  ['2.0', '2025-02-01'],
  ['2.1', '2025-06-10'],
].map(([version = '', on = '']) => ({ version, releasedOn: dateFrom(on) }))
const start = dateFrom('2024-03-10')

const story = (end: string, term: 'year' | 'month', settled = true) =>
  fallbackStory({ paid: { start, end: dateFrom(end) }, term, settled, releases })

describe('whoever stops paying', () => {
  test('after a year keeps what was current when it began, earned by paying and effective when the year is full', () => {
    expect(story('2025-03-09', 'year')).toMatchObject({
      stopsOn: '2025-03-10',
      kept: { kind: 'version', version: '1.0' },
      effectiveFrom: '2025-03-10',
      next: { version: '2.0', payThrough: '2026-03-09' },
      years: [{ from: '2024-03-10', through: '2025-03-09', earns: '1.0' }],
    })
  })

  test('after two years keeps what was current when the second began', () => {
    const { kept, effectiveFrom, next, years } = story('2026-03-09', 'year')
    expect([kept, effectiveFrom]).toEqual([{ kind: 'version', version: '2.0' }, '2026-02-01'])
    expect(next).toEqual({ version: '2.1', payThrough: '2027-03-09' })
    expect(years.map(({ earns }) => earns)).toEqual(['1.0', '2.0'])
  })

  test('before twelve months keeps nothing, and is told until when to pay for what', () => {
    expect(story('2025-02-09', 'month')).toMatchObject({
      kept: { kind: 'none' },
      effectiveFrom: undefined,
      next: { version: '1.0', payThrough: '2025-03-09' },
      years: [{ from: '2024-03-10', through: '2025-02-09', earns: undefined }],
    })
  })

  test('by the month is told of the month that brings the next release', () => {
    expect(story('2025-03-09', 'month').next).toEqual({ version: '1.1', payThrough: '2025-06-09' })
  })

  test('has earned nothing while the invoice is open', () => {
    expect(story('2026-03-09', 'year', false)).toMatchObject({
      ...{ kept: { kind: 'none' }, next: undefined },
      years: [{ earns: undefined }, { earns: undefined }],
    })
  })

  test('of a product without dated releases keeps what came out by a day', () => {
    const { kept, effectiveFrom, next } = fallbackStory({
      ...{ paid: { start, end: dateFrom('2026-03-09') }, term: 'year', settled: true, releases: [] },
    })
    expect([kept, effectiveFrom, next]).toEqual([
      { kind: 'date', releasedThrough: '2025-03-10' },
      '2026-03-10',
      undefined,
    ])
  })
})

// Laws

const origin = dateFrom('2020-01-01')
const dates = fc.nat(2500).map((offset) => addDays(origin, offset))
const catalogs = fc
  .uniqueArray(fc.nat(3000), { maxLength: 12 })
  .map((offsets) =>
    [...offsets]
      .sort((left, right) => left - right)
      .map((offset, index) => ({ version: `1.${index}`, releasedOn: addDays(origin, offset) })),
  )
const spans = fc
  .tuple(dates, fc.integer({ min: 0, max: 1500 }))
  .map(([from, days]) => ({ start: from, end: addDays(from, days) }))
const place = (version: string | undefined) => (version === undefined ? -1 : Number(version.split('.')[1]))
const versionOf = (start: CalendarDate, end: CalendarDate, some: readonly Release[]) => {
  const kept = fallbackOn({ start, end }, some)
  return kept.kind === 'version' ? kept.version : undefined
}

describe('always', () => {
  test('paying longer never takes a release away', () => {
    fc.assert(
      fc.property(spans, fc.nat(800), catalogs, ({ start: from, end }, more, some) => {
        expect(place(versionOf(from, addDays(end, more), some))).toBeGreaterThanOrEqual(
          place(versionOf(from, end, some)),
        )
      }),
    )
  })

  test('nothing is kept that is newer than twelve months before the end of what was paid', () => {
    fc.assert(
      fc.property(spans, catalogs, ({ start: from, end }, some) => {
        const kept = some.find(({ version }) => version === versionOf(from, end, some))
        if (kept)
          expect(kept.releasedOn <= addMonths(addDays(end, 1), -12) || kept.releasedOn <= from).toBe(true)
        if (kept) expect(addMonths(from, 12) <= addDays(end, 1)).toBe(true)
      }),
    )
  })

  test('a release stays from exactly the day it is told to', () => {
    fc.assert(
      fc.property(dates, dates, (from, releasedOn) => {
        const release = { version: '1.0', releasedOn }
        const through = payThroughFor(release, from)
        expect(versionOf(from, through, [release])).toBe('1.0')
        expect(versionOf(from, addDays(through, -1), [release])).toBeUndefined()
      }),
    )
  })

  test('what comes next is a release that is not kept yet, at the end of a whole term', () => {
    fc.assert(
      fc.property(
        dates,
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('year' as const, 'month' as const),
        catalogs,
        (from, n, term, some) => {
          const end = termEnd(from, term, n)
          const { kept, next } = fallbackStory({
            paid: { start: from, end },
            term,
            settled: true,
            releases: some,
          })
          if (!next) return
          expect(versionOf(from, next.payThrough, some)).toBe(next.version)
          expect(next.payThrough > end).toBe(true)
          if (kept.kind === 'version') expect(compareVersions(next.version, kept.version)).toBeGreaterThan(0)
        },
      ),
    )
  })

  test('twelve paid months and one paid year keep the same', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 4 }), catalogs, (from, years, some) => {
        expect(versionOf(from, termEnd(from, 'month', 12 * years), some)).toBe(
          versionOf(from, termEnd(from, 'year', years), some),
        )
      }),
    )
  })

  test('where releases have no dates the day itself is kept, and moves as releases would', () => {
    fc.assert(
      fc.property(spans, ({ start: from, end }) => {
        const kept = fallbackOn({ start: from, end }, [])
        const daily = kept.kind === 'date' ? kept.releasedThrough : undefined
        const probe = daily && versionOf(from, end, [{ version: '1.0', releasedOn: daily }])
        expect(probe).toBe(daily && '1.0')
      }),
    )
  })
})
