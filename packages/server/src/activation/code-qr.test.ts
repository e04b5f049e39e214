import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { codeQr } from './code-qr.ts'

const signed = (length: number) => randomBytes(length).toString('base64url').slice(0, length)
const codeOf = (length: number) =>
  `Loomwright activation code\n${(signed(length).match(/.{1,76}/g) ?? []).join('\n')}`

test('the longest code of one product fits into a QR code that a phone reads', () => {
  expect(codeQr(codeOf(1200))?.size).toBeLessThanOrEqual(117)
})

test('the line for people and the line breaks take no room in it', () => {
  const code = codeOf(600)
  const [, ...lines] = code.split('\n')
  expect(codeQr(code)).toEqual(codeQr(`Another line\n${lines.join('')}`))
})

test('a code that no phone would read is not drawn', () => {
  expect(codeQr(codeOf(1500))).toBeNull()
})
