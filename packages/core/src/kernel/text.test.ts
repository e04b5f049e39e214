import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Decision } from './decision.ts'
import { readName, readWhole, searchKey, trimBlank, unkeptTextIn } from './text.ts'

const rule = { field: 'name', max: 80 }
const codeOf = (decision: Decision<unknown>) => (decision.ok ? 'accepted' : decision.refusal.code)

describe('a name', () => {
  test.each([
    ["O'Neill & Søns <3", "O'Neill & Søns <3"],
    ['  Ada \t Lovelace\n', 'Ada Lovelace'],
    ['Eve\r\nBcc: all@example.org', 'Eve Bcc: all@example.org'],
    ['Ada\u202egnp.exe', 'Adagnp.exe'],
    ['Ju\u0308rgen', 'Jürgen'],
    ['نیلوفر می\u200cدانم', 'نیلوفر می\u200cدانم'],
    ['名前', '名前'],
    ['</h2><a href="x">', '</h2><a href="x">'],
  ])('%j is kept as %j', (typed, kept) => expect(readName(typed, rule)).toEqual({ ok: true, plan: kept }))

  test.each([
    ['Ann\0a', { code: 'text_hidden_character', field: 'name', position: 4, codePoint: 'U+0000' }],
    ['\ud800', { code: 'text_hidden_character', field: 'name', position: 1, codePoint: 'U+D800' }],
    ['\u200b\u200d ', { code: 'text_missing', field: 'name' }],
    ['', { code: 'text_missing', field: 'name' }],
    [null, { code: 'text_missing', field: 'name' }],
    [7, { code: 'text_missing', field: 'name' }],
    ['x'.repeat(1_000_000), { code: 'text_too_long', field: 'name', max: 80, length: 1_000_000 }],
  ])('%j is refused by name (O-57)', (typed, refusal) => {
    expect(readName(typed, rule)).toEqual({ ok: false, refusal })
  })

  test('counts letters, not the halves of a pair', () => {
    expect(codeOf(readName('😀'.repeat(80), rule))).toBe('accepted')
  })

  test('once read stays the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
        const decision = readName(typed, rule)
        if (decision.ok) expect(readName(decision.plan, rule)).toEqual(decision)
      }),
    )
  })
})

describe('a whole number', () => {
  const seats = { field: 'seats', min: 1, max: 10_000 }

  test.each(['1', '5 ', ' 25', '007', '10000', 12])('%j is read', (value) => {
    expect(readWhole(value, seats)).toEqual({ ok: true, plan: Number(value) })
  })

  test.each(['0', '-1', 0, -1, '99999', '2147483647', '2147483648', '99999999999999999999999'])(
    '%j is out of range, and the range is named (O-03)',
    (value) =>
      expect(readWhole(value, seats)).toEqual({ ok: false, refusal: { code: 'out_of_range', ...seats } }),
  )

  test.each([
    '1.5',
    '1e3',
    '1,000',
    '',
    ' ',
    null,
    undefined,
    1.5,
    Number.NaN,
    1e21,
    '٣',
    '0x10',
    '+5',
    true,
    [5],
    {},
  ])('%j is not one (O-03)', (value) => expect(codeOf(readWhole(value, seats))).toBe('not_a_whole_number'))
})

describe('a search key', () => {
  test.each([
    ['İstanbul', 'istanbul'],
    ['ISTANBUL', 'istanbul'],
    ['ısparta', 'isparta'],
    ['Straße', 'strasse'],
    ['STRASSE', 'strasse'],
    ['Łódź', 'lodz'],
    ['Ines  Okafor\u200b', 'ines okafor'],
    ['ＦＵＬＬ', 'full'],
    ['a_b', 'a_b'],
    ['50%', '50%'],
    ['back\\slash', 'back\\slash'],
    ['😀', '😀'],
    ['がぎ', 'がぎ'],
    [' \n ', ''],
    ['a\0b', 'ab'],
  ])('of %j is %j (O-59)', (text, key) => expect(searchKey(text)).toBe(key))

  test('of a search key is itself, and any text has one', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        (text) => searchKey(searchKey(text)) === searchKey(text),
      ),
    )
  })
})

test('blank edges are stripped and blanks inside kept', () => {
  expect(trimBlank('\ufeff \u200b a b \u00a0\u2060')).toBe('a b')
  expect(trimBlank(' \u200b')).toBe('')
})

test.each([
  [{ note: 'Ann\0a' }, { field: 'note', position: 4, codePoint: 'U+0000' }],
  [{ typed: { name: 'Ann', email: '\ud800' } }, { field: 'email', position: 1, codePoint: 'U+D800' }],
  [{ members: ['LOOM', 'FE\udc00'] }, { field: 'members', position: 3, codePoint: 'U+DC00' }],
  [{ name: 'Zoë 😀\n', seats: 5, until: new Date(0), team: null, rows: [] }, undefined],
])('what no database keeps in %j is found with its field (O-57)', (sent, found) => {
  expect(unkeptTextIn(sent)).toEqual(found)
})
