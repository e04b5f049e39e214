import { expect, test } from 'vitest'
import { isCut, tidyId, tidyToken } from './tidy-token.ts'

const token = '7h2k9mcd4pqrstvwxyz01236ab'

test('what a mail program hangs on to an address does not hide its token (O-13)', () => {
  const mangled = ['.', '>', ')', '"', ' ', '%20', '&gt;', '\u00a0', ',', '”', '\r\n'].map(
    (tail) => token + tail,
  )
  expect(mangled.map(tidyToken)).toEqual(mangled.map(() => token))
  expect(tidyToken(`<${token.toUpperCase()}>`)).toBe(token)
})

test('an address with nothing of a token in it stays what it was', () => {
  expect(tidyToken('…')).toBe('…')
})

test('an address cut at a line break is told from a whole one (O-13)', () => {
  expect(isCut(token.slice(0, 20))).toBe(true)
  expect(isCut(`${token}.`)).toBe(false)
})

test('the same holds for an address that ends in an id (O-13)', () => {
  const id = '0191d3a0-0000-7000-8000-000000000001'
  for (const tail of ['', '.', '>', ')', '"', ' ', '%20']) expect(tidyId(id.toUpperCase() + tail)).toBe(id)
  expect(tidyId(id.slice(0, 30))).toBeNull()
})
