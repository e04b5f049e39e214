import { expect, test } from 'vitest'
import { accept, refuse } from '../kernel/decision.ts'
import { checkSetupKey } from './setup-key.ts'

const until = new Date('2026-11-26T10:00:00Z')
const facts = { keyHash: 'hash', keyUntil: until, finishedAt: null }
const before = new Date(until.getTime() - 1)

test('the key opens the first run for its day', () => {
  expect(checkSetupKey(facts, 'hash', before)).toEqual(accept('open'))
  expect(checkSetupKey(facts, 'hash', until)).toEqual(refuse('setup_key_too_old'))
})

test('no key and another key are told apart', () => {
  expect(checkSetupKey(facts, null, before)).toEqual(refuse('setup_key_missing'))
  expect(checkSetupKey(facts, 'other', before)).toEqual(refuse('setup_key_wrong'))
})

test('no key opens a set-up that has finished', () => {
  expect(checkSetupKey({ ...facts, finishedAt: before }, 'hash', before)).toEqual(refuse('setup_finished'))
})
