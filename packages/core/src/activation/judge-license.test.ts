import { describe, expect, test } from 'vitest'
import { dateFrom } from '../kernel/calendar.ts'
import type { LicenseDocument } from './document.ts'
import { judgeLicense, type Question, releaseLineOf } from './judge-license.ts'
import { keeps23, sampleLicense, sampleProduct } from './sample-license.ts'

const holder = {
  ...{ licenseId: 'R8KQ40ZT7M', licensee: 'Harrow & Vale', person: 'Ines Okafor', title: 'Loomwright' },
  document: 'offline',
}
const span = {
  ...{ product: 'LOOM', paidUpTo: '2026-03-09', until: '2026-03-16' },
  kept: { by: 'release', release: '2.3' },
}

function judge(now: string, question: Partial<Question> = {}, document: Partial<LicenseDocument> = {}) {
  return judgeLicense(sampleLicense(document), {
    product: 'LOOM',
    release: '2.4',
    now: new Date(now),
    ...question,
  })
}

function kindOf(...asked: Parameters<typeof judge>): string {
  const verdict = judge(...asked)
  return 'reason' in verdict ? `${verdict.kind} ${verdict.reason}` : verdict.kind
}

describe('a license', () => {
  test('that is paid for is valid, and says until when and what stays', () => {
    expect(judge('2026-03-01T12:00:00Z')).toEqual({ ...holder, ...span, kind: 'valid', daysLeft: 9 })
  })

  test('has one day left on its last day, and seven on the first day of grace', () => {
    expect(judge('2026-03-09T12:00:00Z')).toMatchObject({ kind: 'valid', daysLeft: 1 })
    expect(judge('2026-03-10T12:00:00Z')).toEqual({ ...holder, ...span, kind: 'grace', daysLeft: 7 })
    expect(judge('2026-03-16T12:00:00Z')).toMatchObject({ kind: 'grace', daysLeft: 1 })
  })

  test('that is over lets the earned release run for good, and no newer one', () => {
    const over = { ...holder, ...span }
    expect(judge('2026-03-17T12:00:00Z', { release: '2.3' })).toEqual({
      ...over,
      kind: 'fallback',
      reason: 'ended',
    })
    expect(judge('2026-03-17T12:00:00Z')).toEqual({
      ...over,
      kind: 'expired',
      reason: 'newer-than-kept',
      release: '2.4',
    })
    expect(kindOf('2126-03-17T12:00:00Z', { release: '2.3' })).toBe('fallback ended')
  })

  test('that is over and has earned nothing lets nothing run', () => {
    const products = [sampleProduct()]
    expect(
      kindOf('2026-03-17T12:00:00Z', { release: '1.0', releasedOn: dateFrom('2020-01-01') }, { products }),
    ).toBe('expired ended')
  })

  test('for something else names what it is for', () => {
    const products = [sampleProduct({ code: 'FERR' }), sampleProduct({ code: 'HEDD' })]
    expect(judge('2026-03-01T12:00:00Z', {}, { products })).toEqual({
      ...{ ...holder, kind: 'other-product', product: 'LOOM', licensed: ['FERR', 'HEDD'] },
    })
  })

  test('of a pack is judged by the dates of the product that asks', () => {
    const products = [sampleProduct(keeps23), sampleProduct({ code: 'FERR', paidUpTo: '2027-01-01' })]
    expect(kindOf('2026-06-01T12:00:00Z', {}, { products })).toBe('expired newer-than-kept')
    expect(kindOf('2026-06-01T12:00:00Z', { product: 'FERR' }, { products })).toBe('valid')
  })

  test('for a hundred centuries stays valid in grace too', () => {
    const products = [sampleProduct({ paidUpTo: '9999-12-31' })]
    expect(judge('9999-12-31T12:00:00Z', {}, { products })).toMatchObject({
      kind: 'valid',
      until: '9999-12-31',
    })
  })
})

