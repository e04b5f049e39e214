import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesOfAscii, bytesOfBase64url, jsonOfBase64url, textOfBase64url } from './base64url.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** As the platform writes it, for comparison. */
function written(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

test('whatever bytes were written are read (law)', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(bytesOfBase64url(written(bytes))).toEqual(bytes)
    }),
  )
})

test('bytes have one spelling: what reads is what would be written (law)', () => {
  const letters = fc.array(fc.constantFrom(...alphabet), { maxLength: 40 }).map((all) => all.join(''))
  fc.assert(
    fc.property(letters, (text) => {
      const bytes = bytesOfBase64url(text)
      if (bytes) expect(written(bytes)).toBe(text)
    }),
    { numRuns: 1000 },
  )
})

test.each([
  'A',
  'AAAAA',
  'AB',
  'AAB',
  'AA==',
  'AA=',
  'A+AA',
  'A/AA',
  'AA A',
  'AAA\n',
  'ÄAAA',
  'A\u0000AA',
  '😀AA',
])('%j is no base64url', (text) => {
  expect(bytesOfBase64url(text)).toBeUndefined()
  expect(textOfBase64url(text)).toBeUndefined()
  expect(jsonOfBase64url(text)).toBeUndefined()
})

test.each([
  ['bytes that are no UTF-8', [0xff, 0xfe]],
  ['a letter cut in half', [0xc3]],
  ['a letter written longer than it is', [0xc0, 0x80]],
  ['half of a pair', [0xed, 0xa0, 0x80]],
])('%s are no text', (_, bytes) => {
  expect(textOfBase64url(written(new Uint8Array(bytes)))).toBeUndefined()
})

test('a byte order mark belongs to the text, which is no JSON then', () => {
  const text = written(new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d]))
  expect(textOfBase64url(text)).toBe('\ufeff{}')
  expect(jsonOfBase64url(text)).toBeUndefined()
})

test('what a signature covers are its letters', () => {
  expect([...bytesOfAscii('aZ.-_')]).toEqual([97, 90, 46, 45, 95])
})
