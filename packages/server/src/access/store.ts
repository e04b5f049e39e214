import { type Kysely, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/unit-of-work.ts'
import type { Profile } from './profile.ts'

/** The library's name for the account that proved this address, or nothing while nobody has. */
export async function loadHandle(db: Kysely<Schema>, addressKey: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('verified_address as v')
    .innerJoin('account as a', 'a.id', 'v.account_id')
    .select('a.email')
    .where('v.address_key', '=', addressKey)
    .executeTakeFirst()
  return row?.email
}

/** The library's name for the account behind a living session. */
export async function loadHandleOfSession(
  db: Kysely<Schema>,
  sessionHash: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('session as s')
    .innerJoin('account as a', 'a.id', 's.account_id')
    .select('a.email')
    .where('s.token', '=', sessionHash)
    .where('s.expires_at', '>', new Date())
    .executeTakeFirst()
  return row?.email
}

export interface Proof {
  readonly accountId: string
  readonly address: { readonly key: string; readonly typed: string }
  /** Taken as the account's own name while it has none. */
  readonly name?: string
}

/**
 * Notes that an account has proved an address. An account without a name takes the one given, or else the one it is
 * already known by as staff or as a person.
 */
export async function saveProof(tx: Tx, { accountId, address, name = '' }: Proof): Promise<void> {
  await sql`insert into verified_address (address_key, account_id, address, verified_at)
    values (${address.key}, ${accountId}, ${address.typed}, ${tx.now})
    on conflict (address_key) do nothing`.execute(tx.sql)
  await sql`update account set name = coalesce(nullif(${name}, ''),
      (select f.name from staff f where f.address_key = ${address.key} and f.name <> ''),
      (select p.name from person p where p.address_key = ${address.key} and p.name <> ''
        order by p.created_at desc limit 1), '')
    where id = ${accountId} and name = ''`.execute(tx.sql)
}

/** Notes that a session is in use. */
export async function touchSession(db: Kysely<Schema>, sessionId: string, now: Date): Promise<void> {
  await db.updateTable('session').set({ updated_at: now }).where('id', '=', sessionId).execute()
}

/** Ends the session with this token hash, if there is one. */
export async function deleteSessionByHash(
  db: Kysely<Schema>,
  sessionHash: string | undefined,
): Promise<void> {
  if (sessionHash) await db.deleteFrom('session').where('token', '=', sessionHash).execute()
}

/** Ends one session of an account; somebody else's is left alone. */
export async function deleteSession(db: Kysely<Schema>, accountId: string, id: string): Promise<boolean> {
  const ended = await db
    .deleteFrom('session')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  return ended.numDeletedRows > 0n
}

/** Ends every session of an account but one. */
export async function deleteOtherSessions(
  db: Kysely<Schema>,
  accountId: string,
  kept: string,
): Promise<void> {
  await db.deleteFrom('session').where('account_id', '=', accountId).where('id', '<>', kept).execute()
}

/** Ends every session of whoever has proved this address: more rights begin with a fresh sign-in. */
export async function endSessionsAt(tx: Tx, addressKey: string): Promise<void> {
  await sql`delete from session using verified_address
    where verified_address.account_id = session.account_id and verified_address.address_key = ${addressKey}`.execute(
    tx.sql,
  )
}

/** Removes an account with its sessions and proved addresses; what the business keeps about its person stays. */
export async function removeAccount(tx: Tx, accountId: string): Promise<void> {
  await tx.sql.deleteFrom('account').where('id', '=', accountId).execute()
}

/** Keeps what an account decided about its name and pages. */
export async function saveProfile(tx: Tx, accountId: string, profile: Profile): Promise<void> {
  await tx.sql
    .updateTable('account')
    .set({ ...profile, updated_at: tx.now })
    .where('id', '=', accountId)
    .execute()
}

export interface SignInLink {
  readonly tokenHash: string
  readonly address: { readonly key: string; readonly typed: string }
  readonly validUntil: Date
}

/** Keeps a sign-in link, by its hash. */
export async function saveSignInLink(tx: Tx, { tokenHash, address, validUntil }: SignInLink): Promise<void> {
  await tx.sql
    .insertInto('sign_in_link')
    .values({
      token_hash: tokenHash,
      address_key: address.key,
      address: address.typed,
      created_at: tx.now,
      valid_until: validUntil,
      used_at: null,
    })
    .execute()
}

/** Reads a sign-in link without using it. */
export async function loadSignInLink(db: Kysely<Schema>, tokenHash: string) {
  return db.selectFrom('sign_in_link').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()
}

/** Uses a sign-in link up; of two who press at once, one gets it. */
export async function spendSignInLink(tx: Tx, tokenHash: string) {
  return tx.sql
    .updateTable('sign_in_link')
    .set({ used_at: tx.now })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('valid_until', '>', tx.now)
    .returning(['address_key as key', 'address as typed'])
    .executeTakeFirst()
}

/** Forgets what has run out: sessions, codes, links and counts of attempts. */
export async function sweep(db: Kysely<Schema>, now: Date): Promise<void> {
  const yesterday = new Date(now.getTime() - 24 * 60 * 60_000)
  await db.deleteFrom('session').where('expires_at', '<', new Date()).execute()
  await db.deleteFrom('verification').where('expires_at', '<', new Date()).execute()
  await db.deleteFrom('sign_in_link').where('valid_until', '<', yesterday).execute()
  await db.deleteFrom('attempt').where('bucket', '<', yesterday).execute()
}
