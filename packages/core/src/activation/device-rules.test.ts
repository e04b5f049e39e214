import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  pollAnswer,
  readUserCode,
  refuseAnswering,
  showUserCode,
  userCodeFrom,
  type WaitingProduct,
} from './device-rules.ts'

const now = new Date('2026-11-02T09:00:00Z')
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000)

const product = (known: Partial<WaitingProduct> = {}): WaitingProduct => ({
  ...{ state: 'waiting', validUntil: at(600), pollSeconds: 5, polledAt: null, ...known },
})

describe('the code a product shows', () => {
  test('is eight letters that spell nothing, read back from however it is typed', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(19), { minLength: 8, maxLength: 8 }), (draws) => {
        const left = [...draws]
        const code = userCodeFrom((below) => (left.shift() ?? 0) % below)
        const shown = showUserCode(code)
        expect(shown).toMatch(/^[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}$/)
        for (const typed of [
          shown,
          code,
          shown.toLowerCase(),
          ` ${shown} `,
          shown.replace('-', ' '),
          `${shown}.`,
        ])
          expect(readUserCode(typed)).toBe(code)
      }),
    )
  })

  test.each(['', 'WDJB', 'WDJB-MJHA', 'WDJB-MJH1', 'WDJBMJHTT', 'ab-cd', '../1', 'WDJB\u0000MJHT'])(
    '%j is none',
    (typed) => {
      expect(readUserCode(typed)).toBeNull()
    },
  )
})

describe('a product that asks again', () => {
  test.each([
    ['for the first time, is told to wait', {}, 'authorization_pending'],
    ['after its pause, is told to wait', { polledAt: at(-5) }, 'authorization_pending'],
    ['a moment early, is told to wait', { polledAt: at(-4.6) }, 'authorization_pending'],
    ['too soon, is told to slow down', { polledAt: at(-4) }, 'slow_down'],
    [
      'after a yes, gets its license, also without a pause',
      { state: 'approved', polledAt: at(0) },
      'granted',
    ],
    ['after its answer was lost, gets its license again', { state: 'redeemed' }, 'granted'],
    ['after a no, hears so', { state: 'denied' }, 'access_denied'],
    ['after a no, hears so for good', { state: 'denied', validUntil: at(-9) }, 'access_denied'],
    ['too late, hears so', { validUntil: at(0) }, 'expired_token'],
    [
      'long after a yes, hears that it is too late',
      { state: 'approved', validUntil: at(0) },
      'expired_token',
    ],
  ] as const)('%s', (_what, known, answer) => {
    expect(pollAnswer(product(known), now)).toBe(answer)
  })
})

test('a code is answered once, and in time', () => {
  expect(refuseAnswering(product(), now)).toBeNull()
  expect(refuseAnswering(product({ state: 'denied' }), now)).toMatchObject({
    ...{ code: 'connect_code_answered', answer: 'denied' },
  })
  expect(refuseAnswering(product({ validUntil: now }), now)).toMatchObject({
    ...{ code: 'connect_code_expired', minutes: 10 },
    why: [{ met: true }, { rule: 'connect_code_not_expired', met: false }],
  })
})
