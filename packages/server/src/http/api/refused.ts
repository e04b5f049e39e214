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

/** What a key that opens nothing is told, also one that ended while its call was under way: with its team, or by hand. */
export function invalidToken(): ApiAnswer {
  return problem(401, 'INVALID_TOKEN', 'The token provided is invalid')
}

/** A refusal of ours where the contract has no words of its own for it: its status, its code, one sentence. */
export function refusedAs(refusal: Refusal): ApiAnswer {
  const { code, retryAt } = refusal as Refusal & { readonly retryAt?: unknown }
  const headers: Record<string, string> =
    retryAt instanceof Date ? { 'Retry-After': retryAt.toUTCString() } : {}
  return problem(refusalStatus[code], codeOf(code), refusalSentence(refusal), headers)
}

/** Who may not do something is told so by the one code clients know. */
function codeOf(code: Refusal['code']): string {
  return code === 'not_allowed' ? 'INSUFFICIENT_PERMISSIONS' : code.toUpperCase()
}
