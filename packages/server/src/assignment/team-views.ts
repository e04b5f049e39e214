import { type CalendarDate, todayIn } from '@claviger/core/kernel/calendar'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { may, teamsWhere } from '@claviger/core/teams/permissions'
import { decideTeamEnd } from '@claviger/core/teams/team-rules'
import { sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import { missing, refuseWhere } from '../teams/access.ts'
import { listGrants, type RoleGrant } from '../teams/role-store.ts'
import { listTeams, loadOrganization, loadOrganizationBySlug, type Team } from '../teams/store.ts'
import { loadSuccessor } from '../teams/team-store.ts'
import { countSeats, type SeatCount } from './seat-views.ts'
import { countContents } from './team-contents-store.ts'

/** Somebody who looks after a team. */
export interface TeamKeeper {
  readonly name: string
  readonly address: string
}

/** A team with its figures, as lists and its own page show it. */
export interface TeamRow extends Team {
  /** By product; empty while it has no licenses. */
  readonly seats: readonly SeatCount[]
  /** How many people hold its licenses. */
  readonly people: number
  /** Whoever administers, or views, this team itself; not those of the whole organization. */
  readonly administrators: readonly TeamKeeper[]
  readonly viewers: readonly TeamKeeper[]
  /** The last paid day of the term that is renewed first, or of the one that ended last. */
  readonly paidThrough: CalendarDate | null
  /** Every one of its licenses expired over a month ago. */
  readonly outdated: boolean
}

export interface TeamsQuery {
  readonly organizationId: number
  /** Takes the outdated teams in. */
  readonly outdated: boolean
}

export interface TeamsPage {
  readonly teams: readonly TeamRow[]
  /** How many are outdated, whether they are among the teams or not. */
  readonly outdated: number
  readonly mayCreate: boolean
}

/** All teams of an organization, those whose licenses all expired over a month ago only on demand. */
export async function teamsPage(
  read: Read,
  { organizationId, outdated }: TeamsQuery,
): Promise<Decision<TeamsPage, Refusal>> {
  const organization = await loadOrganization(read, organizationId)
  const refusal = await refuseWhere(read, organizationId, {
    ...{ missing: 'organization_not_found', right: 'teams.see_all', teamId: null },
    sees: organization !== undefined && teamsWhere(read.actor, 'organization.see', organizationId).length > 0,
    does: may(read.actor, 'teams.see_all', organizationId),
  })
  if (refusal) return { ok: false, refusal }
  const all = await loadRows(read, organizationId, await listTeams(read, organizationId))
  const over = all.filter((team) => team.outdated)
  return accept({
    teams: outdated ? all : all.filter((team) => !team.outdated),
    outdated: over.length,
    mayCreate: may(read.actor, 'teams.create', organizationId),
  })
}

export interface TeamPage extends TeamRow {
  readonly mayEdit: boolean
  readonly mayMerge: boolean
  readonly mayDelete: boolean
  /** Why it cannot be deleted as things stand; nothing for those who may not delete it anyway. */
  readonly inTheWay: Refusal | null
  /** Licenses of other teams may be put into it. */
  readonly mayTakeIn: boolean
}

/** One team to whoever sees it. */
export async function teamPage(
  read: Read,
  { organizationId, teamId }: { readonly organizationId: number; readonly teamId: number },
): Promise<Decision<TeamPage, ReasonedRefusal<'team_not_found'>>> {
  const teams = await listTeams(read, organizationId)
  const team = teams.find(({ id }) => id === teamId)
  if (!team || !may(read.actor, 'teams.see', organizationId, teamId)) return missing(read, 'team_not_found')
  const [row] = await loadRows(read, organizationId, [team])
  if (!row) return missing(read, 'team_not_found')
  const mayDo = (right: Parameters<typeof may>[1]) => may(read.actor, right, organizationId, teamId)
  return accept({
    ...row,
    mayEdit: mayDo('teams.edit'),
    mayMerge: mayDo('teams.merge'),
    mayDelete: mayDo('teams.delete'),
    inTheWay: mayDo('teams.delete') ? await refuseEnd(read, organizationId, teamId, teams.length) : null,
    mayTakeIn: mayDo('licenses.transfer'),
  })
}

async function refuseEnd(read: Read, organizationId: number, teamId: number, teams: number) {
  const contents = await countContents(read, organizationId, teamId)
  const decision = decideTeamEnd({ teamId, ...contents }, teams)
  return decision.ok ? null : decision.refusal
}

/** The team an ended one went into, to whoever sees that: where its old addresses lead. */
export async function endedTeam(
  read: Read,
  { slug, team }: { readonly slug: string; readonly team: string },
): Promise<Decision<Team, ReasonedRefusal<'team_not_found'>>> {
  const organization = await loadOrganizationBySlug(read, slug)
  if (!organization || !/^\d{1,15}$/.test(team)) return missing(read, 'team_not_found')
  const successor = await loadSuccessor(read, organization.id, Number(team))
  return successor && may(read.actor, 'organization.see', organization.id, successor.id)
    ? accept(successor)
    : missing(read, 'team_not_found')
}

/** A fixed number of statements, however many teams there are. */
async function loadRows(read: Read, organizationId: number, teams: readonly Team[]): Promise<TeamRow[]> {
  const organization = await loadOrganization(read, organizationId)
  const today = todayIn(read.now, organization?.timeZone ?? 'UTC')
  const ids = teams.map(({ id }) => id)
  const seats = Map.groupBy(await countSeats(read, organizationId, ids), (seat) => seat.team.id)
  const grants = (await listGrants(read, organizationId)).filter((grant) => grant.acceptedAt !== null)
  const people = await countPeople(read, organizationId, ids)
  const current = await findCurrent(read, organizationId, today)
  return teams.map((team) => ({
    ...team,
    seats: seats.get(team.id) ?? [],
    people: people.get(team.id) ?? 0,
    administrators: keepersOf(grants, team.id, 'team_administrator'),
    viewers: keepersOf(grants, team.id, 'team_viewer'),
    paidThrough: nextEnd(seats.get(team.id) ?? [], today),
    outdated: seats.has(team.id) && !current.has(team.id),
  }))
}

function keepersOf(grants: readonly RoleGrant[], teamId: number, role: RoleGrant['role']): TeamKeeper[] {
  return grants
    .filter((grant) => grant.teamId === teamId && grant.role === role)
    .map(({ name, address }) => ({ name, address }))
}

/** When a team's terms end: the first that still runs, else the last that did. */
function nextEnd(seats: readonly SeatCount[], today: CalendarDate): CalendarDate | null {
  const ends = seats.map((seat) => seat.paidThrough as CalendarDate).sort()
  return ends.find((end) => end >= today) ?? ends.at(-1) ?? null
}

/** Teams with a license that has not expired for over a month; what was bought for good never does. */
async function findCurrent(
  read: Read,
  organizationId: number,
  today: CalendarDate,
): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ team_id: number }>`select distinct pool.team_id from pool
    join subscription on subscription.organization_id = pool.organization_id and subscription.id = pool.subscription_id
    where pool.organization_id = ${organizationId} and pool.total > 0
      and (subscription.perpetual or (subscription.paid_through + interval '1 month')::date >= ${today}::date)`.execute(
    read.sql,
  )
  return new Set(rows.map((row) => row.team_id))
}

async function countPeople(
  read: Read,
  organizationId: number,
  teamIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{
    teamId: number
    people: number
  }>`select team_id as "teamId", count(distinct person_id) as people
    from license where organization_id = ${organizationId} and team_id = any(${[...teamIds]}::bigint[]) and person_id is not null
    group by team_id`.execute(read.sql)
  return new Map(rows.map(({ teamId, people }) => [teamId, people]))
}
