import { actorName } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'
import { handleOf } from './identity.ts'
import { keptOf, type NewApiToken } from './token-store.ts'

/** Somebody whose address is known to be theirs without their proving it here. */
export interface VouchedAccount {
  readonly address: { readonly key: string; readonly typed: string }
  readonly name: string
}

/** Which of these addresses an account has proved. */
export async function listProved(tx: Tx, addressKeys: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.sql
    .selectFrom('verified_address')
    .select('address_key')
    .where('address_key', '=', sql<string>`any(${[...addressKeys]}::text[])`)
    .execute()
  return new Set(rows.map((row) => row.address_key))
}

/** Every token that was ever made in an organization, by whose it is and what it is for. */
export async function listTokensMade(tx: Tx, organizationId: number) {
  return tx.sql
    .selectFrom('api_token')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organization_id', '=', 'api_token.organization_id')
        .onRef('person.id', '=', 'api_token.person_id'),
    )
    .select(['person.address_key as key', 'api_token.role', 'api_token.team_id as teamId', 'api_token.name'])
    .where('api_token.organization_id', '=', organizationId)
    .execute()
}

/** Makes accounts that have proved one address each: two statements, however many. */
export async function saveVouchedAccounts(tx: Tx, accounts: readonly VouchedAccount[]): Promise<void> {
  if (accounts.length === 0) return
  const ids = accounts.map(() => tx.newId.uuid())
  const keys = accounts.map(({ address }) => address.key)
  await sql`insert into account (id, name, email, email_verified, created_at, updated_at)
    select i, n, e, true, ${tx.now}, ${tx.now} from unnest(${ids}::text[], ${accounts.map(({ name }) => name)}::text[],
      ${keys.map(handleOf)}::text[]) as a (i, n, e)`.execute(tx.sql)
  await sql`insert into verified_address (address_key, account_id, address, verified_at)
    select k, i, a, ${tx.now} from unnest(${keys}::text[], ${ids}::text[],
      ${accounts.map(({ address }) => address.typed)}::text[]) as v (k, i, a)`.execute(tx.sql)
}

/** Keeps new tokens, each as its hash: one statement, however many. */
export async function saveTokens(
  tx: Tx,
  organizationId: number,
  tokens: readonly Omit<NewApiToken, 'organizationId'>[],
): Promise<void> {
  if (tokens.length === 0) return
  const kept = tokens.map(({ key }) => keptOf(key))
  await sql`insert into api_token (organization_id, id, hash, hint, name, person_id, team_id, role, created_at, created_by)
    select ${organizationId}, i, h, s, n, p, t, r, ${tx.now}, ${actorName(tx.actor)} from unnest(
      ${tokens.map(({ id }) => id)}::uuid[], ${kept.map(({ hash }) => hash)}::text[],
      ${kept.map(({ hint }) => hint)}::text[], ${tokens.map(({ name }) => name)}::text[],
      ${tokens.map(({ personId }) => personId)}::uuid[], ${tokens.map(({ teamId }) => teamId)}::bigint[],
      ${tokens.map(({ role }) => role)}::text[]) as t (i, h, s, n, p, t, r)`.execute(tx.sql)
}
