import { type Kysely, sql } from 'kysely'
import { house } from './migrations/0001-house.ts'
import { access } from './migrations/0002-access.ts'
import { productForm } from './migrations/0003-product-form.ts'
import { activation } from './migrations/0004-activation.ts'
import { accountApi } from './migrations/0005-account-api.ts'
import { hundredsAtOnce } from './migrations/0006-hundreds-at-once.ts'
import type { Schema } from './schema.ts'

/** Every migration ever released, in order. A released one is never edited; the next one mends it. */
export const migrations = [house, access, productForm, activation, accountApi, hundredsAtOnce] as const

const holdSeconds = 120

/**
 * Brings the schema up to date and answers the names of the migrations it applied.
 * A lease row, not an advisory lock, keeps two processes from migrating at once: PostgreSQL-wire clusters have no
 * dependable advisory locks.
 */
export async function migrate(db: Kysely<Schema>, holder: string, upTo?: string): Promise<string[]> {
  await sql`create table if not exists migration (name text primary key, applied_at timestamptz not null)`.execute(
    db,
  )
  await sql`create table if not exists migration_lease (
    id smallint primary key check (id = 1), holder text not null, valid_until timestamptz not null)`.execute(
    db,
  )
  await takeLease(db, holder)
  try {
    return await applyMissing(db, upTo)
  } finally {
    await sql`delete from migration_lease where holder = ${holder}`.execute(db)
  }
}

/** The names of the migrations this database has, oldest first. */
export async function appliedMigrations(db: Kysely<Schema>): Promise<string[]> {
  const known = await sql<{
    present: boolean
  }>`select to_regclass('migration') is not null as present`.execute(db)
  if (!known.rows[0]?.present) return []
  const rows = await sql<{ name: string }>`select name from migration order by name`.execute(db)
  return rows.rows.map((row) => row.name)
}

async function applyMissing(db: Kysely<Schema>, upTo?: string): Promise<string[]> {
  const have = new Set(await appliedMigrations(db))
  const applied: string[] = []
  for (const migration of migrations) {
    if (!have.has(migration.name)) {
      await db.transaction().execute(async (tx) => {
        for (const statement of migration.statements) await sql.raw(statement).execute(tx)
        await sql`insert into migration (name, applied_at) values (${migration.name}, now())`.execute(tx)
      })
      applied.push(migration.name)
    }
    if (migration.name === upTo) break
  }
  return applied
}

async function takeLease(db: Kysely<Schema>, holder: string): Promise<void> {
  const giveUpAfter = Date.now() + holdSeconds * 1000
  while (!(await tryLease(db, holder))) {
    if (Date.now() > giveUpAfter)
      throw new Error('another process has been migrating this database for two minutes')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function tryLease(db: Kysely<Schema>, holder: string): Promise<boolean> {
  const taken = await sql<{ holder: string }>`
    insert into migration_lease (id, holder, valid_until)
    values (1, ${holder}, now() + make_interval(secs => ${holdSeconds}))
    on conflict (id) do update set holder = excluded.holder, valid_until = excluded.valid_until
      where migration_lease.valid_until < now()
    returning holder`.execute(db)
  return taken.rows[0]?.holder === holder
}
