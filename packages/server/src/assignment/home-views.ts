import { addDays, type CalendarDate } from '@claviger/core/kernel/calendar'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { may } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import { daysBefore } from '../db/days-before.ts'
import type { Read } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import { countIdle } from './count-idle.ts'
import { type InvitationRow, invitationsPage } from './invitation-views.ts'
import { countWaitingRequests } from './request-views.ts'
import { inTeams, type Scope, teamsWithin } from './scope.ts'

export interface HomeQuery extends Scope {
  readonly today: CalendarDate
}

/** What needs somebody's attention today; every number leads to a page that shows the same rows. */
export interface OrganizationHome {
  /** Nobody has been given a license and no link exists: the first run. */
  readonly untouched: boolean
  readonly waiting: { readonly days14: number; readonly days60: number; readonly oldestAt: Date | null }
  /** Licenses a product was seen using, and not for sixty days. */
  readonly idle: number
  readonly lettersFailed: number
  /** Links that give nothing any more, or end within three days. */
  readonly links: readonly Pick<InvitationRow, 'id' | 'name' | 'product' | 'refusal' | 'endsOn'>[]
  /** People who asked for a license and wait for an answer. */
  readonly requestsWaiting: number
  /** People who asked for an activation code and wait for an answer. */
  readonly codesAsked: number
  readonly onlyOneAdministrator: boolean
  /** The organization came lately: it is still handing out. */
  readonly firstWeeks: boolean
}

const soonDays = 3
const mostLinks = 20
const firstDays = 60

/** The worklist of an organization or of one team, for whoever may see its licenses. */
export async function organizationHome(
  read: Read,
  query: HomeQuery,
): Promise<Decision<OrganizationHome, ReasonedRefusal<'organization_not_found'>>> {
  const seen = teamsWithin(read.actor, 'licenses.see', query)
  const invitations = await invitationsPage(read, query)
  if (seen.length === 0) return missing(read, 'organization_not_found')
  const links = invitations.ok ? invitations.plan.invitations : []
  const { assigned, ...waiting } = await countWaiting(read, query, seen)
  return accept({
    untouched: !assigned && links.length === 0,
    waiting,
    idle: await countIdle(read, query.organizationId, seen),
    lettersFailed: await countFailedLetters(read, query, seen),
    links: linksToLookAt(query, links),
    requestsWaiting: await countWaitingRequests(read, query.organizationId, seen),
    codesAsked: await countCodesAsked(read, query, seen),
    onlyOneAdministrator: await hasOneAdministrator(read, query),
    firstWeeks: await isInFirstWeeks(read, query),
  })
}

async function countWaiting(read: Read, { organizationId }: HomeQuery, seen: 'all' | readonly number[]) {
  const before = (days: number) => daysBefore(read.now, days)
  const { rows } = await sql<{
    days14: number
    days60: number
    oldest: Date | null
    assigned: boolean
  }>`select count(*) filter (where assigned_at <= ${before(14)}) as days14,
      count(*) filter (where assigned_at <= ${before(60)}) as days60, min(assigned_at) as oldest,
      exists (select 1 from assignment where organization_id = ${organizationId} and ${inTeams(seen, 'assignment.team_id')}) as assigned
    from license join assignment on assignment.organization_id = license.organization_id and assignment.id = license.assignment_id
    where license.organization_id = ${organizationId} and license.status = 'invited' and ${inTeams(seen, 'assignment.team_id')}`.execute(
    read.sql,
  )
  const { days14 = 0, days60 = 0, oldest = null, assigned = false } = rows[0] ?? {}
  return { days14, days60, oldestAt: oldest, assigned }
}

async function countFailedLetters(
  read: Read,
  { organizationId }: HomeQuery,
  seen: 'all' | readonly number[],
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from letter
    join assignment on assignment.organization_id = letter.organization_id and assignment.id = letter.assignment_id
    where letter.organization_id = ${organizationId} and letter.kind = 'license_assigned' and letter.state = 'failed'
      and assignment.ended_at is null and assignment.connected_at is null and ${inTeams(seen, 'assignment.team_id')}`.execute(
    read.sql,
  )
  return rows[0]?.count ?? 0
}

async function countCodesAsked(
  read: Read,
  { organizationId }: HomeQuery,
  seen: 'all' | readonly number[],
): Promise<number> {
  const inSeen = inTeams(seen, 'license.team_id')
  const { rows } = await sql<{ count: number }>`select count(*) as count from code_request
    join license on license.organization_id = code_request.organization_id and license.id = code_request.license_id
    where code_request.organization_id = ${organizationId} and state = 'open' and ${inSeen}`.execute(read.sql)
  return rows[0]?.count ?? 0
}

function linksToLookAt({ today }: HomeQuery, links: readonly InvitationRow[]): OrganizationHome['links'] {
  const soon = addDays(today, soonDays)
  return links
    .filter((link) => isRunningOut(link, soon))
    .slice(0, mostLinks)
    .map(({ id, name, product, refusal, endsOn }) => ({ id, name, product, refusal, endsOn }))
}

function isRunningOut({ refusal, endsOn }: InvitationRow, soon: CalendarDate): boolean {
  if (refusal) return refusal.code === 'link_used_up' || refusal.code === 'link_no_free_seat'
  return endsOn !== null && endsOn <= soon
}

async function isInFirstWeeks(read: Read, { organizationId }: HomeQuery): Promise<boolean> {
  const since = daysBefore(read.now, firstDays)
  const young = await read.sql
    .selectFrom('organization')
    .select('id')
    .where('id', '=', organizationId)
    .where('created_at', '>', since)
    .executeTakeFirst()
  return young !== undefined
}

/** Said to administrators of the whole organization, who can do something about it. */
async function hasOneAdministrator(read: Read, { organizationId, teamId }: HomeQuery): Promise<boolean> {
  if (teamId !== undefined || !may(read.actor, 'roles.grant_organization', organizationId)) return false
  const { rows } = await sql<{ count: number }>`select count(distinct person_id) as count from role_grant
    where organization_id = ${organizationId} and role = 'administrator' and accepted_at is not null`.execute(
    read.sql,
  )
  return rows[0]?.count === 1
}
