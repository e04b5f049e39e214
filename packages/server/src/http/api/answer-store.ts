import { type Kysely, sql } from 'kysely'
import type { Schema } from '../../db/schema.ts'
import type { Tx } from '../../db/unit-of-work.ts'

/** Whose key it is: the same word of two tokens is two keys. */
export interface AnswerKey {
  readonly organizationId: number
  readonly tokenId: string
  readonly key: string
}

/** An answer that was given, sealed, and what it was given to. */
export interface KeptAnswer {
  readonly fingerprint: string
  readonly status: number
  readonly sealed: string
}

/** How long an answer is given again. */
export const answerHours = 24

/**
 * Takes a key for this transaction. Nothing when it is ours now; else the answer that was given before. A key somebody
 * else holds at this moment is waited for, so that of two calls at the same time one acts and one is told.
 */
export async function claimAnswer(
  tx: Tx,
  { organizationId, tokenId, key }: AnswerKey,
  fingerprint: string,
): Promise<KeptAnswer | null> {
  const oldest = hoursBefore(tx.now)
  const claimed =
    await sql`insert into api_answer (organization_id, token_id, key, fingerprint, status, sealed, made_at)
    values (${organizationId}, ${tokenId}, ${key}, ${fingerprint}, 0, '', ${tx.now})
    on conflict (organization_id, token_id, key) do update set fingerprint = excluded.fingerprint, status = 0,
      sealed = '', made_at = excluded.made_at where api_answer.made_at <= ${oldest}
    returning key`.execute(tx.sql)
  if (claimed.rows.length > 0) return null
  return tx.sql
    .selectFrom('api_answer')
    .select(['fingerprint', 'status', 'sealed'])
    .where('organization_id', '=', organizationId)
    .where('token_id', '=', tokenId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
}

/** Keeps the answer under the key this transaction has taken. */
export async function saveAnswer(
  tx: Tx,
  { organizationId, tokenId, key }: AnswerKey,
  { status, sealed }: Pick<KeptAnswer, 'status' | 'sealed'>,
): Promise<void> {
  await tx.sql
    .updateTable('api_answer')
    .set({ status, sealed })
    .where('organization_id', '=', organizationId)
    .where('token_id', '=', tokenId)
    .where('key', '=', key)
    .execute()
}

/** Forgets answers nobody is given any more. */
export async function sweepAnswers(db: Kysely<Schema>, now: Date): Promise<void> {
  await db.deleteFrom('api_answer').where('made_at', '<=', hoursBefore(now)).execute()
}

function hoursBefore(now: Date): Date {
  return new Date(now.getTime() - answerHours * 3_600_000)
}
