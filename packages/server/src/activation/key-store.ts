import { kidOf } from '@claviger/core/activation/document'
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

/** A key that is about to sign: the root, or one that the root has certified. */
export type NewKey = {
  readonly publicKey: string
  readonly privateKey: string
} & ({ readonly role: 'root' } | { readonly role: 'signing'; readonly statement: string })

/** Keeps a key as the current one of its role, and tells whether it is: another process may have been first. */
export async function saveKey(tx: Tx, key: NewKey): Promise<boolean> {
  const statement = key.role === 'signing' ? key.statement : null
  const saved = await sql`
    insert into signing_key (kid, role, public_key, private_key, statement, current, created_at, created_by)
    values (${kidOf(key.publicKey)}, ${key.role}, ${key.publicKey}, ${key.privateKey}, ${statement}, true,
      ${tx.now}, ${actorName(tx.actor)})
    on conflict do nothing returning kid`.execute(tx.sql)
  return saved.rows.length === 1
}

/** The notice that names the retired keys, or nothing while none is. */
export async function loadNotice({ sql: db }: Door): Promise<string | null> {
  const row = await db.selectFrom('retired_keys').select('notice').executeTakeFirst()
  return row?.notice ?? null
}
