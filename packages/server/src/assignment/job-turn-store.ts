import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Bearer } from '../access/bearer.ts'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { rescheduleLettersOfJob } from '../outbox/job-letter-store.ts'
import type { Job } from './job-store.ts'

/** A job that this process has taken on for one chunk. */
export interface JobTurn {
  readonly organizationId: number
  readonly id: string
  readonly bearer: Bearer
  /** This try of the chunk included. */
  readonly attempts: number
}

const leaseSeconds = 20

/**
 * Takes on the job that has waited longest for its turn. The second look at the row keeps this right where rows are not
 * skipped but waited for; who goes on with a job all the same waits for its row's lock, and finds the next lines.
 */
export async function takeTurn(db: Kysely<Schema>, now: Date): Promise<JobTurn | undefined> {
  const { rows } = await sql<JobTurn>`
    with next as materialized (select organization_id, id from job where ${isDue(now)}
      order by coalesce(claimed_until, started_at), id limit 1 for update skip locked)
    update job set claimed_until = ${later(now, leaseSeconds)}, attempts = attempts + 1
    from next where job.organization_id = next.organization_id and job.id = next.id and ${isDue(now)}
    returning job.organization_id as "organizationId", job.id, bearer, attempts`.execute(db)
  return rows[0]
}

function isDue(now: Date): RawBuilder<boolean> {
  return sql<boolean>`state in ('running', 'undoing') and (claimed_until is null or claimed_until <= ${now})`
}

/** Lets a job whose chunk failed be tried again after some seconds, by whoever comes first. */
export async function putOff(
  db: Kysely<Schema>,
  { organizationId, id }: JobTurn,
  now: Date,
  seconds: number,
): Promise<void> {
  await db
    .updateTable('job')
    .set({ claimed_until: later(now, seconds) })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}

/** Notes that a chunk is done: it is the next one's turn, or the job has ended. */
export async function endTurn(tx: Tx, job: Job): Promise<void> {
  const row = await tx.sql
    .updateTable('job')
    // A chunk that failed was cut smaller; what went well is cut a little larger.
    .set({ claimed_until: tx.now, attempts: Math.max(0, job.attempts - 2) })
    .where('organization_id', '=', job.organizationId)
    .where('id', '=', job.id)
    .returning(['waiting'])
    .executeTakeFirstOrThrow()
  if (row.waiting > 0) return
  if (job.state === 'undoing') await endUndo(tx, job)
  else await endJob(tx, job)
}

/**
 * Ends a job that has run. Undo and letters were promised for some time after the act, and the act is over only now: both
 * move by as long as it took.
 */
export async function endJob(
  tx: Tx,
  job: Job,
  stopped: { readonly by: string; readonly lines: number } | null = null,
): Promise<Job> {
  const took = tx.now.getTime() - job.startedAt.getTime()
  const lettersAt = new Date(job.lettersAt.getTime() + took)
  const undoUntil = new Date(job.undoUntil.getTime() + took)
  await tx.sql
    .updateTable('job')
    .set({ state: 'ended', ended_at: tx.now, claimed_until: null, attempts: 0, waiting: 0 })
    .set({ undo_until: undoUntil, letters_at: lettersAt })
    .$if(stopped !== null, (update) =>
      update.set({ stopped_at: tx.now, stopped_by: stopped?.by ?? null, stopped: stopped?.lines ?? 0 }),
    )
    .where('organization_id', '=', job.organizationId)
    .where('id', '=', job.id)
    .execute()
  await rescheduleLettersOfJob(tx, job.organizationId, job.id, lettersAt)
  return { ...job, state: 'ended', waiting: 0, endedAt: tx.now, undoUntil, lettersAt }
}

/** Lets a job go on whose lines all wait. */
export async function beginRunning(
  tx: Tx,
  { organizationId, id }: { readonly organizationId: number; readonly id: string },
  waiting: number,
): Promise<void> {
  await tx.sql
    .updateTable('job')
    .set({ state: 'running', ended_at: null, waiting })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}

/** Lets the letters of what a job has yet to give leave at once. */
export async function saveLettersAtOnce(tx: Tx, { organizationId, id, startedAt }: Job): Promise<void> {
  await tx.sql
    .updateTable('job')
    .set({ letters_at: startedAt })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}

/** Begins to take back what a job did, for whoever wants that. */
export async function beginUndo(
  tx: Tx,
  job: Job,
  undo: { readonly by: string; readonly bearer: Bearer; readonly lines: number },
): Promise<void> {
  await tx.sql
    .updateTable('job')
    .set({ state: 'undoing', undone_at: tx.now, undone_by: undo.by, waiting: undo.lines })
    .set({ bearer: JSON.stringify(undo.bearer), claimed_until: null, attempts: 0 })
    .where('organization_id', '=', job.organizationId)
    .where('id', '=', job.id)
    .execute()
}

async function endUndo(tx: Tx, job: Job): Promise<void> {
  await tx.sql
    .updateTable('job')
    .set({ state: 'ended', claimed_until: null, attempts: 0, waiting: 0 })
    .where('organization_id', '=', job.organizationId)
    .where('id', '=', job.id)
    .execute()
}

function later(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1_000)
}
