import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDocument } from './read-document.ts'
import { keeps23, sampleLicense, sampleProduct } from './sample-license.ts'
import { payloadOf } from './write-license.ts'

const products = [sampleProduct(keeps23), sampleProduct({ code: 'FERR', fallbackDate: '2025-03-10' })]
const revoked = { at: 1_750_000_000, by: 'Moira Vale', why: 'revoked' } as const
const said = JSON.parse(payloadOf(sampleLicense({ kind: 'online', serial: 0, products, revoked }))) as object

test('a document is read as it was written', () => {
  expect(readDocument(said)).toEqual(sampleLicense({ kind: 'online', serial: 0, products, revoked }))
})

test('a field that came later is passed over', () => {
  expect(readDocument({ ...said, seats: 5 })).toEqual(readDocument(said))
})

describe('nothing is read', () => {
  test.each(Object.keys(said).filter((name) => name !== 'k' && name !== 'end'))('without %s', (name) => {
    const { [name as keyof typeof said]: _, ...others } = said
    expect(readDocument(others)).toBeUndefined()
  })

  test.each<[string, object]>([
    ['k', { k: 'off' }],
    ['k', { k: null }],
    ['lic', { lic: '' }],
    ['lic', { lic: 7 }],
    ['o', { o: ['Harrow & Vale'] }],
    ['no', { no: -1 }],
    ['no', { no: 1.5 }],
    ['no', { no: '1' }],
    ['iat', { iat: 1e20 }],
    ['iat', { iat: Number.NaN }],
    ['z', { z: null }],
    ['d', { d: [7, 24] }],
    ['d', { d: [7, 24, -1] }],
    ['d', { d: [36_501, 24, 30] }],
    ['d', { d: { 0: 7, 1: 24, 2: 30 } }],
    ['p', { p: [] }],
    ['p', { p: [['LOOM']] }],
    ['p', { p: [['LOOM', '2026-02-30']] }],
    ['p', { p: [['LOOM', '2026-03-09', '']] }],
    ['p', { p: [['LOOM', '2026-03-09', '2025-03-10', '2']] }],
    ['p', { p: [['LOOM', '2026-03-09', '2025-03-10', '2.3.4']] }],
    ['p', { p: [['LOOM', '2026-03-09'], null] }],
    ['p', { p: 'LOOM' }],
    ['end', { end: null }],
    ['end', { end: [1_750_000_000, 'expired', 'Moira Vale'] }],
    ['end', { end: [1_750_000_000, 'revoked'] }],
    ['end', { end: ['yesterday', 'revoked', 'Moira Vale'] }],
  ])('of a %s such as %j', (_, changes) => {
    expect(readDocument({ ...said, ...changes })).toBeUndefined()
  })

  test.each([undefined, null, 7, 'text', [], [said], true])('of %j', (value) => {
    expect(readDocument(value)).toBeUndefined()
  })
})

test('whatever a JSON text says, reading it is no fault (law)', () => {
  const anything = fc.record(
    Object.fromEntries(
      Object.keys(said).map((name) => [name, fc.oneof(fc.jsonValue(), fc.constant(said[name as never]))]),
    ),
  )
  fc.assert(fc.property(anything, (value) => void readDocument(value)))
})
