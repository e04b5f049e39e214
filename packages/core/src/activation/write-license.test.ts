import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dateFrom } from '../kernel/calendar.ts'
import type { LicenseDocument, LicensedProduct } from './document.ts'
import { findCode } from './find-code.ts'
import { statementPayload } from './key-statement.ts'
import { readDocument } from './read-document.ts'
import { keeps23, sampleLicense, sampleProduct } from './sample-license.ts'
import { headerLineOf, headerOf, payloadOf, textOf } from './write-license.ts'

const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .filter((text) => text.isWellFormed())
/** A longer title is shortened, as the tests below say. */
const title = name.filter((text) => new TextEncoder().encode(text).length <= 60)
const day = fc.integer({ min: -5000, max: 50_000 }).map((days) => addDays(dateFrom('2026-01-01'), days))
const second = fc.nat(4_000_000_000)

const product = fc.record({
  number: fc.nat(999),
  paidUpTo: day,
  fallbackDate: fc.option(day),
  minor: fc.option(fc.nat(99)),
})
const products = fc
  .uniqueArray(product, { minLength: 1, maxLength: 6, selector: ({ number }) => number })
  .map((all) =>
    all.map(
      ({ number, paidUpTo, fallbackDate, minor }): LicensedProduct => ({
        ...{ code: `P${number}`, paidUpTo },
        ...(fallbackDate === null ? {} : { fallbackDate }),
        ...(fallbackDate === null || minor === null ? {} : { fallbackRelease: `7.${minor}` }),
      }),
    ),
  )
const revoked = fc.record({
  ...{ at: second, by: name },
  why: fc.constantFrom('revoked' as const, 'signed-out' as const, 'released' as const),
})
const policy = fc.record({ graceDays: fc.nat(90), checkHours: fc.nat(200), offlineDays: fc.nat(90) })

const documents = fc
  .record({
    ...{ licensee: name, person: name, title, products, policy },
    issuedAt: second,
    end: fc.option(revoked),
    serial: fc.nat(9),
  })
  .map(({ end, serial, ...said }): LicenseDocument => {
    const kind = serial === 0 ? 'online' : 'offline'
    return {
      ...sampleLicense({ ...said, kind, serial }),
      ...(end && kind === 'online' ? { revoked: end } : {}),
    }
  })

test('what is written is read as it was (law)', () => {
  fc.assert(
    fc.property(documents, (document) => {
      expect(readDocument(JSON.parse(payloadOf(document)))).toEqual(document)
    }),
  )
})

const statement = `${'h'.repeat(71)}.${'p'.repeat(encodedLength(statementPayload({ publicKey: 'x'.repeat(43), madeAt: 1_741_000_000 })))}.${'s'.repeat(86)}`

/** How long the JWS of a document is. A signature is 86 letters, whatever it signs. */
function lengthOf(document: LicenseDocument): number {
  return encodedLength(headerOf('kkkkkkkk', statement)) + encodedLength(payloadOf(document)) + 86 + 2
}

function textLengthOf(document: LicenseDocument): number {
  return textOf(headerLineOf(document), 'x'.repeat(lengthOf(document))).length
}

function encodedLength(json: string): number {
  return Math.ceil((new TextEncoder().encode(json).length * 4) / 3)
}

const named = (letter: string, changes: Partial<LicenseDocument> = {}) =>
  sampleLicense({
    licensee: letter.repeat(60),
    person: letter.repeat(60),
    timeZone: 'Europe/Berlin',
    ...changes,
  })

describe('a code is short enough to paste', () => {
  test.each([
    ['Latin', 'm', 994],
    ['Latin with accents', 'ü', 1156],
    ['Cyrillic', 'Ж', 1156],
    ['Arabic', 'م', 1156],
  ])('with %s names of sixty letters the whole text has at most 1,200 letters', (_, letter, most) => {
    expect(textLengthOf(named(letter))).toBeLessThanOrEqual(most)
    expect(textLengthOf(named(letter, { title: 'Ж'.repeat(30) }))).toBeLessThanOrEqual(1200)
  })

  test.each([
    ['Chinese', '明'],
    ['Korean', '한'],
  ])('with %s names of sixty letters the signed part has', (_, letter) => {
    expect(lengthOf(named(letter))).toBeLessThanOrEqual(1200)
  })

  test('names of sixty letters are whole, longer ones are cut at whole letters', () => {
    const written = (person: string) => JSON.parse(payloadOf(sampleLicense({ person }))).u
    expect(written('明'.repeat(60))).toBe('明'.repeat(60))
    expect(written('m'.repeat(61))).toBe(`${'m'.repeat(59)}…`)
    expect(written('😀'.repeat(60))).toBe(`${'😀'.repeat(44)}…`)
  })

  test('its lines have 76 letters', () => {
    const lines = textOf('A line for people', 'x'.repeat(200)).split('\n')
    expect(lines.map((line) => line.length)).toEqual([17, 76, 76, 48])
  })
})

describe('the line above a code', () => {
  test('says what it is, until when, and whose', () => {
    expect(headerLineOf(sampleLicense())).toBe(
      'Loomwright activation code until 9 March 2026 for Ines Okafor, Harrow & Vale',
    )
    expect(headerLineOf(sampleLicense({ kind: 'online', serial: 0 }))).toBe(
      'Loomwright license until 9 March 2026 for Ines Okafor, Harrow & Vale',
    )
  })

  test('names the last day of a pack, and somebody who is the customer once', () => {
    const products = [sampleProduct(keeps23), sampleProduct({ code: 'FERR', paidUpTo: '2027-01-31' })]
    expect(
      headerLineOf(sampleLicense({ products, title: 'All-products pack', person: 'Harrow & Vale' })),
    ).toBe('All-products pack activation code until 31 January 2027 for Harrow & Vale')
  })

  test('is one line of at most 80 letters, whatever names there are', () => {
    const line = headerLineOf(sampleLicense({ person: `Ines\n${'a'.repeat(100)}`, title: '明'.repeat(30) }))
    expect([...line]).toHaveLength(80)
    expect(line).not.toContain('\n')
    expect(line.endsWith('…')).toBe(true)
  })

  test('never hides the code below it, even where it looks like one', () => {
    const jws = `eyJhbGciOiJFZERTQSIs${'a'.repeat(100)}.${'b'.repeat(100)}.${'c'.repeat(86)}`
    const text = textOf(headerLineOf(sampleLicense({ title: 'eyJ', licensee: 'eyJhbGciOiJ & Sons.' })), jws)
    expect(findCode(text)).toMatchObject({ signature: 'c'.repeat(86) })
  })
})
