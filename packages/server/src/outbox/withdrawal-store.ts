import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'

/** Withdraws what a job wrote about these assignments and what has not left. */
export async function withdrawLettersOfJob(
  tx: Tx,
  organizationId: number,
  jobId: string,
  assignmentIds: readonly string[],
): Promise<void> {
  await sql`update letter set state = 'withdrawn' where ${about(organizationId, jobId, assignmentIds)}
    and state = 'waiting' and (claimed_until is null or claimed_until < ${tx.now})`.execute(tx.sql)
}

/** How many letters a job wrote about these assignments that have left, or are leaving. */
export async function countLettersGone(
  tx: Tx,
  organizationId: number,
  jobId: string,
  assignmentIds: readonly string[],
): Promise<number> {
  const { rows } = await sql<{ gone: number }>`select count(*) as gone from letter
    where ${about(organizationId, jobId, assignmentIds)} and state <> 'withdrawn'`.execute(tx.sql)
  return rows[0]?.gone ?? 0
}

function about(organizationId: number, jobId: string, assignmentIds: readonly string[]) {
  return sql`organization_id = ${organizationId} and job_id = ${jobId}
    and assignment_id = any(${[...assignmentIds]}::uuid[])`
}

/**
 * Withdraws the letters that would still announce these assignments and nothing else. Answers the assignments whose people had not been
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
      and kind = 'license_assigned' and state = 'waiting' and not facts ? 'also' and (claimed_until is null or claimed_until < ${tx.now})
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
