import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { actorName, grantsOf } from '@claviger/core/teams/actor'
import { may } from '@claviger/core/teams/permissions'
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
  await keepForMaker(tx, organizationId, team.id)
  await record(tx, [{ what: 'team_created', organizationId, teamId: team.id, facts: { name } }])
  return accept(team)
}

async function keepForMaker(tx: Tx, organizationId: number, teamId: number): Promise<void> {
  if (may(tx.actor, 'licenses.transfer', organizationId)) return
  const own = grantsOf(tx.actor).find(
    (grant) => grant.organizationId === organizationId && grant.role === 'team_administrator',
  )
  if (own) await makeAdministrator(tx, { organizationId, teamId, personId: own.personId })
}

/** Makes a person the administrator of a new team, without asking: it is made of what they administer already. */
export async function makeAdministrator(
  tx: Tx,
  place: { readonly organizationId: number; readonly teamId: number; readonly personId: string },
): Promise<void> {
  await saveGrant(tx, {
    ...place,
    ...{ id: tx.newId.uuid(), role: 'team_administrator', grantedBy: actorName(tx.actor), granterKey: null },
    acceptedAt: tx.now,
  })
}
