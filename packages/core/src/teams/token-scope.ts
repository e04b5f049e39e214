import { type ReasonedRefusal, refuseBy } from '../kernel/rules.ts'
import type { Actor } from './actor.ts'

/**
 * Why a program may not touch a team its token was not made for, or nothing when the token is for this team or for all of
 * them. It is said before anything about roles: the program holds the wrong key.
 */
export function refuseOtherTeam(
  actor: Actor,
  teamId: number,
): ReasonedRefusal<'token_of_another_team'> | null {
  if (actor.kind !== 'token' || actor.teamId === null || actor.teamId === teamId) return null
  return refuseBy('token_of_another_team', 'token_is_for_team', { teamId: actor.teamId }).refusal
}
