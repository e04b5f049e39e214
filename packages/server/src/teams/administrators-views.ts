import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import { type Grant, owns } from '@claviger/core/teams/actor'
import { mayGrant, type Role, teamsWhere } from '@claviger/core/teams/permissions'
import { offerStands } from '@claviger/core/teams/role-rules'
import type { Read } from '../db/unit-of-work.ts'
import { organizationBySlug } from './organization-views.ts'
import { listGrants, type RoleGrant } from './role-store.ts'

/** One role as the page about administrators shows it. */
export interface RoleRow {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly role: Role
  readonly team: { readonly id: number; readonly name: string } | null
  /** Accepted, waiting for an answer, or an offer whose granter may no longer make it. */
  readonly state: 'held' | 'offered' | 'void'
  readonly grantedBy: string
  readonly isYou: boolean
  /** The reader may take it back (their own: lay it down). */
  readonly mayEnd: boolean
}

export interface AdministratorsPage {
  readonly organizationId: number
  readonly organization: string
  readonly slug: string
  readonly roles: readonly RoleRow[]
  /** The roles the reader may offer, with the teams for those of a team. */
  readonly offers: {
    readonly organization: boolean
    readonly teams: readonly { readonly id: number; readonly name: string }[]
  }
  readonly administrators: number
}

/** Who may do what in an organization, to everybody who has a role in it; a team's people see their team's. */
export async function administratorsPage(
  read: Read,
  query: { readonly slug: string },
): Promise<Decision<AdministratorsPage, { readonly code: 'organization_not_found' }>> {
  const place = await organizationBySlug(read, query)
  if (!place.ok) return place
  const { organizationId, name, slug, teams } = place.plan
  const sees = teamsWhere(read.actor, 'roles.see', organizationId)
  if (sees !== 'all' && sees.length === 0) return refuse('organization_not_found')
  const grants = await listGrants(read, organizationId)
  const held = heldBy(grants)
  const visible = grants.filter(
    (grant) => sees === 'all' || grant.teamId === null || sees.includes(grant.teamId),
  )
  const roles = visible.map((grant): RoleRow => {
    const isYou = owns(read.actor, grant.addressKey)
    const granter = grant.granterKey === null ? null : (held.get(grant.granterKey) ?? [])
    return {
      ...{ id: grant.id, name: grant.name, address: grant.address, role: grant.role, isYou },
      team: teams.find((team) => team.id === grant.teamId) ?? null,
      state: grant.acceptedAt ? 'held' : offerStands(grant, granter) ? 'offered' : 'void',
      grantedBy: grant.grantedBy,
      mayEnd: isYou || mayGrant(read.actor, grant.role, organizationId, grant.teamId),
    }
  })
  return accept({
    ...{ organizationId, organization: name, slug, roles },
    offers: {
      organization: mayGrant(read.actor, 'administrator', organizationId, null),
      teams: teams.filter((team) => mayGrant(read.actor, 'team_administrator', organizationId, team.id)),
    },
    administrators: grants.filter((grant) => grant.role === 'administrator' && grant.acceptedAt).length,
  })
}

/** What each address holds now, for telling offers that stand from those that have lost their ground. */
function heldBy(grants: readonly RoleGrant[]): ReadonlyMap<string, readonly Grant[]> {
  return Map.groupBy(
    grants.filter((grant) => grant.acceptedAt !== null),
    (grant) => grant.addressKey,
  )
}
