import { check, firstUnmet, type ReasonedRefusal } from '../kernel/rules.ts'
import { withoutStray } from '../kernel/text.ts'

/** Letters that spell no word and that nobody mixes up, aloud or on a screen. */
const letters = 'BCDFGHJKLMNPQRSTVWXZ'
const codeLength = 8

/** How long a product may wait for its person, in minutes. */
export const waitMinutes = 10
/** How long a product pauses between two questions, in seconds, and what asking sooner adds to that. */
export const pollSeconds = 5

/** Makes the code a product shows, of draws that answer a number from 0 up to, but not including, the one given. */
export function userCodeFrom(draw: (below: number) => number): string {
  return Array.from({ length: codeLength }, () => letters.charAt(draw(letters.length))).join('')
}

/** Writes the code in two halves, as products show it and people compare it: 'WDJB-MJHT'. */
export function showUserCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

/** Reads the code as somebody typed it, in any case and however divided; null when no product shows such a code. */
export function readUserCode(typed: string): string | null {
  const code = withoutStray(typed.slice(0, 64))
    .toUpperCase()
    .replace(/[\s\-‐‑–—_.]/gu, '')
  return code.length === codeLength && Array.from(code).every((letter) => letters.includes(letter))
    ? code
    : null
}

/** A product that waits, as far as its next question is concerned. */
export interface WaitingProduct {
  readonly state: 'waiting' | 'approved' | 'denied' | 'redeemed'
  readonly validUntil: Date
  readonly pollSeconds: number
  readonly polledAt: Date | null
}

/** What a product that asks again is told, in the words of RFC 8628; `granted` is a yes. */
export type PollAnswer = 'granted' | 'authorization_pending' | 'slow_down' | 'access_denied' | 'expired_token'

/** A question that comes a moment early because networks are uneven is not impatience. */
const earlyMs = 500

/**
 * Tells what a product that asks again is told. A yes stays good while the code is: an answer that was lost on the way
 * can be had again.
 */
export function pollAnswer(product: WaitingProduct, now: Date): PollAnswer {
  const { state, validUntil, polledAt } = product
  if (state === 'denied') return 'access_denied'
  if (now >= validUntil) return 'expired_token'
  if (state !== 'waiting') return 'granted'
  const pauseMs = polledAt ? now.getTime() - polledAt.getTime() : Number.POSITIVE_INFINITY
  return pauseMs < product.pollSeconds * 1000 - earlyMs ? 'slow_down' : 'authorization_pending'
}

/** Why nobody can answer the product that shows this code any more; nothing while it waits. */
export function refuseAnswering(
  { state, validUntil }: Pick<WaitingProduct, 'state' | 'validUntil'>,
  now: Date,
): ReasonedRefusal<'connect_code_answered' | 'connect_code_expired'> | null {
  return firstUnmet([
    check('connect_code_answered', 'connect_code_not_answered', state === 'waiting', { answer: state }),
    check('connect_code_expired', 'connect_code_not_expired', now < validUntil, { minutes: waitMinutes }),
  ])
}