describe('a clock', () => {
  test('that stands a day before the license was issued is no reason to refuse, and a second more is', () => {
    expect(kindOf('2025-03-09T09:00:00Z')).toBe('valid')
    expect(judge('2025-03-09T08:59:59Z')).toEqual({
      ...{ ...holder, kind: 'not-yet', issuedAt: 1_741_597_200 },
      ...{ issuedOn: '2025-03-10', today: '2025-03-09' },
    })
  })

  test.each(['1970-01-01T00:00:00Z', '2020-01-01T00:00:00Z'])(
    'at %s is behind, whatever else there is to say',
    (now) => {
      expect(kindOf(now)).toBe('not-yet')
      expect(kindOf(now, { product: 'FERR' })).toBe('not-yet')
    },
  )

  test('beyond the year 9999 revives nothing', () => {
    expect(kindOf('+010000-01-01T00:00:00Z')).toBe('expired newer-than-kept')
    expect(kindOf('+275760-09-12T00:00:00Z')).toBe('expired newer-than-kept')
  })
})

/** O-44: dated 26 June, it works through all of 26 June where its organization is. */
describe('a license through 26 June 2026 (O-44)', () => {
  const products = [sampleProduct({ paidUpTo: '2026-06-26' })]
  test.each([
    ['America/Los_Angeles', '2026-06-26T00:00:00Z', 'valid'],
    ['America/Los_Angeles', '2026-06-27T06:59:00Z', 'valid'],
    ['America/Los_Angeles', '2026-06-27T06:59:59.999Z', 'valid'],
    ['America/Los_Angeles', '2026-06-27T07:00:00Z', 'expired ended'],
    ['UTC', '2026-06-26T23:59:00Z', 'valid'],
    ['UTC', '2026-06-27T00:00:00Z', 'expired ended'],
    ['Asia/Tokyo', '2026-06-26T14:59:59Z', 'valid'],
    ['Asia/Tokyo', '2026-06-26T15:00:00Z', 'expired ended'],
    ['Pacific/Kiritimati', '2026-06-26T09:59:59Z', 'valid'],
    ['Pacific/Kiritimati', '2026-06-26T10:00:00Z', 'expired ended'],
    ['Mars/Olympus_Mons', '2026-06-27T11:59:59Z', 'valid'],
    ['Mars/Olympus_Mons', '2026-06-27T12:00:00Z', 'expired ended'],
  ])('counted in %s, is at %s: %s', (timeZone, now, kind) => {
    const policy = { graceDays: 0, checkHours: 24, offlineDays: 30 }
    expect(kindOf(now, {}, { timeZone, products, policy })).toBe(kind)
  })
})

/** O-45: paid for 10 March 2025 through 9 March 2026, looked at on 1 April 2026. */
describe.each(['offline', 'online'] as const)('a lapsed year, %s (O-45)', (kind) => {
  const serial = kind === 'online' ? 0 : 1
  const issuedAt = Date.parse('2026-03-31T09:00:00Z') / 1000
  const onFirstOfApril = (question: Partial<Question>, fallback: Partial<Record<string, string>>) =>
    kindOf('2026-04-01T12:00:00Z', question, { kind, serial, issuedAt, products: [sampleProduct(fallback)] })

  test.each([
    ['2.2 of 9 March 2025', { release: '2.2', releasedOn: dateFrom('2025-03-09') }, 'fallback ended'],
    ['2.3, the earned one', { release: '2.3', releasedOn: dateFrom('2025-03-10') }, 'fallback ended'],
    [
      '2.4 of the last paid day',
      { release: '2.4', releasedOn: dateFrom('2026-03-09') },
      'expired newer-than-kept',
    ],
    [
      '2.5 of the day after',
      { release: '2.5', releasedOn: dateFrom('2026-03-10') },
      'expired newer-than-kept',
    ],
    ['2.3.9 of September 2026', { release: '2.3.9', releasedOn: dateFrom('2026-09-01') }, 'fallback ended'],
    ['2.10, which is not 2.1', { release: '2.10' }, 'expired newer-than-kept'],
    [
      '2.4 that says it is old',
      { release: '2.4', releasedOn: dateFrom('2020-01-01') },
      'expired newer-than-kept',
    ],
    [
      'a copy without a number',
      { release: undefined, releasedOn: dateFrom('2020-01-01') },
      'expired newer-than-kept',
    ],
  ])('by release: %s', (_, question, expected) => {
    expect(onFirstOfApril(question, keeps23)).toBe(expected)
  })

  test.each([
    ['the last day that counts', { releasedOn: dateFrom('2025-03-10') }, 'fallback ended'],
    ['the day after', { releasedOn: dateFrom('2025-03-11') }, 'expired newer-than-kept'],
    [
      'a bug-fix release after it',
      { release: '2.3.9', releasedOn: dateFrom('2026-09-01') },
      'expired newer-than-kept',
    ],
    ['a copy that does not say when it came out', { release: '2.3' }, 'expired newer-than-kept'],
  ])('by day: %s', (_, question, expected) => {
    expect(onFirstOfApril(question, { fallbackDate: '2025-03-10' })).toBe(expected)
  })
})

