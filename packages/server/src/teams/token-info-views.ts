import type { Actor } from '@claviger/core/teams/actor'
import { may, type Role, teamsWhere } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import { listTeams, loadOrganization, type Team } from './store.ts'

/** What a token is for, as its holder is told. */
export interface TokenInfo {
  readonly customer: { readonly code: number; readonly name: string }
  /** The teams it reaches, and whether it may work in them; of a team's token the one. */
  readonly teams: readonly (Team & { readonly works: boolean })[]
  /** The contact roles of the token's person. */
  readonly contacts: readonly Role[]
}

/** Reads what the calling token is for; nothing for whoever comes without one. */
export async function tokenInfo(read: Read, _query: object): Promise<TokenInfo | null> {
  const { actor } = read
  if (actor.kind !== 'token') return null
  const { organizationId } = actor
  const organization = await loadOrganization(read, organizationId)
  if (!organization) return null
  return {
    customer: { code: organization.id, name: organization.name },
    teams: await reached(read, actor, organizationId),
    contacts: await contactRoles(read, organizationId, actor.grants[0]?.personId ?? null),
  }
}

async function reached(read: Read, actor: Actor, organizationId: number): Promise<TokenInfo['teams']> {
  const seen = teamsWhere(actor, 'licenses.see', organizationId)
  const teams = await listTeams(read, organizationId)
  return teams
    .filter((team) => seen === 'all' || seen.includes(team.id))
    .map((team) => ({ ...team, works: may(actor, 'licenses.assign', organizationId, team.id) }))
}

async function contactRoles(
  read: Read,
  organizationId: number,
  personId: string | null,
): Promise<readonly Role[]> {
  const { rows } = await sql<{ role: Role }>`select role from role_grant
    where organization_id = ${organizationId} and person_id = ${personId} and accepted_at is not null
      and role in ('licensee_contact', 'technical_contact', 'billing_contact')`.execute(read.sql)
  return rows.map(({ role }) => role)
}
