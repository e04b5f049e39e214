import type { UndoableItem, UndoableMove } from '@claviger/core/assignment/plan-undo'
import type { Refusal } from '@claviger/core/kernel/decision'
import { isUuid } from '@claviger/core/kernel/ids'
import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'
import type { JobKind, JobOutcome } from './tables.ts'

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
  readonly fromTeamId?: number
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
}

export interface Job extends NewJob {
  readonly startedAt: Date
  readonly undoneAt: Date | null
}

/** Opens a job under the id its form named; answers false when that form was already sent. */
export async function openJob(tx: Tx, job: NewJob): Promise<boolean> {
  const opened = await tx.sql
    .insertInto('job')
    .values({
      organization_id: job.organizationId,
      id: job.id,
      kind: job.kind,
      product_code: job.productCode,
      team_id: job.teamId,
      started_by: job.startedBy,
      started_at: tx.now,
      undo_until: job.undoUntil,
      letters_at: job.lettersAt,
      done: 0,
      skipped: 0,
      refused: 0,
      undone_at: null,
      undone_by: null,
    })
    .onConflict((conflict) => conflict.columns(['organization_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return opened !== undefined
}

/** Writes the report's lines and the counts they add up to. */
export async function saveJobItems(
  tx: Tx,
  organizationId: number,
  jobId: string,
  items: readonly JobItem[],
): Promise<void> {
  await sql`insert into job_item (organization_id, job_id, place, line, address, name, person_id, license_id, assignment_id, outcome, reason, facts, from_team_id)
    select ${organizationId}, ${jobId}::uuid, place, n, a, m, p, l, s, o, r, f, t from unnest(
      ${items.map((item) => item.line)}::int[], ${items.map((item) => item.address)}::text[],
      ${items.map((item) => item.name)}::text[], ${items.map((item) => item.personId)}::uuid[],
      ${items.map((item) => item.licenseId)}::text[], ${items.map((item) => item.assignmentId)}::uuid[],
      ${items.map((item) => item.outcome)}::text[], ${items.map((item) => item.reason?.code ?? null)}::text[],
      ${items.map((item) => JSON.stringify(item.reason ?? {}))}::jsonb[],
      ${items.map((item) => item.fromTeamId ?? null)}::bigint[]) with ordinality as e (n, a, m, p, l, s, o, r, f, t, place)`.execute(
    tx.sql,
  )
  const count = (outcome: JobOutcome) => items.filter((item) => item.outcome === outcome).length
  await tx.sql
    .updateTable('job')
    .set({ done: count('done'), skipped: count('skipped'), refused: count('refused') })
    .where('organization_id', '=', organizationId)
    .where('id', '=', jobId)
    .execute()
}

/** Loads a job and keeps others from undoing it meanwhile. */
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
    organizationId,
    id: row.id,
    kind: row.kind,
    productCode: row.product_code,
    teamId: row.team_id,
    startedBy: row.started_by,
    startedAt: row.started_at,
    undoUntil: row.undo_until,
    lettersAt: row.letters_at,
    undoneAt: row.undone_at,
  }
}

/** The licenses and teams a job's done lines touch: what must be locked and allowed before it is undone. */
export async function loadJobReach(
  tx: Tx,
  organizationId: number,
  jobId: string,
): Promise<{ licenseIds: string[]; teamIds: number[] }> {
  const { rows } = await sql<{ license_id: string; team_id: number }>`
    select item.license_id, license.team_id from job_item as item
    join license on license.organization_id = item.organization_id and license.id = item.license_id
    where item.organization_id = ${organizationId} and item.job_id = ${jobId} and item.outcome = 'done'
      and item.assignment_id is not null`.execute(tx.sql)
  return {
    licenseIds: rows.map((row) => row.license_id),
    teamIds: [...new Set(rows.map((row) => row.team_id))],
  }
}

/** The licenses a move has put elsewhere, and the teams that undoing it concerns: where they are and where they came from. */
export async function loadMoveReach(
  tx: Tx,
  organizationId: number,
  jobId: string,
): Promise<{ licenseIds: string[]; teamIds: number[] }> {
  const { rows } = await sql<{ license_id: string; team_id: number; origin_id: number | null }>`
    select item.license_id, job.team_id, origin.id as origin_id
    from job join job_item as item on item.organization_id = job.organization_id and item.job_id = job.id
    left join team as origin on origin.organization_id = item.organization_id and origin.id = item.from_team_id
      and origin.ended_at is null
    where job.organization_id = ${organizationId} and job.id = ${jobId} and item.outcome = 'done'`.execute(
    tx.sql,
  )
  return {
    licenseIds: rows.map((row) => row.license_id),
    teamIds: [...new Set(rows.flatMap((row) => [row.team_id, row.origin_id ?? []].flat()))],
  }
}

/** The done lines of a move as they can be undone now; call it under the lock of their pools. */
export async function loadUndoableMoves(
  tx: Tx,
  organizationId: number,
  jobId: string,
): Promise<UndoableMove[]> {
  const { rows } = await sql<UndoableMove>`select item.place, item.license_id as "licenseId",
      license.person_id as "personId", item.from_team_id as "fromTeamId", 
      license.team_id = job.team_id and license.team_id <> item.from_team_id as stayed,
      origin.ended_at is not null as "fromEnded"
    from job join job_item as item on item.organization_id = job.organization_id and item.job_id = job.id
    join license on license.organization_id = item.organization_id and license.id = item.license_id
    join team as origin on origin.organization_id = item.organization_id and origin.id = item.from_team_id
    where job.organization_id = ${organizationId} and job.id = ${jobId} and item.outcome = 'done'
    order by item.place`.execute(tx.sql)
  return rows
}

/** The done lines as they can be undone now; call it under the lock of their pools. */
export async function loadUndoableItems(
  tx: Tx,
  organizationId: number,
  jobId: string,
): Promise<(UndoableItem & { readonly teamId: number })[]> {
  const { rows } = await sql<{
    place: number
    license_id: string
    team_id: number
    assignment_id: string
    person_id: string
    open: boolean
    seat_taken_by: string | null
    holds_another: boolean
  }>`select item.place, item.license_id, license.team_id, item.assignment_id, item.person_id, mine.ended_at is null as open,
      case when license.assignment_id <> item.assignment_id then coalesce(nullif(holder.name, ''), holder.address) end as seat_taken_by,
      not mine.additional and exists (select 1 from assignment other where other.organization_id = item.organization_id
        and other.person_id = item.person_id and other.product_code = mine.product_code and other.ended_at is null
        and other.id <> mine.id and not other.additional) as holds_another
    from job_item as item
    join assignment as mine on mine.organization_id = item.organization_id and mine.id = item.assignment_id
    join license on license.organization_id = item.organization_id and license.id = item.license_id
    left join person as holder on holder.organization_id = license.organization_id and holder.id = license.person_id
    where item.organization_id = ${organizationId} and item.job_id = ${jobId} and item.outcome = 'done'
    order by item.place`.execute(tx.sql)
  return rows.map((row) => ({
    place: row.place,
    licenseId: row.license_id,
    teamId: row.team_id,
    assignmentId: row.assignment_id,
    personId: row.person_id,
    open: row.open,
    seatTakenBy: row.seat_taken_by,
    holdsAnother: row.holds_another,
  }))
}

/** Writes what undoing did to each line and closes the job. */
export async function saveUndo(
  tx: Tx,
  organizationId: number,
  jobId: string,
  by: string,
  lines: readonly { readonly place: number; readonly outcome: JobOutcome; readonly reason: Refusal | null }[],
): Promise<void> {
  await sql`update job_item set outcome = e.o, reason = e.r, facts = e.f
    from unnest(${lines.map((one) => one.place)}::int[], ${lines.map((one) => one.outcome)}::text[],
      ${lines.map((one) => one.reason?.code ?? null)}::text[],
      ${lines.map((one) => JSON.stringify(one.reason ?? {}))}::jsonb[]) as e (n, o, r, f)
    where job_item.organization_id = ${organizationId} and job_item.job_id = ${jobId} and job_item.place = e.n`.execute(
    tx.sql,
  )
  await tx.sql
    .updateTable('job')
    .set({ undone_at: tx.now, undone_by: by })
    .where('organization_id', '=', organizationId)
    .where('id', '=', jobId)
    .execute()
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
