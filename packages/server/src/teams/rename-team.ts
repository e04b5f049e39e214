import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { readFields } from '@claviger/core/kernel/fields'
import { decideTeamName, readTeamName } from '@claviger/core/teams/team-rules'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { missing, refuseHere } from './access.ts'
import type { NamedTeam } from './create-team.ts'
import { listTeams, loadTeam, lockOrganization } from './store.ts'
import { saveTeamName } from './team-store.ts'

export interface RenameTeam {
  readonly organizationId: number
  readonly teamId: number
  readonly name: string
}

/** Gives a team another name. Its number, and with it every address, stays. */
export async function renameTeam(tx: Tx, request: RenameTeam): Promise<Decision<NamedTeam, Refusal>> {
  const { organizationId, teamId } = request
  const found = await loadTeam(tx, organizationId, teamId)
  const barred = await refuseHere(tx, {
    ...{ organizationId, teamId, missing: 'team_not_found', exists: found !== undefined },
    ...{ see: 'teams.see', do: 'teams.edit' },
  })
  if (barred) return { ok: false, refusal: barred }
  const read = readFields({ name: readTeamName(request.name) })
  if (!read.ok) return read
  const { name } = read.plan

  await lockOrganization(tx, organizationId)
  const teams = await listTeams(tx, organizationId)
  const team = teams.find((one) => one.id === teamId)
  if (!team) return missing(tx, 'team_not_found')
  const others = teams.filter((one) => one.id !== teamId)
  const decision = decideTeamName(name, others)
  if (!decision.ok) return decision
  if (name === team.name) return accept({ teamId, name })

  await saveTeamName(tx, organizationId, { id: teamId, name })
  await record(tx, [{ what: 'team_renamed', organizationId, teamId, facts: { from: team.name, name } }])
  return accept({ teamId, name })
}
