import { type CalendarDate, todayIn } from '@claviger/core/kernel/calendar'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { may, type Permission } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import { missing, refuseWhere } from '../teams/access.ts'
import { loadDomains } from './facts-store.ts'
import { type Scope, teamsWithin } from './scope.ts'
import { countSeats, type SeatCount } from './seat-views.ts'
import { loadSetting } from './store.ts'

/** An organization, or one of its teams, as the pages below its address need it: where, whose, and what may be done. */
export interface LicensePlace {
  readonly organizationId: number
  /** Set on pages that are locked to one team. */
  readonly teamId: number | undefined
  readonly name: string
  /** The start of every address here: `/o/harrow-vale` or `/o/harrow-vale/t/2000001`. */
  readonly home: string
  readonly locale: string
  readonly today: CalendarDate
  readonly undoMinutes: number
  /** Seats by team and product, of the teams the actor sees. */
  readonly seats: readonly SeatCount[]
  readonly mayAssign: boolean
  readonly mayRevoke: boolean
  readonly mayMove: boolean
  readonly mayManageLinks: boolean
  readonly mayOrder: boolean
  /** The list of all teams. */
  readonly maySeeTeams: boolean
  /** Teams with nothing in them yet. */
  readonly mayCreateTeams: boolean
}

export interface PlaceQuery {
  /** As in `/o/harrow-vale`. */
  readonly slug: string
  /** As in `/t/2000001`; null on the organization's own pages. */
  readonly team: string | null
}

/** Finds the organization or team an address names; one the actor may not see does not exist. */
export async function licensePlace(
  read: Read,
  query: PlaceQuery,
): Promise<Decision<LicensePlace, ReasonedRefusal<'organization_not_found'>>> {
  const found = await findPlace(read, query)
  if (!found) return missing(read, 'organization_not_found')
  const { organizationId, teamId } = found
  const within = { organizationId, teamId }
  const seen = teamsWithin(read.actor, 'licenses.see', within)
  const setting = seen.length === 0 ? null : await loadSetting(read, organizationId)
  if (!setting) return missing(read, 'organization_not_found')
  const mayIn = (permission: Parameters<typeof teamsWithin>[1]) =>
    teamsWithin(read.actor, permission, within).length > 0
  return accept({
    ...found,
    name: found.teamName ?? setting.organizationName,
    home: teamId === undefined ? `/o/${setting.slug}` : `/o/${setting.slug}/t/${teamId}`,
    locale: setting.locale,
    today: todayIn(read.now, setting.timeZone),
    undoMinutes: setting.undoMinutes,
    seats: await countSeats(read, organizationId, seen),
    mayAssign: mayIn('licenses.assign'),
    mayRevoke: mayIn('licenses.revoke'),
    mayMove: mayIn('licenses.transfer'),
    mayManageLinks: mayIn('invitations.manage'),
    mayOrder: mayIn('orders.place'),
    maySeeTeams: may(read.actor, 'teams.see_all', organizationId),
    mayCreateTeams: may(read.actor, 'teams.create', organizationId),
  })
}

const slugs = /^[a-z0-9-]{1,80}$/i

async function findPlace(read: Read, { slug, team }: PlaceQuery) {
  if (!slugs.test(slug) || (team !== null && !/^\d{1,15}$/.test(team))) return null
  const wanted = team === null ? null : Number(team)
  const { rows } = await sql<{ id: number; team: string | null }>`select organization.id, team.name as team
    from organization left join team on team.organization_id = organization.id and team.id = ${wanted}::bigint and team.ended_at is null
    where organization.slug = ${slug.toLowerCase()}`.execute(read.sql)
  const row = rows[0]
  if (!row || (wanted !== null && row.team === null)) return null
  return { organizationId: row.id, teamId: wanted ?? undefined, teamName: row.team }
}

/** Whether the actor may do this here, in any of the teams they see: what a page for one act asks before it is shown. */
export async function placePermission(
  read: Read,
  { right, ...scope }: Scope & { readonly right: Permission },
): Promise<Decision<'in', ReasonedRefusal<'organization_not_found' | 'not_allowed'>>> {
  const refusal = await refuseWhere(read, scope.organizationId, {
    ...{ missing: 'organization_not_found', right, teamId: scope.teamId ?? null },
    sees: teamsWithin(read.actor, 'organization.see', scope).length > 0,
    does: teamsWithin(read.actor, right, scope).length > 0,
  })
  return refusal ? { ok: false, refusal } : accept('in')
}

/** The domains an organization is known by, against which a pasted list is read; none for whoever may not assign. */
export async function organizationDomains(read: Read, scope: Scope): Promise<readonly string[]> {
  const allowed = teamsWithin(read.actor, 'licenses.assign', scope).length > 0
  return allowed ? loadDomains(read, scope.organizationId) : []
}
