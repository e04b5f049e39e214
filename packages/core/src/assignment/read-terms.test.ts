import { describe, expect, test } from 'vitest'
import { dateFrom } from '../kernel/calendar.ts'
import { readTerms, type TypedTerms } from './read-terms.ts'

const today = dateFrom('2026-11-02')
const read = (typed: Partial<TypedTerms>) =>
  readTerms({ name: '', cap: '', endsOn: '', domains: '', ...typed }, today)

const refused = (typed: Partial<TypedTerms>) => {
  const terms = read(typed)
  return terms.ok ? null : terms.refusal
}

const plan = (typed: Partial<TypedTerms>) => {
  const terms = read(typed)
  return terms.ok ? terms.plan : null
}

test.each(['', '  ', null, undefined])('empty fields (%j) mean no limit', (empty) => {
  expect(plan({ name: empty, cap: empty, endsOn: empty, domains: empty })).toEqual({
    ...{ name: '', cap: null, endsOn: null, domains: [], offered: false },
    ...{ asksFirst: false, restAsks: false, notice: 'daily' },
  })
})

describe('the cap', () => {
  test.each([
    [25, 25],
    ['25', 25],
    ['5 ', 5],
    ['1', 1],
    ['99999', 99_999],
    ['100000', 100_000],
  ])('%j is read as it stands', (cap, value) => {
    expect(plan({ cap })?.cap).toBe(value)
  })

  test.each([...['0', '-1', 0, -1, '100001', '2147483647', '2147483648', '99999999999999999999999', 1e300]])(
    '%j is out of the range it names (O-03)',
    (cap) => {
      const refusal = refused({ cap })
      expect(['out_of_range', 'not_a_whole_number']).toContain(refusal?.code)
      expect(refusal).toMatchObject({ field: 'cap', min: 1, max: 100_000 })
    },
  )

  test.each(['1.5', '1e3', '1,000', '1 000', '٣', 'ten', '0x10', '+', 1.5, Number.NaN, true, {}, [5]])(
    '%j is no whole number, and the refusal names the field and the range (O-03)',
    (cap) => {
      expect(refused({ cap })).toMatchObject({
        code: 'not_a_whole_number',
        field: 'cap',
        min: 1,
        max: 100_000,
      })
    },
  )
})

describe('the end', () => {
  test('may be today or later', () => {
    expect(plan({ endsOn: '2026-11-02' })?.endsOn).toBe('2026-11-02')
    expect(plan({ endsOn: ' 2027-02-28 ' })?.endsOn).toBe('2027-02-28')
  })

  test('may not have passed', () => {
    expect(refused({ endsOn: '2026-11-01' })).toEqual({ code: 'date_in_the_past', field: 'endsOn', today })
  })

  test.each(['2026-02-30', '2.11.2026', '2026-11', 'tomorrow', '2026-11-02T00:00', 20261102, '12026-01-01'])(
    '%j is no date',
    (endsOn) => {
      expect(refused({ endsOn })).toEqual({ code: 'not_a_date', field: 'endsOn' })
    },
  )
})

describe('the domains', () => {
  test('are kept once each in the form they are compared in, however they were typed', () => {
    expect(
      plan({ domains: ' @Harrowvale.example, Bücher.example;xn--bcher-kva.example\nHARROWVALE.example. ' }),
    ).toMatchObject({
      domains: ['harrowvale.example', 'xn--bcher-kva.example'],
    })
    expect(plan({ domains: ['harrowvale.example', ''] })?.domains).toEqual(['harrowvale.example'])
  })

  test.each(['harrowvale', 'a@b@c.example', 'https://harrowvale.example', '-x.example', '\u0000.example'])(
    '%j is none, and the refusal repeats it',
    (domains) => {
      expect(refused({ domains })).toMatchObject({ code: 'not_a_domain', field: 'domains', text: domains })
    },
  )

  test('are fifty at most', () => {
    const many = (count: number) => Array.from({ length: count }, (_, n) => `d${n}.example`).join(' ')
    expect(plan({ domains: many(50) })?.domains).toHaveLength(50)
    expect(refused({ domains: many(51) })).toEqual({ code: 'too_many_domains', field: 'domains', max: 50 })
  })
})

describe('the name', () => {
  test('is kept on one line', () => {
    expect(plan({ name: '  Autumn \n intake ' })?.name).toBe('Autumn intake')
  })

  test.each([
    ['Ann\u0000a', 'text_hidden_character'],
    ['\ud800', 'text_hidden_character'],
    ['\u200b', 'text_missing'],
    ['x'.repeat(81), 'text_too_long'],
    ['x'.repeat(1_000_000), 'text_too_long'],
    [7, 'text_missing'],
  ])('is refused by name of the field (case %#)', (name, code) => {
    expect(refused({ name })).toMatchObject({ code, field: 'name' })
  })
})

test('an offer from within the product needs domains, whose people it is for', () => {
  expect(plan({ domains: 'harrowvale.example', offered: 'on' })).toMatchObject({ offered: true })
  expect(readTerms({ name: '', cap: '', endsOn: '', domains: '', offered: 'on' }, today)).toEqual({
    ok: false,
    refusal: { code: 'offer_without_domain', field: 'domains' },
  })
})

describe('who is asked', () => {
  test.each([true, 'after'])('%j lets everybody ask, and nobody is left over to ask besides', (asksFirst) => {
    expect(plan({ asksFirst, restAsks: 'on' })).toMatchObject({ asksFirst: true, restAsks: false })
  })

  test.each([undefined, false, 'at_once', ''])('%j gives to each person at once', (asksFirst) => {
    expect(plan({ asksFirst, restAsks: 'on' })).toMatchObject({ asksFirst: false, restAsks: true })
  })
})

test('a notice that is none of the four is told with its field', () => {
  expect(refused({ notice: 'hourly' })).toMatchObject({ code: 'not_a_choice', field: 'notice' })
  expect(plan({ notice: 'nearly_used' })?.notice).toBe('nearly_used')
})
