import { kidOf } from '@claviger/core/activation/document'
import type { HeldKey } from '@claviger/core/activation/key-rules'
import { actorName } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import type { Read, Tx } from '../db/unit-of-work.ts'

type Door = Pick<Tx | Read, 'sql'>

/** What a signature needs. */
export interface SigningKey {
  readonly kid: string
  readonly privateKey: string
  readonly statement: string
}

/** The key that signs now; nothing before the first start. */
export async function loadSigningKey({ sql: db }: Door): Promise<SigningKey | undefined> {
  const row = await db
    .selectFrom('signing_key')
    .select(['kid', 'private_key', 'statement'])
    .where('role', '=', 'signing')
    .where('current', '=', true)
    .executeTakeFirst()
  if (!row?.private_key || !row.statement) return undefined
  return { kid: row.kid, privateKey: row.private_key, statement: row.statement }
}

/** A key with all that is kept of it. Its private half never leaves an operation but into a sealed file. */
export interface KeptKey extends HeldKey {
  readonly privateKey: string | null
  readonly statement: string | null
  readonly createdAt: Date
  readonly createdBy: string
  readonly replacedAt: Date | null
  readonly retiredBy: string | null
}

/** Every key, the root first and then the newest, held until the transaction ends so that two acts follow each other. */
export async function lockKeys({ sql: db }: Tx): Promise<readonly KeptKey[]> {
  // The root is what is waited for: only a list read after the wait has the keys that were added meanwhile.
  await db.selectFrom('signing_key').select('kid').where('role', '=', 'root').forUpdate().execute()
  const rows = await db
    .selectFrom('signing_key')
    .selectAll()
    .orderBy('role', 'asc')
    .orderBy('created_at', 'desc')
    .orderBy('kid')
    .execute()
  return rows.map((row) => ({
    ...{ kid: row.kid, role: row.role, publicKey: row.public_key, current: row.current },
    ...{ here: row.private_key !== null, certified: row.statement !== null },
    ...{ privateKey: row.private_key, statement: row.statement },
    ...{ createdAt: row.created_at, createdBy: row.created_by, replacedAt: row.replaced_at },
    ...{ retiredAt: row.retired_at, retiredBy: row.retired_by, backedUpAt: row.backed_up_at },
  }))
}

/** A new key: the root, or one for signing that the root has certified or has yet to. */
export interface NewKey {
  readonly role: 'root' | 'signing'
  readonly publicKey: string
  readonly privateKey: string
  readonly statement: string | null
}

/** Keeps a new key, and tells whether it is now there: another process may have been first with a current one. */
export async function saveKey(tx: Tx, key: NewKey): Promise<boolean> {
  const current = key.role === 'root' || key.statement !== null
  const saved = await sql`
    insert into signing_key (kid, role, public_key, private_key, statement, current, created_at, created_by)
    values (${kidOf(key.publicKey)}, ${key.role}, ${key.publicKey}, ${key.privateKey}, ${key.statement}, ${current},
      ${tx.now}, ${actorName(tx.actor)})
    on conflict do nothing returning kid`.execute(tx.sql)
  return saved.rows.length === 1
}

/** Ends the time in which the current key signs; what it has signed stays good. */
export async function saveReplaced(tx: Tx): Promise<void> {
  await tx.sql
    .updateTable('signing_key')
    .set({ current: false, replaced_at: tx.now })
    .where('role', '=', 'signing')
    .where('current', '=', true)
    .execute()
}

/** Lets a key that was only asked for sign from now on. */
export async function saveCertified(tx: Tx, kid: string, statement: string): Promise<void> {
  await tx.sql.updateTable('signing_key').set({ statement, current: true }).where('kid', '=', kid).execute()
}

/** Notes from when on nothing the key has signed counts. */
export async function saveRetired(tx: Tx, kid: string, at: Date): Promise<void> {
  await tx.sql
    .updateTable('signing_key')
    .set({ retired_at: at, retired_by: actorName(tx.actor) })
    .where('kid', '=', kid)
    .execute()
}

/** Notes that these keys are kept in a file somebody has. */
export async function saveBackedUp(tx: Tx): Promise<void> {
  await tx.sql
    .updateTable('signing_key')
    .set({ backed_up_at: tx.now })
    .where('private_key', 'is not', null)
    .execute()
}

/** Deletes the private half of the root here; its public half stays, or no code would verify any more. */
export async function saveRootLeft(tx: Tx): Promise<void> {
  await tx.sql.updateTable('signing_key').set({ private_key: null }).where('role', '=', 'root').execute()
}

/** Forgets every key, for those that come back in their place. Nothing may have been signed with them. */
export async function deleteKeys(tx: Tx): Promise<void> {
  await tx.sql.deleteFrom('retired_keys').execute()
  await tx.sql.deleteFrom('signing_key').execute()
}

/** Takes kept keys in: what is there already only gets back a private half that was missing. */
export async function saveKeptKeys(tx: Tx, keys: readonly KeptKey[]): Promise<void> {
  const rows = keys.map((key) => ({
    ...{ kid: key.kid, role: key.role, public_key: key.publicKey, private_key: key.privateKey },
    ...{
      statement: key.statement,
      current: key.current,
      created_at: key.createdAt,
      created_by: key.createdBy,
    },
    ...{ replaced_at: key.replacedAt, retired_at: key.retiredAt, retired_by: key.retiredBy },
    backed_up_at: tx.now,
  }))
  await tx.sql
    .insertInto('signing_key')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('kid').doUpdateSet((given) => ({
        private_key: sql`coalesce(signing_key.private_key, ${given.ref('excluded.private_key')})`,
        backed_up_at: tx.now,
      })),
    )
    .execute()
}

/** The notice that names the retired keys, or nothing while none is. */
export async function loadNotice({ sql: db }: Door): Promise<string | null> {
  const row = await db.selectFrom('retired_keys').select('notice').executeTakeFirst()
  return row?.notice ?? null
}

/** Puts a newer notice in the place of the one before. */
export async function saveNotice(tx: Tx, notice: string): Promise<void> {
  await sql`insert into retired_keys (id, notice, made_at) values (1, ${notice}, ${tx.now})
    on conflict (id) do update set notice = excluded.notice, made_at = excluded.made_at`.execute(tx.sql)
}

/** How many documents rely on these keys: codes that were issued, and machines that were connected. */
export async function countDocuments(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from activation_code) + (select count(*) from activation) as count`.execute(
    tx.sql,
  )
  return rows[0]?.count ?? 0
}
