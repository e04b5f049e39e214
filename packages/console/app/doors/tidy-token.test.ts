import { expect, test } from 'vitest'
import { isCut, tidyToken } from './tidy-token.ts'

const token = '7h2k9mcd4pqrstvwxyz01236ab'

test('what a mail program hangs on to an address does not hide its token', () => {
  const mangled = ['.', '>', ')', '"', ' ', '\u00a0', '&gt;'.slice(0, 1), ',', '”', '\r\n'].map(
    (tail) => token + tail,
  )
  expect(mangled.map(tidyToken)).toEqual(mangled.map(() => token))
  expect(tidyToken(`<${token.toUpperCase()}>`)).toBe(token)
})

test('an address with nothing of a token in it stays what it was', () => {
  expect(tidyToken('…')).toBe('…')
})

test('an address cut at a line break is told from a whole one', () => {
  expect(isCut(token.slice(0, 20))).toBe(true)
  expect(isCut(`${token}.`)).toBe(false)
})