describe('a connected product', () => {
  const online = { kind: 'online', serial: 0 } as const
  const lastMoment = '2025-04-09T09:00:00Z'

  test('works for thirty days without an answer, and not a second longer', () => {
    expect(kindOf(lastMoment, {}, online)).toBe('valid')
    expect(kindOf('2025-04-09T09:00:01Z', {}, online)).toBe('expired not-checked')
  })

  test('falls back to what stays, and is told to connect even where the paid time is over too', () => {
    expect(kindOf('2025-04-09T09:00:01Z', { release: '2.3' }, online)).toBe('fallback not-checked')
    expect(kindOf('2027-01-01T00:00:00Z', {}, online)).toBe('expired not-checked')
    expect(kindOf('2026-06-01T00:00:00Z', {}, { ...online, issuedAt: Date.parse('2026-05-31') / 1000 })).toBe(
      'expired newer-than-kept',
    )
  })

  test('stops when its license is taken back, even where a release would stay', () => {
    const at = Date.parse('2025-06-01T23:30:00Z') / 1000
    const revoked = { at, by: 'Moira Vale', why: 'revoked' } as const
    expect(judge('2025-06-02T12:00:00Z', { release: '2.3' }, { ...online, revoked })).toEqual({
      ...{ ...holder, document: 'online', kind: 'revoked', reason: 'revoked' },
      ...{ at, on: '2025-06-02', by: 'Moira Vale' },
    })
  })

  test('stops whatever its clock says', () => {
    const revoked = { at: 0, by: 'Moira Vale', why: 'signed-out' } as const
    expect(kindOf('1999-01-01T00:00:00Z', {}, { ...online, revoked })).toBe('revoked signed-out')
  })
})

describe('a license whose key was retired', () => {
  const keyRetiredAt = Date.parse('2025-09-01T00:00:00Z') / 1000
  const retired = { kind: 'revoked', reason: 'key-retired', at: keyRetiredAt, on: '2025-09-01' }

  test('counts to the moment before, and no more from then on, whenever it was issued', () => {
    expect(kindOf('2025-08-31T23:59:59.999Z', { keyRetiredAt })).toBe('valid')
    expect(judge('2025-09-01T00:00:00Z', { keyRetiredAt })).toEqual({ ...holder, ...retired })
  })

  test('keeps no release running: whoever has the key could have named any', () => {
    expect(kindOf('2026-06-01T12:00:00Z', { keyRetiredAt, release: '2.3' })).toBe('revoked key-retired')
  })
})

test.each([
  ['6.2', '6.2'],
  ['6.2.1', '6.2'],
  ['v6.2', '6.2'],
  [' V6.2.1 ', '6.2'],
  ['6.2.1-beta+build', '6.2'],
  ['6.2-rc.1', '6.2'],
  ['6.2.1.4711', '6.2'],
  ['2026.03', '2026.3'],
  ['7', '7.0'],
  ['06.002', '6.2'],
  ['', undefined],
  ['six', undefined],
  ['6,2', undefined],
  ['6.2 final', undefined],
  ['1234567.1', undefined],
])('the release %j belongs to %j', (version, line) => {
  expect(releaseLineOf(version)).toBe(line)
})
