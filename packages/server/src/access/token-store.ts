import { isUuid } from '@claviger/core/kernel/ids'
import { actorName, type Grant, type TokenRole } from '@claviger/core/teams/actor'
import type { OwnedToken } from '@claviger/core/teams/token-rules'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Read, Tx } from '../db/unit-of-work.ts'
import { tokenHash } from './session-cookie.ts'

type Door = Tx | Read

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
export function loadPresentedToken(
  db: Kysely<Schema>,
  hash: string,
  organizationId: number,
): Promise<PresentedToken | undefined> {
  return loadLiving(db, organizationId, sql`token.hash = ${hash}`)
}

/** The same by its id, for what goes on after the call that began it. */
export function loadLivingToken(
  db: Kysely<Schema>,
  { organizationId, id }: TokenId,
): Promise<PresentedToken | undefined> {
  return loadLiving(db, organizationId, sql`token.id = ${id}`)
}

async function loadLiving(
  db: Kysely<Schema>,
  organizationId: number,
  isMeant: RawBuilder<unknown>,
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
    where ${isMeant} and token.organization_id = ${organizationId} and token.revoked_at is null
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

/** A token as its list shows it. The token itself is nowhere. */
export interface ApiToken extends OwnedToken {
  readonly name: string
  /** The first letters of what the caller holds. */
  readonly hint: string
  readonly owner: { readonly name: string; readonly address: string }
  readonly createdAt: Date
  readonly createdBy: string
  readonly lastUsedAt: Date | null
  readonly rotatedAt: Date | null
  readonly revokedAt: Date | null
}

export interface NewApiToken extends TokenId {
  readonly teamId: number | null
  readonly role: TokenRole
  readonly name: string
  readonly personId: string
  /** What the caller will hold: kept as its hash. */
  readonly key: string
}

/** Keeps a new token. Answers whether it is new: one form makes one token. */
export async function saveToken(tx: Tx, token: NewApiToken): Promise<boolean> {
  const saved = await tx.sql
    .insertInto('api_token')
    .values({
      ...{ organization_id: token.organizationId, id: token.id, name: token.name, role: token.role },
      ...{ person_id: token.personId, team_id: token.teamId, ...keptOf(token.key) },
      ...{ created_at: tx.now, created_by: actorName(tx.actor), last_used_at: null, rotated_at: null },
      ...{ revoked_at: null, revoked_by: null },
    })
    .onConflict((conflict) => conflict.columns(['organization_id', 'id']).doNothing())
    .executeTakeFirst()
  return (saved.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Gives a token another key; the one before is dead, and nothing is known yet of the new one's use. */
export async function saveRotation(tx: Tx, { organizationId, id }: TokenId, key: string): Promise<void> {
  await tx.sql
    .updateTable('api_token')
    .set({ ...keptOf(key), rotated_at: tx.now, last_used_at: null })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}

/** Ends these tokens of an organization for good. */
export async function saveRevocations(tx: Tx, organizationId: number, ids: readonly string[]): Promise<void> {
  await revoking(tx, organizationId).where('id', 'in', ids).execute()
}

/** Ends every token of whoever owns these addresses, in whatever organization. */
export async function revokeTokensOf(tx: Tx, addressKeys: readonly string[]): Promise<void> {
  await sql`update api_token set revoked_at = ${tx.now}, revoked_by = ${actorName(tx.actor)} from person
    where person.organization_id = api_token.organization_id and person.id = api_token.person_id
      and person.address_key = any(${[...addressKeys]}::text[]) and api_token.revoked_at is null`.execute(
    tx.sql,
  )
}

/** Ends every token of a team; answers how many there were. */
export async function revokeTokensOfTeam(tx: Tx, organizationId: number, teamId: number): Promise<number> {
  const ended = await revoking(tx, organizationId).where('team_id', '=', teamId).executeTakeFirst()
  return Number(ended.numUpdatedRows)
}

function revoking(tx: Tx, organizationId: number) {
  return tx.sql
    .updateTable('api_token')
    .set({ revoked_at: tx.now, revoked_by: actorName(tx.actor) })
    .where('organization_id', '=', organizationId)
    .where('revoked_at', 'is', null)
}

/** One token, revoked or not, held until the transaction ends. */
export async function lockToken(tx: Tx, { organizationId, id }: TokenId): Promise<ApiToken | undefined> {
  if (!isUuid(id) || !Number.isSafeInteger(organizationId)) return undefined
  const row = await tokens(tx)
    .where('api_token.organization_id', '=', organizationId)
    .where('api_token.id', '=', id)
    .forUpdate('api_token')
    .executeTakeFirst()
  return row && toToken(row)
}

/** The organization's tokens that have not been revoked, or those of one person, the first one made first. */
export async function listTokens(
  door: Door,
  organizationId: number,
  personId?: string,
): Promise<readonly ApiToken[]> {
  const living = tokens(door)
    .where('api_token.organization_id', '=', organizationId)
    .where('api_token.revoked_at', 'is', null)
  const asked = personId === undefined ? living : living.where('api_token.person_id', '=', personId)
  const rows = await asked.orderBy('api_token.created_at').orderBy('api_token.id').execute()
  return rows.map(toToken)
}

/** How many tokens a person has that have not been revoked. */
export async function countTokensOf(door: Door, organizationId: number, personId: string): Promise<number> {
  const row = await door.sql
    .selectFrom('api_token')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('organization_id', '=', organizationId)
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow()
  return row.count
}

const hintLength = 4

/** What is kept of a key: its hash, and the letters by which people know it. */
export function keptOf(key: string) {
  return { hash: tokenHash(key), hint: key.slice(0, hintLength) }
}

function tokens({ sql: db }: Door) {
  return db
    .selectFrom('api_token')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organization_id', '=', 'api_token.organization_id')
        .onRef('person.id', '=', 'api_token.person_id'),
    )
    .select([
      ...(['organization_id', 'id', 'team_id', 'role', 'name', 'hint', 'person_id'] as const).map(
        (column) => `api_token.${column}` as const,
      ),
      ...(['created_at', 'created_by', 'last_used_at', 'rotated_at', 'revoked_at'] as const).map(
        (column) => `api_token.${column}` as const,
      ),
      'person.address',
      'person.address_key',
      'person.name as person_name',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof tokens>['execute']>>[number]

function toToken(row: Row): ApiToken {
  return {
    ...{ organizationId: row.organization_id, id: row.id, teamId: row.team_id, role: row.role },
    ...{ name: row.name, hint: row.hint, createdAt: row.created_at, createdBy: row.created_by },
    ...{ lastUsedAt: row.last_used_at, rotatedAt: row.rotated_at, revokedAt: row.revoked_at },
    ...{ personId: row.person_id, addressKey: row.address_key },
    owner: { name: row.person_name, address: row.address },
  }
}
