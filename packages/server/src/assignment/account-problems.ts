import type { Refusal } from '@claviger/core/kernel/decision'
import type { TokenActor } from '@claviger/core/teams/actor'
import type { ApiAnswer } from '../http/api/api-route.ts'
import { problem, refusedAs } from '../http/api/refused.ts'

/** The license, product and team a call has named: what clients are told is not there. */
export interface Named {
  readonly licenseId?: string | undefined
  readonly productCode?: string | undefined
  readonly teamId?: number | undefined
}

/**
 * What clients of the account API are told of what is not there or not allowed; nothing where it is about something
 * else.
 */
export function accessProblem(refusal: Refusal, actor: TokenActor, named: Named): ApiAnswer | null {
  switch (refusal.code) {
    case 'license_not_found':
      return problem(404, 'LICENSE_NOT_FOUND', named.licenseId ?? '')
    case 'product_not_found':
      return problem(404, 'PRODUCT_NOT_FOUND', named.productCode ?? '')
    case 'team_not_found':
      return problem(404, 'TEAM_NOT_FOUND', String(named.teamId ?? 0))
    case 'token_of_another_team':
      return problem(403, 'TEAM_MISMATCH', `Token was generated for team with id ${actor.teamId}`)
    case 'not_allowed':
      return problem(403, 'INSUFFICIENT_PERMISSIONS', missingEdit(refusal, actor))
    default:
      return null
  }
}

/** Answers refusals of our own routes: in the contract's words where it has some for them, else in ours. */
export function refusedTo(actor: TokenActor, named: Named = {}): (refusal: Refusal) => ApiAnswer {
  return (refusal) => accessProblem(refusal, actor, named) ?? refusedAs(refusal)
}

function missingEdit({ teamId }: Refusal & { readonly teamId?: unknown }, actor: TokenActor): string {
  const onTeam = typeof teamId === 'number' ? ` or on team with id ${teamId}` : ''
  return `Missing Edit permission on customer ${actor.organizationId}${onTeam}`
}
