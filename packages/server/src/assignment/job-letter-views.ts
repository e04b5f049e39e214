import { sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import type { FailedLetter, JobPage } from './job-views.ts'

/** How many letters a job has written, by what became of them. */
export async function countLetters(
  read: Read,
  organizationId: number,
  jobId: string,
): Promise<JobPage['letters']> {
  const { rows } = await sql<{
    state: keyof JobPage['letters'] | 'kept'
    count: number
  }>`select state, count(*) as count from letter
    where organization_id = ${organizationId} and job_id = ${jobId} group by state`.execute(read.sql)
  const counts = { waiting: 0, sent: 0, failed: 0, withdrawn: 0 }
  // A letter kept for the vendor's mail page has left as far as it will.
  for (const { state, count } of rows) counts[state === 'kept' ? 'sent' : state] += count
  return counts
}

/** The letters of a job that the mail server did not take. */
export async function loadFailedLetters(
  read: Read,
  organizationId: number,
  jobId: string,
): Promise<readonly FailedLetter[]> {
  const rows = await read.sql
    .selectFrom('letter')
    .select(['assignment_id', 'to_address', 'last_error'])
    .where('organization_id', '=', organizationId)
    .where('job_id', '=', jobId)
    .where('state', '=', 'failed')
    .where('assignment_id', 'is not', null)
    .orderBy('to_address')
    .limit(200)
    .execute()
  return rows.flatMap(({ assignment_id: assignmentId, to_address: address, last_error: error }) =>
    assignmentId === null ? [] : [{ assignmentId, address, error: error ?? '' }],
  )
}
