import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { widestGrant } from '@claviger/core/teams/access-rules'
import type { AccountActor } from '@claviger/core/teams/actor'
import { permissionMatrix } from '@claviger/core/teams/permission-matrix'
import { may, type Permission, type Role, teamsWhere } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import { missing } from './access.ts'
import { type Place, placesOf } from './frame-views.ts'
import type { Team } from './store.ts'

/** A team with its licenses, counted. */
export interface TeamPlace {
  readonly id: number
  readonly name: string
  readonly free: number
  readonly total: number
}

/** An organization as its pages know it, limited to what the actor may see. */
export interface OrganizationPlace {
  readonly organizationId: number
  readonly name: string
  readonly slug: string
  readonly timeZone: string
  /** The actor's own role: the widest they have here. */
  readonly role: Role
  /** The teams the actor may see, the first one made first. */
  readonly teams: readonly TeamPlace[]
  /** The licenses of those teams. */
  readonly free: number
  readonly total: number
}

/** Finds an organization by the part of its address; one the actor may not see does not exist. */
export async function organizationBySlug(
  read: Read,
  query: { readonly slug: string },
): Promise<Decision<OrganizationPlace, ReasonedRefusal<'organization_not_found'>>> {
  const { actor } = read
  const row = await read.sql
    .selectFrom('organization')
    .select(['id', 'name', 'slug', 'time_zone'])
    .where('slug', '=', query.slug)
    .executeTakeFirst()
  const grants =
    row && actor.kind === 'account' ? actor.grants.filter((one) => one.organizationId === row.id) : []
  const widest = widestGrant(grants)
  if (!row || !widest) return missing(read, 'organization_not_found')
  const seesAll = may(actor, 'licenses.see', row.id)
  const teams = await teamsOf(read, row.id, seesAll ? null : grants.flatMap((one) => one.teamId ?? []))
  const sum = (of: (team: TeamPlace) => number) => teams.reduce((total, team) => total + of(team), 0)
  return accept({
    ...{ organizationId: row.id, name: row.name, slug: row.slug, timeZone: row.time_zone },
    ...{ role: widest.role, teams, free: sum((team) => team.free), total: sum((team) => team.total) },
  })
}

/** What an organization's pages show around themselves. */
export interface OrganizationFrame extends OrganizationPlace {
  /** The one team these pages are locked to. */
  readonly team: TeamPlace | null
  /** The start of every address of the frame: /o/harrow-vale, or /o/harrow-vale/t/2000001. */
  readonly home: string
  /** What the reader may do on these pages: in the one team, or in some team of the organization. */
  readonly permissions: readonly Permission[]
  /** How many people wait for an answer about a license, in the teams of these pages. */
  readonly requestsWaiting: number
  readonly account: string
  readonly others: readonly Place[]
}

/** Reads the frame of an organization's pages, or of one team's; what the actor may not see does not exist. */
export async function organizationFrame(
  read: Read,
  query: { readonly slug: string; readonly team: string | null },
): Promise<Decision<OrganizationFrame, ReasonedRefusal<'organization_not_found'>>> {
  const place = await organizationBySlug(read, query)
  if (!place.ok) return place
  if (read.actor.kind !== 'account') return missing(read, 'organization_not_found')
  const team = query.team === null ? null : place.plan.teams.find((one) => String(one.id) === query.team)
  if (team === undefined) return missing(read, 'organization_not_found')
  const home = `/o/${place.plan.slug}`
  return accept({
    ...place.plan,
    role: roleIn(read.actor, place.plan, team),
    team,
    home: team ? `${home}/t/${team.id}` : home,
    permissions: permissionsIn(read.actor, place.plan.organizationId, team?.id),
    requestsWaiting: await countRequests(read, place.plan.organizationId, team?.id),
    account: read.actor.addresses[0]?.address ?? read.actor.name,
    others: await placesOf(read),
  })
}

async function countRequests(read: Read, organizationId: number, teamId?: number): Promise<number> {
  const seen = teamId === undefined ? teamsWhere(read.actor, 'people.see', organizationId) : [teamId]
  if (seen.length === 0) return 0
  const inTeams = seen === 'all' ? sql`true` : sql`team_id = any(${[...seen]}::bigint[])`
  const { rows } = await sql<{ count: number }>`select count(*) as count from license_request
    where organization_id = ${organizationId} and state = 'open' and ${inTeams}`.execute(read.sql)
  return rows[0]?.count ?? 0
}

function permissionsIn(actor: AccountActor, organizationId: number, teamId?: number): Permission[] {
  const all = permissionMatrix.map((row) => row.permission)
  return teamId === undefined
    ? all.filter((permission) => teamsWhere(actor, permission, organizationId).length > 0)
    : all.filter((permission) => may(actor, permission, organizationId, teamId))
}

/** An organization the actor may buy for, with the teams they may buy into. */
export interface BuyingPlace {
  readonly organizationId: number
  readonly name: string
  readonly slug: string
  readonly teams: readonly Team[]
  /** They may buy into a new team as well. */
  readonly mayMakeTeam: boolean
}

/** The organizations the actor may buy for, by name. */
export async function organizationsToBuyFor(
  read: Read,
  _query: object,
): Promise<{ readonly places: readonly BuyingPlace[] }> {
  const { actor } = read
  if (actor.kind !== 'account') return { places: [] }
  const organizations = [...new Set(actor.grants.map((grant) => grant.organizationId))]
  const allowed = organizations.flatMap((id): { id: number; teamId: number | null }[] => {
    const teams = teamsWhere(actor, 'orders.place', id)
    return teams === 'all' ? [{ id, teamId: null }] : teams.map((teamId) => ({ id, teamId }))
  })
  const { rows } = await sql<Omit<BuyingPlace, 'mayMakeTeam'>>`
    select organization.id as "organizationId", organization.name, organization.slug,
      json_agg(json_build_object('id', team.id, 'name', team.name) order by team.id) as teams
    from organization join team on team.organization_id = organization.id and team.ended_at is null
    where exists (select 1 from unnest(${allowed.map((one) => one.id)}::bigint[],
        ${allowed.map((one) => one.teamId)}::bigint[]) as allowed (organization_id, team_id)
      where allowed.organization_id = organization.id and coalesce(allowed.team_id, team.id) = team.id)
    group by organization.id order by organization.name, organization.id`.execute(read.sql)
  return {
    places: rows.map((row) => ({
      ...row,
      mayMakeTeam: teamsWhere(actor, 'teams.create_for_licenses', row.organizationId).length > 0,
    })),
  }
}

async function teamsOf(
  read: Read,
  organizationId: number,
  only: readonly number[] | null,
): Promise<TeamPlace[]> {
  const { rows } = await sql<TeamPlace>`
    select team.id, team.name, coalesce(sum(pool.free), 0)::bigint as free, coalesce(sum(pool.total), 0)::bigint as total
    from team left join pool on pool.organization_id = team.organization_id and pool.team_id = team.id
    where team.organization_id = ${organizationId} and team.ended_at is null
      and (${only === null} or team.id = any(${only ?? []}::bigint[]))
    group by team.id, team.name order by team.id`.execute(read.sql)
  return rows
}

/** Inside one team a team administrator is more than an organization's viewer. */
function roleIn(actor: AccountActor, place: OrganizationPlace, team: TeamPlace | null): Role {
  if (!team || place.role === 'administrator') return place.role
  const here = actor.grants.filter(
    (one) => one.organizationId === place.organizationId && (one.teamId === null || one.teamId === team.id),
  )
  const administers = here.find((one) => one.role === 'team_administrator')
  return administers?.role ?? widestGrant(here)?.role ?? place.role
}
