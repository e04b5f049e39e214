import type { Grant, TokenRole } from '@claviger/core/teams/actor'
import { type Kysely, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'

/** A living token as a call meets it, with every right its person has at this moment. */
export interface PresentedToken {
  readonly id: string
  readonly organizationId: number
  readonly teamId: number | null
  readonly role: TokenRole
  readonly personId: string
  /** The person's name: their own account's, or the organization's for them, or their address. */
  readonly name: string
  readonly address: { readonly key: string; readonly address: string }
  readonly grants: readonly Grant[]
  readonly apiEnabled: boolean
  readonly lastUsedAt: Date | null
}

/**
 * Finds the living token with this hash: one statement, no cache, so that a token revoked or rotated, a team that ended
 * or a role taken back counts with the next call.
 */
export async function loadPresentedToken(
  db: Kysely<Schema>,
  hash: string,
  organizationId: number,
): Promise<PresentedToken | undefined> {
  const { rows } = await sql<PresentedToken>`
    select token.id, token.organization_id as "organizationId", token.team_id as "teamId", token.role,
      token.person_id as "personId", token.last_used_at as "lastUsedAt", organization.api_enabled as "apiEnabled",
      coalesce(nullif(account.name, ''), nullif(person.name, ''), person.address) as name,
      json_build_object('key', person.address_key, 'address', person.address) as address,
      coalesce((select json_agg(json_build_object('organizationId', held.organization_id, 'teamId', held.team_id,
          'personId', held.person_id, 'role', held.role)) from role_grant held
        where held.organization_id = token.organization_id and held.person_id = token.person_id
          and held.accepted_at is not null), '[]') as grants
    from api_token token
    join organization on organization.id = token.organization_id
    join person on person.organization_id = token.organization_id and person.id = token.person_id
    left join team on team.organization_id = token.organization_id and team.id = token.team_id
    left join verified_address proof on proof.address_key = person.address_key
    left join account on account.id = proof.account_id
    where token.hash = ${hash} and token.organization_id = ${organizationId} and token.revoked_at is null
      and team.ended_at is null`.execute(db)
  return rows[0]
}

/** Which token. */
export interface TokenId {
  readonly organizationId: number
  readonly id: string
}

/** Notes when tokens were used, in one statement; a row somebody else holds at the moment is passed over. */
export async function touchTokens(db: Kysely<Schema>, used: readonly TokenId[], now: Date): Promise<void> {
  await sql`update api_token set last_used_at = ${now} from (
      select organization_id, id from api_token
      where (organization_id, id) in (select * from unnest(
        ${used.map((one) => one.organizationId)}::bigint[], ${used.map((one) => one.id)}::uuid[]))
      for update skip locked) as used
    where api_token.organization_id = used.organization_id and api_token.id = used.id
      and (api_token.last_used_at is null or api_token.last_used_at < ${now})`.execute(db)
}
