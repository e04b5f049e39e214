import type { RefusalCode } from './refusal-codes.ts'

/** What a rule answers: a plan to carry out, or a refusal to show. Neither is an exception. */
export type Decision<Plan, R extends Refusal = Refusal> =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly refusal: R }

/** Why not: a stable code and the facts that led to it, never a sentence. */
export interface Refusal {
  readonly code: RefusalCode
  readonly [fact: string]: unknown
}

export function accept<Plan>(plan: Plan): { readonly ok: true; readonly plan: Plan } {
  return { ok: true, plan }
}

export function refuse<const Code extends RefusalCode, const Facts extends object = object>(
  code: Code,
  facts?: Facts,
): { readonly ok: false; readonly refusal: { readonly code: Code } & Facts } {
  return { ok: false, refusal: { code, ...facts } as { readonly code: Code } & Facts }
}
