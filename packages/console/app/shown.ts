import type { Decision, Refusal } from '@claviger/core/kernel/decision'
import { notShown, signIn } from './answers.ts'

/** What a view shows, or the way out: sign-in for strangers, for everybody else the page that says why not. */
export function shown<Plan>(decision: Decision<Plan, Refusal>, request: Request): Plan {
  if (decision.ok) return decision.plan
  if (decision.refusal.code === 'not_signed_in') throw signIn(request)
  throw notShown(decision.refusal)
}
