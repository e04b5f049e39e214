import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { type Actor, type Grant, owns } from '@claviger/core/teams/actor'
import { mayGrant, type Role, teamsWhere } from '@claviger/core/teams/permissions'
import { offerStands } from '@claviger/core/teams/role-rules'
import type { Read } from '../db/unit-of-work.ts'
import { missing, refuseWhere } from './access.ts'
import { organizationBySlug } from './organization-views.ts'
import { listGrants, type RoleGrant } from './role-store.ts'
import type { Team } from './store.ts'

/** One role as the page about administrators shows it. */
export interface RoleRow {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly role: Role
  readonly team: Team | null
  /** Accepted, waiting for an answer, or an offer whose granter may no longer make it. */
  readonly state: 'held' | 'offered' | 'void'
  /** When it was accepted, or offered while it is not. */
  readonly since: Date
  readonly grantedBy: string
  readonly isYou: boolean
  /** The reader may take it back (their own: lay it down). */
  readonly mayEnd: boolean
}

export interface AdministratorsPage {
  readonly organizationId: number
  readonly organization: string
  /** The one team the page is locked to. */
  readonly team: Team | null
  readonly roles: readonly RoleRow[]
  /** The roles the reader may offer, with the teams for those of a team. */
  readonly offers: { readonly organization: boolean; readonly teams: readonly Team[] }
  /** How many people run the whole organization. */
  readonly administrators: number
}

/**
 * Who may do what in an organization, or in one team of it, to everybody who has a role there: people of a team see
 * its roles, and who has one in the whole organization.
 */
export async function administratorsPage(
  read: Read,
  query: { readonly slug: string; readonly team?: string | null | undefined },
): Promise<Decision<AdministratorsPage, ReasonedRefusal<'organization_not_found' | 'not_allowed'>>> {
  const place = await organizationBySlug(read, query)
  if (!place.ok) return place
  const { organizationId, name: organization } = place.plan
  const teams = place.plan.teams.map(({ id, name }) => ({ id, name }))
  const wanted = query.team ?? null
  const locked = teams.find((team) => String(team.id) === wanted) ?? null
  if (wanted !== null && !locked) return missing(read, 'organization_not_found')
  const sees = locked ? [locked.id] : teamsWhere(read.actor, 'roles.see', organizationId)
  const barred = await refuseWhere(read, organizationId, {
    ...{ missing: 'organization_not_found', sees: true, right: 'roles.see', teamId: locked?.id ?? null },
    does: teamsWhere(read.actor, 'roles.see', organizationId).length > 0,
  })
  if (barred) return { ok: false, refusal: barred }
  const grants = await listGrants(read, organizationId)
  const held = heldBy(grants)
  const roles = grants
    .filter((grant) => sees === 'all' || concerns(grant, sees) || owns(read.actor, grant.addressKey))
    .map((grant) => rowOf(grant, read.actor, teams, held))
  const mayOffer = (role: Role, team: number | null) => mayGrant(read.actor, role, organizationId, team)
  return accept({
    ...{ organizationId, organization, team: locked, roles },
    offers: {
      organization: !locked && mayOffer('administrator', null),
      teams: (locked ? [locked] : teams).filter((team) => mayOffer('team_administrator', team.id)),
    },
    administrators: grants.filter((grant) => grant.role === 'administrator' && grant.acceptedAt).length,
  })
}

/** Somebody who may act in these teams, or was asked to in them. */
function concerns(grant: RoleGrant, teams: readonly number[]): boolean {
  return grant.teamId === null ? grant.acceptedAt !== null : teams.includes(grant.teamId)
}

type Held = ReadonlyMap<string, readonly Grant[]>

/** What each address holds now, for telling offers that stand from those that have lost their ground. */
function heldBy(grants: readonly RoleGrant[]): Held {
  return Map.groupBy(
    grants.filter((grant) => grant.acceptedAt !== null),
    (grant) => grant.addressKey,
  )
}

function rowOf(grant: RoleGrant, actor: Actor, teams: readonly Team[], held: Held): RoleRow {
  const { id, name, address, role, organizationId, teamId, grantedBy } = grant
  const isYou = owns(actor, grant.addressKey)
  return {
    ...{ id, name, address, role, grantedBy, isYou },
    team: teams.find((team) => team.id === teamId) ?? null,
    state: stateOf(grant, held),
    since: grant.acceptedAt ?? grant.grantedAt,
    mayEnd: isYou || mayGrant(actor, role, organizationId, teamId),
  }
}

function stateOf(grant: RoleGrant, held: Held): RoleRow['state'] {
  if (grant.acceptedAt) return 'held'
  const granter = grant.granterKey === null ? null : (held.get(grant.granterKey) ?? [])
  return offerStands(grant, granter) ? 'offered' : 'void'
}
