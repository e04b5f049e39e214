import type { Refusal } from '@claviger/core/kernel/decision'
import { isUuid } from '@claviger/core/kernel/ids'
import { sql } from 'kysely'
import { type Bearer, bearerOf } from '../access/bearer.ts'
import type { Tx } from '../db/unit-of-work.ts'
import type { JobUnderWay } from '../jobs/job-work.ts'
import type { JobKind, JobOutcome, JobState } from './tables.ts'

/** One line of a job's report. */
export interface JobItem {
  readonly line: number
  readonly address: string
  readonly name: string
  readonly personId: string | null
  readonly licenseId: string | null
  readonly assignmentId: string | null
  readonly outcome: JobOutcome
  readonly reason: Refusal | null
  /** Of a move: where the license was before. */
  readonly fromTeamId?: number | null
  /** What was asked for this line, as far as the rest does not say it. */
  readonly asked?: object | null
}

export interface NewJob {
  readonly organizationId: number
  readonly id: string
  readonly kind: JobKind
  readonly productCode: string | null
  readonly teamId: number | null
  readonly startedBy: string
  readonly undoUntil: Date
  readonly lettersAt: Date
  /** What was asked for all lines. Without it none of them can be tried again. */
  readonly request?: object
  readonly retryOf?: string
}

export interface Job extends JobUnderWay {
  readonly kind: JobKind
  readonly state: JobState
  readonly waiting: number
  readonly done: number
  readonly endedAt: Date | null
  readonly undoneAt: Date | null
  readonly bearer: Bearer | null
  readonly attempts: number
}

/** Opens a job under the id its form named; answers false when that form was already sent. */
export async function openJob(tx: Tx, job: NewJob): Promise<boolean> {
  const opened = await tx.sql
    .insertInto('job')
    .values({
      ...{ organization_id: job.organizationId, id: job.id, kind: job.kind },
      ...{ product_code: job.productCode, team_id: job.teamId, started_by: job.startedBy },
      ...{ started_at: tx.now, ended_at: tx.now, undo_until: job.undoUntil, letters_at: job.lettersAt },
      ...{ done: 0, skipped: 0, refused: 0, undone_at: null, undone_by: null },
      ...{ stopped_at: null, stopped_by: null, claimed_until: null, retry_of: job.retryOf ?? null },
      bearer: tx.actor.kind === 'anonymous' ? null : JSON.stringify(bearerOf(tx.actor)),
      request: job.request ? JSON.stringify(job.request) : null,
    })
    .onConflict((conflict) => conflict.columns(['organization_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return opened !== undefined
}

/** Writes the report's lines and the counts they add up to. With lines that wait, the job goes on after its request. */
export async function saveJobItems(
  tx: Tx,
  organizationId: number,
  jobId: string,
  items: readonly JobItem[],
): Promise<void> {
  await sql`insert into job_item (organization_id, job_id, place, line, address, name, person_id, license_id, assignment_id,
      outcome, reason, facts, from_team_id, asked)
    select ${organizationId}, ${jobId}::uuid, place, n, a, m, p, l, s, o, r, f, t, q from unnest(
      ${items.map((item) => item.line)}::int[], ${items.map((item) => item.address)}::text[],
      ${items.map((item) => item.name)}::text[], ${items.map((item) => item.personId)}::uuid[],
      ${items.map((item) => item.licenseId)}::text[], ${items.map((item) => item.assignmentId)}::uuid[],
      ${items.map((item) => item.outcome)}::text[], ${items.map((item) => item.reason?.code ?? null)}::text[],
      ${items.map((item) => (item.reason ? JSON.stringify(item.reason) : '{}'))}::jsonb[],
      ${items.map((item) => item.fromTeamId ?? null)}::bigint[],
      ${items.map((item) => (item.asked ? JSON.stringify(item.asked) : null))}::jsonb[])
      with ordinality as e (n, a, m, p, l, s, o, r, f, t, q, place)`.execute(tx.sql)
  const count = (outcome: JobOutcome) => items.filter((item) => item.outcome === outcome).length
  const waiting = count('waiting')
  await tx.sql
    .updateTable('job')
    .set({ done: count('done'), skipped: count('skipped'), refused: count('refused'), waiting })
    .$if(waiting > 0, (update) => update.set({ state: 'running', ended_at: null }))
    .where('organization_id', '=', organizationId)
    .where('id', '=', jobId)
    .execute()
}

/** Loads a job and keeps others from going on with it or undoing it meanwhile. */
export async function lockJob(tx: Tx, organizationId: number, jobId: string): Promise<Job | null> {
  if (!isUuid(jobId)) return null
  const row = await tx.sql
    .selectFrom('job')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', jobId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return null
  return {
    ...{ organizationId, id: row.id, kind: row.kind, productCode: row.product_code, teamId: row.team_id },
    ...{ startedBy: row.started_by, startedAt: row.started_at },
    ...{ undoUntil: row.undo_until, lettersAt: row.letters_at, undoneAt: row.undone_at },
    ...{ state: row.state, waiting: row.waiting, done: row.done, endedAt: row.ended_at },
    attempts: row.attempts,
    ...{ request: row.request, bearer: row.bearer as Bearer | null },
  }
}

/** Lets the reports of a team's bulk acts be found where its licenses are now. */
export async function moveJobs(
  tx: Tx,
  organizationId: number,
  teamId: number,
  intoTeamId: number,
): Promise<void> {
  await tx.sql
    .updateTable('job')
    .set({ team_id: intoTeamId })
    .where('organization_id', '=', organizationId)
    .where('team_id', '=', teamId)
    .execute()
}

/** What a job came to, once it has ended. */
export async function loadEndedCounts(tx: Tx, organizationId: number, jobId: string) {
  return tx.sql
    .selectFrom('job')
    .leftJoin('product', 'product.code', 'job.product_code')
    .select(['product.name as product', 'job.done', 'job.skipped', 'job.refused', 'job.stopped'])
    .where('job.organization_id', '=', organizationId)
    .where('job.id', '=', jobId)
    .where('job.state', '=', 'ended')
    .executeTakeFirst()
}
