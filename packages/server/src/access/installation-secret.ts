import { randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'

/** Answers this installation's secret of that name, drawing it the first time anybody asks. */
export async function installationSecret(db: Kysely<Schema>, name: string): Promise<string> {
  const drawn = randomBytes(48).toString('base64url')
  const kept = await sql<{ value: string }>`
    with drawn as (insert into installation_secret (name, value) values (${name}, ${drawn})
      on conflict (name) do nothing returning value)
    select value from drawn union all select value from installation_secret where name = ${name}`.execute(db)
  return kept.rows[0]?.value ?? installationSecret(db, name)
}
