import type { Refusal } from '@claviger/core/kernel/decision'
import { refusalStatus } from '@claviger/core/kernel/refusal-codes'
import type { ApiAnswer } from './api-route.ts'
import { refusalSentence } from './refusal-sentence.ts'

/** An error as every client of the API reads it: two texts in this order, and nothing else. */
export function problem(
  status: number,
  code: string,
  description: string,
  headers: Readonly<Record<string, string>> = {},
): ApiAnswer {
  return { status, body: { code, description }, headers }
}

/** A refusal of ours where the contract has no words of its own for it: its status, its code, one sentence. */
export function refusedAs(refusal: Refusal): ApiAnswer {
  const answer = problem(refusalStatus[refusal.code], refusal.code.toUpperCase(), refusalSentence(refusal))
  const { retryAt } = refusal as { retryAt?: unknown }
  return retryAt instanceof Date ? { ...answer, headers: { 'Retry-After': '60' } } : answer
}
