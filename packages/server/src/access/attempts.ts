import { accept, type Decision } from '@claviger/core/kernel/decision'
import { type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'

/** Something that may be tried so many times in a stretch of time, and by whom or for whom it is tried. */
export interface Attempt {
  readonly subject: string
  readonly limit: number
  readonly minutes: number
}

export type TooManyAttempts = ReasonedRefusal<'too_many_attempts'>

/**
 * Counts one try against every limit, refusing when one of them is used up. Kept in the database, so that several
 * processes share the count and a restart does not forget it.
 */
export async function countAttempts(
  tx: Tx,
  attempts: readonly Attempt[],
): Promise<Decision<null, TooManyAttempts>> {
  const counted = await sql<{ subject: string; count: number }>`
    insert into attempt (subject, bucket, count)
    select s, b, 1 from unnest(
      ${attempts.map((one) => one.subject)}::text[],
      ${attempts.map((one) => bucketOf(tx.now, one.minutes))}::timestamptz[]) as e (s, b) order by s
    on conflict (subject, bucket) do update set count = attempt.count + 1
    returning subject, count`.execute(tx.sql)
  const counts = new Map(counted.rows.map((row) => [row.subject, row.count]))
  const over = attempts.find((one) => (counts.get(one.subject) ?? 0) > one.limit)
  if (!over) return accept(null)
  const { limit, minutes } = over
  const retryAt = after(bucketOf(tx.now, minutes), minutes)
  return refuseBy('too_many_attempts', 'tries_left', { limit, minutes, retryAt })
}

function bucketOf(now: Date, minutes: number): Date {
  const length = minutes * 60_000
  return new Date(Math.floor(now.getTime() / length) * length)
}

function after(start: Date, minutes: number): Date {
  return new Date(start.getTime() + minutes * 60_000)
}
