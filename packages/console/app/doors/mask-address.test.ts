import { expect, test } from 'vitest'
import { maskAddress } from './mask-address.ts'

test('a masked address keeps its first letter and its domain, whatever its length and script', () => {
  expect(maskAddress('j.voss@harrowvale.example')).toBe('j•••@harrowvale.example')
  expect(maskAddress('j@harrowvale.example')).toBe('j•••@harrowvale.example')
  expect(maskAddress('"odd@local"@harrowvale.example')).toBe('"•••@harrowvale.example')
  expect(maskAddress('y\u0308o@bücher.example')).toBe('y\u0308•••@bücher.example')
})
