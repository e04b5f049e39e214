import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import { isUuid } from '@claviger/core/kernel/ids'
import { type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import { owns } from '@claviger/core/teams/actor'
import type { Role } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'

/** A role somebody was asked to take. */
export interface RoleOffer {
  readonly organizationId: number
  readonly id: string
  readonly organization: string
  readonly slug: string
  /** The team it is limited to. */
  readonly team: { readonly id: number; readonly name: string } | null
  readonly role: Role
  readonly by: string
  readonly at: Date
}

/** The roles that wait for the signed-in account to accept them, the newest first. */
export async function roleOffers(
  read: Read,
  _query: Record<string, never>,
): Promise<Decision<{ offers: readonly RoleOffer[] }, { readonly code: 'not_signed_in' }>> {
  if (read.actor.kind !== 'account') return refuse('not_signed_in')
  const keys = read.actor.addresses.map((own) => own.key)
  const { rows } =
    await sql<RawOffer>`${select} where person.address_key = any(${keys}::text[]) and role_grant.accepted_at is null
    order by role_grant.granted_at desc`.execute(read.sql)
  return accept({ offers: rows.map(offerOf) })
}

export interface RoleOfferDoor extends RoleOffer {
  readonly address: string
  /** The actor has proved the address the role was offered to. */
  readonly yours: boolean
  readonly accepted: boolean
}

/** Shows an offered role to whoever opens its address. Looking changes nothing. */
export async function roleOfferDoor(
  read: Read,
  query: { readonly organizationId: number; readonly id: string },
): Promise<Decision<RoleOfferDoor, ReasonedRefusal<'role_offer_not_found'>>> {
  if (!isUuid(query.id) || !Number.isSafeInteger(query.organizationId))
    return refuseBy('role_offer_not_found', 'offer_is_open')
  const { rows } = await sql<RawOffer>`${select} where role_grant.organization_id = ${query.organizationId}
    and role_grant.id = ${query.id}`.execute(read.sql)
  const row = rows[0]
  if (!row) return refuseBy('role_offer_not_found', 'offer_is_open')
  const yours = owns(read.actor, row.address_key)
  return accept({ ...offerOf(row), address: row.address, yours, accepted: row.accepted_at !== null })
}

interface RawOffer {
  organization_id: number
  id: string
  organization: string
  slug: string
  team_id: number | null
  team: string | null
  role: Role
  granted_by: string
  granted_at: Date
  accepted_at: Date | null
  address: string
  address_key: string
}

const select = sql`select role_grant.organization_id, role_grant.id, organization.name as organization, organization.slug,
    team.id as team_id, team.name as team, role_grant.role, role_grant.granted_by, role_grant.granted_at,
    role_grant.accepted_at, person.address, person.address_key
  from role_grant
  join organization on organization.id = role_grant.organization_id
  join person on person.organization_id = role_grant.organization_id and person.id = role_grant.person_id
  left join team on team.organization_id = role_grant.organization_id and team.id = role_grant.team_id`

function offerOf(row: RawOffer): RoleOffer {
  const { id, organization, slug, role } = row
  return {
    ...{ id, organization, slug, role },
    organizationId: row.organization_id,
    team: row.team_id === null || row.team === null ? null : { id: row.team_id, name: row.team },
    by: row.granted_by,
    at: row.granted_at,
  }
}
