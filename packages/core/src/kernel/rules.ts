import type { ReasonedCode, RefusalCode } from './refusal-codes.ts'

/** One rule that was looked at on the way to an answer, with the facts it saw. */
export interface Rule {
  readonly rule: string
  readonly met: boolean
  readonly facts: Readonly<Record<string, unknown>>
}

/** A rule and the refusal code its failure leads to. */
export interface Check<Code extends RefusalCode> extends Rule {
  readonly code: Code
}

/** A refusal that can say why: the chain of rules up to and including the one that failed. */
export interface ReasonedRefusal<Code extends RefusalCode = ReasonedCode> {
  readonly code: Code
  readonly why: readonly Rule[]
  readonly [fact: string]: unknown
}

export function check<const Code extends RefusalCode>(
  code: Code,
  rule: string,
  met: boolean,
  facts: Readonly<Record<string, unknown>> = {},
): Check<Code> {
  return { code, rule, met, facts }
}

/** The first rule that does not hold, as a refusal with the whole chain before it; nothing when all hold. */
export function firstUnmet<Code extends RefusalCode>(
  checks: readonly Check<Code>[],
): ReasonedRefusal<Code> | null {
  const at = checks.findIndex((one) => !one.met)
  const failed = checks[at]
  if (!failed) return null
  const why = checks.slice(0, at + 1).map(({ rule, met, facts }) => ({ rule, met, facts }))
  return { ...failed.facts, code: failed.code, why }
}

/** Refuses by the one rule that was looked at, with the facts it saw. */
export function refuseBy<const Code extends RefusalCode>(
  code: Code,
  rule: string,
  facts: Readonly<Record<string, unknown>> = {},
): { readonly ok: false; readonly refusal: ReasonedRefusal<Code> } {
  return { ok: false, refusal: { ...facts, code, why: [{ rule, met: false, facts }] } }
}

/** Lets through when every rule holds; the order of the rules is their precedence. */
export function passing<Code extends RefusalCode>(
  checks: readonly Check<Code>[],
):
  | { readonly ok: true; readonly plan: 'pass' }
  | { readonly ok: false; readonly refusal: ReasonedRefusal<Code> } {
  const refusal = firstUnmet(checks)
  return refusal ? { ok: false, refusal } : { ok: true, plan: 'pass' }
}
