import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { owns } from '@claviger/core/teams/actor'
import { teamsWhere } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import { refuseWhere } from '../teams/access.ts'
import { listGrants } from '../teams/role-store.ts'
import type { Team } from '../teams/store.ts'
import { licenseCondition, type Selection } from './license-filter.ts'
import { type Scope, teamsWithin } from './scope.ts'

/** Chosen licenses that are in one team now. */
export interface MoveSource {
  readonly team: Team
  readonly licenses: number
  /** How many of them somebody holds. */
  readonly held: number
  /** By name, whoever else will not see them any more unless the other team is theirs too. */
  readonly losingSight: readonly string[]
}

/** A team they can go to. */
export interface MoveTarget extends Team {
  readonly free: number
  readonly total: number
}

/** What licenses somebody has chosen come to when they are to change teams, and where they can go. */
export interface MoveChoice {
  readonly from: readonly MoveSource[]
  /** How many more were chosen and are bound to their team. */
  readonly stays: number
  readonly targets: readonly MoveTarget[]
  readonly mayCreate: boolean
}

export interface MoveQuery extends Scope {
  readonly selection: Selection
}

/** What of a selection the actor can move, and where to; takes no lock, so the act itself decides again. */
export async function moveChoice(
  read: Read,
  query: MoveQuery,
): Promise<Decision<MoveChoice, ReasonedRefusal<'organization_not_found' | 'not_allowed'>>> {
  const { organizationId, teamId } = query
  const teams = teamsWithin(read.actor, 'licenses.transfer', query)
  const refusal = await refuseWhere(read, organizationId, {
    ...{ missing: 'organization_not_found', right: 'licenses.transfer', teamId: teamId ?? null },
    sees: teamsWithin(read.actor, 'organization.see', query).length > 0,
    does: teams.length > 0,
  })
  if (refusal) return { ok: false, refusal }
  const chosen = await countChosen(read, query, teams)
  const targets = await listTargets(read, organizationId)
  const [only, ...others] = chosen
  const here = only && others.length === 0 ? only.id : null
  return accept({
    from: await withKeepers(read, organizationId, chosen),
    stays: chosen.reduce((sum, team) => sum + team.stays, 0),
    targets: targets.filter((team) => team.id !== here),
    mayCreate: teamsWhere(read.actor, 'teams.create_for_licenses', organizationId).length > 0,
  })
}

interface Chosen extends Team {
  readonly licenses: number
  readonly held: number
  readonly stays: number
}

async function countChosen(
  read: Read,
  { organizationId, selection }: MoveQuery,
  teams: 'all' | readonly number[],
): Promise<readonly Chosen[]> {
  const meant =
    selection.kind === 'these'
      ? sql<boolean>`${licenseCondition(organizationId, {}, teams, read.now)} and license.id = any(${[...selection.licenseIds]}::text[])`
      : sql<boolean>`${licenseCondition(organizationId, selection.filter, teams, read.now)} and license.id <> all(${[...selection.except]}::text[])`
  const { rows } =
    await sql<Chosen>`select team.id, team.name, count(*) filter (where license.transferable) as licenses,
      count(*) filter (where license.transferable and license.person_id is not null) as held,
      count(*) filter (where not license.transferable) as stays
    from license
    join team on team.organization_id = license.organization_id and team.id = license.team_id
    left join assignment on assignment.organization_id = license.organization_id and assignment.id = license.assignment_id
    left join person on person.organization_id = license.organization_id and person.id = license.person_id
    where ${meant} group by team.id, team.name order by licenses desc, team.id`.execute(read.sql)
  return rows
}

/** A team's administrators see it by that role alone when they have none in the whole organization. */
async function withKeepers(
  read: Read,
  organizationId: number,
  chosen: readonly Chosen[],
): Promise<readonly MoveSource[]> {
  const grants = (await listGrants(read, organizationId)).filter((grant) => grant.acceptedAt !== null)
  const everywhere = new Set(grants.flatMap((grant) => (grant.teamId === null ? [grant.addressKey] : [])))
  return chosen
    .filter((team) => team.licenses > 0)
    .map(({ id, name, licenses, held }) => ({
      ...{ team: { id, name }, licenses, held },
      losingSight: grants
        .filter((grant) => grant.teamId === id && grant.role === 'team_administrator')
        .filter(({ addressKey }) => !everywhere.has(addressKey) && !owns(read.actor, addressKey))
        .map((grant) => grant.name || grant.address),
    }))
}

async function listTargets(read: Read, organizationId: number): Promise<readonly MoveTarget[]> {
  const mine = teamsWhere(read.actor, 'licenses.transfer', organizationId)
  const own = mine === 'all' ? sql`true` : sql`team.id = any(${[...mine]}::bigint[])`
  const { rows } =
    await sql<MoveTarget>`select team.id, team.name, coalesce(sum(pool.free), 0)::bigint as free,
      coalesce(sum(pool.total), 0)::bigint as total
    from team left join pool on pool.organization_id = team.organization_id and pool.team_id = team.id
    where team.organization_id = ${organizationId} and team.ended_at is null and ${own}
    group by team.id, team.name order by team.name, team.id`.execute(read.sql)
  return rows
}
