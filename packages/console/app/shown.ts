import type { Decision, Refusal } from '@claviger/core/kernel/decision'
import { notAllowed, notFound, signIn } from './answers.ts'

/** What a view shows, or the way out: sign-in for strangers, "not yours" for those without the right, else "not here". */
export function shown<Plan>(decision: Decision<Plan, Refusal>, request: Request): Plan {
  if (decision.ok) return decision.plan
  switch (decision.refusal.code) {
    case 'not_signed_in':
      throw signIn(request)
    case 'not_allowed':
      throw notAllowed()
    default:
      throw notFound()
  }
}
