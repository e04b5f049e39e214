import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { decideTeamEnd } from '@claviger/core/teams/team-rules'
import { revokeTokensOfTeam } from '../access/token-store.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { missing, refuseHere } from '../teams/access.ts'
import { deleteGrantsOfTeam } from '../teams/role-store.ts'
import { listTeams, loadTeam, lockOrganization } from '../teams/store.ts'
import { endTeam, lockTeam } from '../teams/team-store.ts'
import { countContents } from './team-contents-store.ts'

export interface DeleteTeam {
  readonly organizationId: number
  readonly teamId: number
}

/** Ends an empty team with its roles and API tokens. One that holds something is merged into another instead. */
export async function deleteTeam(
  tx: Tx,
  { organizationId, teamId }: DeleteTeam,
): Promise<Decision<DeleteTeam, Refusal>> {
  const found = await loadTeam(tx, organizationId, teamId)
  const barred = await refuseHere(tx, {
    ...{ organizationId, teamId, missing: 'team_not_found', exists: found !== undefined },
    ...{ see: 'teams.see', do: 'teams.delete' },
  })
  if (barred) return { ok: false, refusal: barred }
  await lockOrganization(tx, organizationId)
  const team = await lockTeam(tx, organizationId, teamId)
  if (!team) return missing(tx, 'team_not_found')
  const contents = await countContents(tx, organizationId, teamId)
  const decision = decideTeamEnd({ teamId, ...contents }, (await listTeams(tx, organizationId)).length)
  if (!decision.ok) return decision

  await deleteGrantsOfTeam(tx, organizationId, teamId)
  await revokeTokensOfTeam(tx, organizationId, teamId)
  await endTeam(tx, organizationId, teamId, null)
  await record(tx, [{ what: 'team_deleted', organizationId, teamId, facts: { name: team.name } }])
  return accept({ organizationId, teamId })
}
