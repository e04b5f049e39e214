import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  formatLicenseId,
  isLicenseId,
  isUuid,
  licenseIdFrom,
  licenseIdsMeant,
  readLicenseId,
  slugOf,
  uuidV7,
} from './ids.ts'

const bytes = fc.uint8Array({ minLength: 10, maxLength: 16 })

describe('a license id', () => {
  test('is read back from every way people write it', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const id = licenseIdFrom(random)
        expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/)
        expect(readLicenseId(` ${formatLicenseId(id).toLowerCase()} `)).toEqual({ ok: true, plan: id })
        const sloppy = formatLicenseId(id).toLowerCase().replace(/0/g, 'o').replace(/1/g, 'l')
        expect(licenseIdsMeant(` ${sloppy} `)).toContain(id)
      }),
    )
  })

  test.each(['LOOM000001', 'IIIIIIIIII', 'ULOOM1O0I1'])(
    '%s, brought along by a vendor, is kept as it is',
    (id) => {
      expect(isLicenseId(id)).toBe(true)
      expect(readLicenseId(id.toLowerCase())).toEqual({ ok: true, plan: id })
      expect(licenseIdsMeant(id)[0]).toBe(id)
    },
  )

  test('is meant by a piece of it, as it stands and as it may have been read', () => {
    expect(licenseIdsMeant('lo-1')).toEqual(['LO1', '101'])
    expect(licenseIdsMeant('7k')).toEqual(['7K'])
    expect(licenseIdsMeant('7k%')).toEqual([])
  })

  test('is shown in two halves', () => expect(formatLicenseId('ABCDE12345')).toBe('ABCDE-12345'))

  test.each(['', 'ABCDE1234', 'ABCDE123456', 'ABCDE1234%', '漢'.repeat(10), 'A'.repeat(100_000)])(
    '%j is refused',
    (text) => expect(readLicenseId(text)).toEqual({ ok: false, refusal: { code: 'not_a_license_id' } }),
  )
})

describe('a UUID', () => {
  test('carries version, variant and its time', () => {
    const id = uuidV7(new Date(0x0189_abcd_ef01), new Uint8Array(16).fill(0xff))
    expect(id).toBe('0189abcd-ef01-7fff-bfff-ffffffffffff')
    expect(isUuid(id)).toBe(true)
  })

  test('made later sorts later', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 40), bytes, bytes, (time, first, second) => {
        expect(uuidV7(new Date(time), first) < uuidV7(new Date(time + 1), second)).toBe(true)
      }),
    )
  })

  test('is recognized by its form', () => {
    expect(
      ['', 'x', `${uuidV7(new Date(0), new Uint8Array(10))}0`, "0189abcd-ef01-7fff-bfff-fffffffffff'"].some(
        isUuid,
      ),
    ).toBe(false)
  })

  test('needs its random bytes', () =>
    expect(() => uuidV7(new Date(0), new Uint8Array(4))).toThrow(RangeError))
})

test.each([
  ['Harrow & Vale', 'harrow-and-vale'],
  ['Bücher Größe GmbH', 'buecher-groesse-gmbh'],
  ["O'Neill & Søns <3", 'oneill-and-soens-3'],
  ['  --A__B-- ', 'a-b'],
  ['İstanbul Café', 'istanbul-cafe'],
  ['例え株式会社', 'customer'],
  ['', 'customer'],
  [`${'a'.repeat(39)} bc`, 'a'.repeat(39)],
])('the slug of %j is %j', (name, slug) => expect(slugOf(name, 'customer')).toBe(slug))
