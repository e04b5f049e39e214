import type { PlainCode, RefusalCode } from './refusal-codes.ts'
import type { ReasonedRefusal } from './rules.ts'

/** What a rule answers: a plan to carry out, or a refusal to show. Neither is an exception. */
export type Decision<Plan, R extends Refusal = Refusal> =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly refusal: R }

/** What cannot be read as it is: its sentence names the field, the reason and the way out. */
export interface PlainRefusal {
  readonly code: PlainCode
  readonly [fact: string]: unknown
}

/**
 * Why not: a stable code and the facts that led to it, never a sentence. One that hangs on how things stand does not
 * compile without the chain of rules behind it.
 */
export type Refusal = PlainRefusal | ReasonedRefusal<RefusalCode>

export function accept<Plan>(plan: Plan): { readonly ok: true; readonly plan: Plan } {
  return { ok: true, plan }
}

export function refuse<const Code extends PlainCode, const Facts extends object = object>(
  code: Code,
  facts?: Facts,
): { readonly ok: false; readonly refusal: { readonly code: Code } & Facts } {
  return { ok: false, refusal: { code, ...facts } as { readonly code: Code } & Facts }
}
