import { expect, test } from 'vitest'
import { accept } from '../kernel/decision.ts'
import { checkSetupKey } from './setup-key.ts'

const until = new Date('2026-11-26T10:00:00Z')
const facts = { keyHash: 'hash', keyUntil: until, finishedAt: null }
const before = new Date(until.getTime() - 1)

test('the key opens the first run for its day', () => {
  expect(checkSetupKey(facts, 'hash', before)).toEqual(accept('pass'))
  expect(checkSetupKey(facts, 'hash', until)).toMatchObject({
    refusal: { code: 'setup_key_too_old', until, hours: 24 },
  })
})

test('no key and another key are told apart', () => {
  expect(checkSetupKey(facts, null, before)).toMatchObject({ refusal: { code: 'setup_key_missing' } })
  expect(checkSetupKey(facts, 'other', before)).toMatchObject({ refusal: { code: 'setup_key_wrong' } })
})

test('no key opens a set-up that has finished', () => {
  expect(checkSetupKey({ ...facts, finishedAt: before }, 'hash', before)).toMatchObject({
    refusal: { code: 'setup_finished', at: before },
  })
})

test('the rules are told in their order, up to the one that fails', () => {
  const decision = checkSetupKey(facts, 'hash', until)
  expect(decision.ok ? [] : decision.refusal.why.map(({ rule, met }) => [rule, met])).toEqual([
    ['setup_not_finished', true],
    ['setup_link_has_key', true],
    ['setup_key_is_newest', true],
    ['setup_key_in_time', false],
  ])
})
