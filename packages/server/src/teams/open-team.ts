import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { actorName, type Grant, grantsOf } from '@claviger/core/teams/actor'
import { decideTeamName } from '@claviger/core/teams/team-rules'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { makeTeam, type NewTeam } from './make-organization.ts'
import { saveGrant } from './role-store.ts'
import { listTeams, type Team } from './store.ts'

/**
 * Makes a team under a name no other has; hold the organization first. A team administrator who makes one for licenses of
 * theirs administers it as well: otherwise it would be out of their hands.
 */
export async function openTeam(
  tx: Tx,
  wanted: NewTeam,
): Promise<Decision<Team, ReasonedRefusal<'team_name_taken'>>> {
  const { organizationId, name } = wanted
  const named = decideTeamName(name, await listTeams(tx, organizationId))
  if (!named.ok) return named
  const team = await makeTeam(tx, wanted)
  await keepForMaker(tx, { organizationId, teamId: team.id }, grantsOf(tx.actor))
  await record(tx, [{ what: 'team_created', organizationId, teamId: team.id, facts: { name } }])
  return accept(team)
}

/**
 * Makes whoever administers a team already, and not the whole organization, the administrator of a team made of what is
 * theirs, without asking.
 */
export async function keepForMaker(
  tx: Tx,
  place: { readonly organizationId: number; readonly teamId: number },
  grants: readonly Grant[],
): Promise<void> {
  const here = grants.filter((grant) => grant.organizationId === place.organizationId)
  const own = here.find((grant) => grant.role === 'team_administrator')
  if (!own || here.some((grant) => grant.role === 'administrator')) return
  await saveGrant(tx, {
    ...{ ...place, id: tx.newId.uuid(), role: own.role, personId: own.personId },
    ...{ grantedBy: actorName(tx.actor), granterKey: null, acceptedAt: tx.now },
  })
}
