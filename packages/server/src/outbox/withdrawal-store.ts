import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'

/** Withdraws what a job wrote about these assignments and what has not left; answers how many letters had. */
export async function withdrawLettersOfJob(
  tx: Tx,
  organizationId: number,
  jobId: string,
  assignmentIds: readonly string[],
): Promise<number> {
  const about = sql`organization_id = ${organizationId} and job_id = ${jobId}
    and assignment_id = any(${[...assignmentIds]}::uuid[])`
  await sql`update letter set state = 'withdrawn' where ${about} and state = 'waiting'
    and (claimed_until is null or claimed_until < ${tx.now})`.execute(tx.sql)
  const { rows } = await sql<{ left: number }>`select count(*) as left from letter
    where ${about} and state <> 'withdrawn'`.execute(tx.sql)
  return rows[0]?.left ?? 0
}

/**
 * Withdraws the letters that would still announce these assignments. Answers the assignments whose people had not been
 * written to at all: there is nothing to tell them.
 */
export async function withdrawAnnouncements(
  tx: Tx,
  organizationId: number,
  assignmentIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ assignment_id: string }>`
    update letter set state = 'withdrawn'
    where organization_id = ${organizationId} and assignment_id = any(${[...assignmentIds]}::uuid[])
      and kind = 'license_assigned' and state = 'waiting' and (claimed_until is null or claimed_until < ${tx.now})
    returning assignment_id`.execute(tx.sql)
  return new Set(rows.map((row) => row.assignment_id))
}

/** Queues announcements again that a revocation had withdrawn, for assignments that are given back. */
export async function requeueAnnouncements(
  tx: Tx,
  organizationId: number,
  assignmentIds: readonly string[],
): Promise<void> {
  await tx.sql
    .updateTable('letter')
    .set({ state: 'waiting' })
    .where('organization_id', '=', organizationId)
    .where('assignment_id', '=', sql<string>`any(${[...assignmentIds]}::uuid[])`)
    .where('kind', '=', 'license_assigned')
    .where('state', '=', 'withdrawn')
    .execute()
}

/** Withdraws letters that have not left, by the keys that keep them from being written twice. */
export async function withdrawByKeys(tx: Tx, dedupeKeys: readonly string[]): Promise<void> {
  if (dedupeKeys.length === 0) return
  await sql`update letter set state = 'withdrawn' where dedupe_key = any(${[...dedupeKeys]}::text[])
    and state = 'waiting' and (claimed_until is null or claimed_until < ${tx.now})`.execute(tx.sql)
}
