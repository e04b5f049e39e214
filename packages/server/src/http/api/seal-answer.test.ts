import { expect, test } from 'vitest'
import { answerSeal } from './seal-answer.ts'

const mine = answerSeal('k3y0fth3c4ller0000000000a', 'token-1')
const another = answerSeal('k3y0fth3c4ller0000000000b', 'token-1')

test('what was sealed opens with the same token, and looks different each time', () => {
  const [one, other] = [mine.seal('{"token":"secret"}'), mine.seal('{"token":"secret"}')]
  expect(mine.open(one)).toBe('{"token":"secret"}')
  expect(one).not.toBe(other)
  expect(Buffer.from(one, 'base64').toString('latin1')).not.toContain('secret')
})

test('another token opens nothing, and neither does a changed seal', () => {
  const sealed = mine.seal('secret')
  expect(() => another.open(sealed)).toThrow()
  const changed = Buffer.from(sealed, 'base64')
  changed.writeUInt8(changed.readUInt8(changed.length - 1) ^ 1, changed.length - 1)
  expect(() => mine.open(changed.toString('base64'))).toThrow()
})

test('a request has one fingerprint, whose parts cannot run together, and which only its token can make', () => {
  expect(mine.fingerprint(['post', '/a', 'b'])).toBe(mine.fingerprint(['post', '/a', 'b']))
  expect(mine.fingerprint(['post', '/ab', ''])).not.toBe(mine.fingerprint(['post', '/a', 'b']))
  expect(another.fingerprint(['post', '/a', 'b'])).not.toBe(mine.fingerprint(['post', '/a', 'b']))
})
