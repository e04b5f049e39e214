import { expect, test } from 'vitest'
import { proposeCode, readProductCode } from './product-code.ts'

test.each([
  ['Loomwright', 'LOOM'],
  ['Ferrule', 'FERR'],
  ['All-products pack', 'APP'],
  ['Größe', 'GROE'],
  ['Q', 'QX'],
  ['3D Studio', 'DSTU'],
  ['織機', 'PROD'],
  ['42', 'XX'],
])('the code proposed for %s is %s', (name, code) => {
  expect(proposeCode(name)).toBe(code)
  expect(readProductCode(code)).toEqual({ ok: true, plan: code })
})

test('a code that is taken gets a number', () => {
  expect(proposeCode('Loomwright', new Set(['LOOM']))).toBe('LOOM2')
  expect(proposeCode('Loomwright', new Set(['LOOM', 'LOOM2']))).toBe('LOOM3')
})

test('a code is read in any case', () =>
  expect(readProductCode(' loom ')).toEqual({ ok: true, plan: 'LOOM' }))

test.each(['', 'L', '1LOOM', 'LO OM', 'LÖOM', 'L'.repeat(16)])('the code %j is refused', (text) => {
  expect(readProductCode(text)).toMatchObject({ ok: false, refusal: { code: 'product_code_malformed' } })
})
