import { accept, type Decision } from '@claviger/core/kernel/decision'
import { type FieldsWrong, readFields, readFormId } from '@claviger/core/kernel/fields'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { teamsWhere } from '@claviger/core/teams/permissions'
import { readTeamName } from '@claviger/core/teams/team-rules'
import type { Tx } from '../db/unit-of-work.ts'
import { refuseWhere } from './access.ts'
import { openTeam } from './open-team.ts'
import { loadOrganization, lockOrganization } from './store.ts'
import { loadTeamOfForm } from './team-store.ts'

export interface CreateTeam {
  readonly organizationId: number
  /** Drawn when the form is shown: sending it twice makes one team. */
  readonly id: string
  readonly name: string
}

export interface NamedTeam {
  readonly teamId: number
  readonly name: string
}

export type CreateTeamRefusal =
  | FieldsWrong
  | ReasonedRefusal<'organization_not_found' | 'not_allowed' | 'team_name_taken'>

/** Makes an empty team. */
export async function createTeam(
  tx: Tx,
  request: CreateTeam,
): Promise<Decision<NamedTeam, CreateTeamRefusal>> {
  const { organizationId } = request
  const organization = await loadOrganization(tx, organizationId)
  const does = teamsWhere(tx.actor, 'teams.create', organizationId) === 'all'
  const barred = await refuseWhere(tx, organizationId, {
    missing: 'organization_not_found',
    sees: organization !== undefined && teamsWhere(tx.actor, 'organization.see', organizationId).length > 0,
    ...{ does, right: 'teams.create', teamId: null },
  })
  if (barred) return { ok: false, refusal: barred }
  const read = readFields({ id: readFormId(request.id), name: readTeamName(request.name) })
  if (!read.ok) return read

  await lockOrganization(tx, organizationId)
  const before = await loadTeamOfForm(tx, organizationId, read.plan.id)
  if (before) return accept({ teamId: before.id, name: before.name })
  const opened = await openTeam(tx, { organizationId, name: read.plan.name, formId: read.plan.id })
  return opened.ok ? accept({ teamId: opened.plan.id, name: opened.plan.name }) : opened
}
