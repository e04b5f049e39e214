import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'

/** Withdraws a job's letters that have not left; answers how many had. */
export async function withdrawLettersOfJob(tx: Tx, organizationId: number, jobId: string): Promise<number> {
  await tx.sql
    .updateTable('letter')
    .set({ state: 'withdrawn' })
    .where('organization_id', '=', organizationId)
    .where('job_id', '=', jobId)
    .where('state', '=', 'waiting')
    .where((letter) => letter.or([letter('claimed_until', 'is', null), letter('claimed_until', '<', tx.now)]))
    .execute()
  const left = await tx.sql
    .selectFrom('letter')
    .select((letter) => letter.fn.countAll<number>().as('count'))
    .where('organization_id', '=', organizationId)
    .where('job_id', '=', jobId)
    .where('state', '<>', 'withdrawn')
    .executeTakeFirstOrThrow()
  return left.count
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
