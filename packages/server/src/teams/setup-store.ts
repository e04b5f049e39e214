import { sql } from 'kysely'
import type { Read, Tx } from '../db/unit-of-work.ts'

/** How far the first run has come. */
export interface Setup {
  readonly keyHash: string | null
  readonly keyUntil: Date | null
  readonly answers: Readonly<Record<string, unknown>>
  readonly finishedAt: Date | null
}

const untouched: Setup = { keyHash: null, keyUntil: null, answers: {}, finishedAt: null }

export async function loadSetup(door: Tx | Read): Promise<Setup> {
  const row = await door.sql.selectFrom('setup').selectAll().executeTakeFirst()
  return row ? toSetup(row) : untouched
}

/** Holds the first run, so that two browsers cannot finish it at once. */
export async function lockSetup(tx: Tx): Promise<Setup> {
  const row = await tx.sql.selectFrom('setup').selectAll().forUpdate().executeTakeFirst()
  return row ? toSetup(row) : untouched
}

/** Replaces the key of the first run; the one before is dead. */
export async function saveSetupKey(tx: Tx, keyHash: string, keyUntil: Date): Promise<void> {
  await sql`insert into setup (id, key_hash, key_until) values (1, ${keyHash}, ${keyUntil})
    on conflict (id) do update set key_hash = excluded.key_hash, key_until = excluded.key_until`.execute(
    tx.sql,
  )
}

/** Keeps what was answered in one step, beside what the others said. */
export async function saveSetupAnswer(tx: Tx, step: string, answer: unknown): Promise<void> {
  await sql`update setup set answers = answers || ${JSON.stringify({ [step]: answer })}::jsonb`.execute(
    tx.sql,
  )
}

/** Ends the first run for good: no key opens it again. */
export async function saveSetupFinished(tx: Tx): Promise<void> {
  await sql`update setup set finished_at = ${tx.now}, key_hash = null, key_until = null, answers = '{}'`.execute(
    tx.sql,
  )
}

/** Notes that this database is a demo's, and how far it is filled. */
export async function saveDemoState(tx: Tx, state: 'begun' | 'filled'): Promise<void> {
  await sql`insert into setup (id, demo) values (1, ${state})
    on conflict (id) do update set demo = excluded.demo`.execute(tx.sql)
}

function toSetup(row: {
  key_hash: string | null
  key_until: Date | null
  answers: unknown
  finished_at: Date | null
}) {
  return {
    keyHash: row.key_hash,
    keyUntil: row.key_until,
    answers: row.answers as Readonly<Record<string, unknown>>,
    finishedAt: row.finished_at,
  }
}
