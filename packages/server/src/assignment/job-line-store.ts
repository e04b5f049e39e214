import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'
import type { DecidedLine, UndoneLine, WaitingLine } from '../jobs/job-work.ts'
import type { JobOutcome } from './tables.ts'

/** A job that is locked. */
export interface JobKey {
  readonly organizationId: number
  readonly id: string
}

/** The next lines of a job that wait for this, in their order. */
export async function listNextLines(
  tx: Tx,
  { organizationId, id }: JobKey,
  outcome: 'waiting' | 'done',
  most: number,
): Promise<readonly WaitingLine[]> {
  const { rows } = await sql<WaitingLine>`select place, line, address, name, person_id as "personId",
      license_id as "licenseId", assignment_id as "assignmentId", from_team_id as "fromTeamId", asked
    from job_item where organization_id = ${organizationId} and job_id = ${id} and outcome = ${sql.lit(outcome)}
    order by place limit ${most}`.execute(tx.sql)
  return rows
}

/** Writes what came of waiting lines, and the counts. */
export async function saveDecided(
  tx: Tx,
  { organizationId, id }: JobKey,
  lines: readonly DecidedLine[],
): Promise<void> {
  await sql`update job_item set outcome = e.o, reason = e.r, facts = e.f, address = coalesce(e.a, address),
      name = coalesce(e.n, name), person_id = coalesce(e.p, person_id), license_id = coalesce(e.l, license_id),
      assignment_id = coalesce(e.s, assignment_id), from_team_id = coalesce(e.t, from_team_id)
    from unnest(${lines.map((one) => one.place)}::int[], ${lines.map((one) => one.outcome)}::text[],
      ${lines.map((one) => one.reason?.code ?? null)}::text[],
      ${lines.map((one) => (one.reason ? JSON.stringify(one.reason) : '{}'))}::jsonb[],
      ${lines.map((one) => one.address ?? null)}::text[], ${lines.map((one) => one.name ?? null)}::text[],
      ${lines.map((one) => one.personId ?? null)}::uuid[], ${lines.map((one) => one.licenseId ?? null)}::text[],
      ${lines.map((one) => one.assignmentId ?? null)}::uuid[], ${lines.map((one) => one.fromTeamId ?? null)}::bigint[])
      as e (place, o, r, f, a, n, p, l, s, t)
    where job_item.organization_id = ${organizationId} and job_item.job_id = ${id}
      and job_item.place = e.place and job_item.outcome = 'waiting'`.execute(tx.sql)
  const count = (outcome: JobOutcome) => lines.filter((one) => one.outcome === outcome).length
  await tx.sql
    .updateTable('job')
    .set((set) => ({
      done: set('done', '+', count('done')),
      skipped: set('skipped', '+', count('skipped')),
      refused: set('refused', '+', count('refused')),
      waiting: set('waiting', '-', lines.length),
    }))
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}

/** Writes what undoing did to lines. */
export async function saveUndone(
  tx: Tx,
  { organizationId, id }: JobKey,
  lines: readonly UndoneLine[],
): Promise<void> {
  await sql`update job_item set outcome = e.o, reason = e.r, facts = e.f
    from unnest(${lines.map((one) => one.place)}::int[], ${lines.map((one) => one.outcome)}::text[],
      ${lines.map((one) => one.reason?.code ?? null)}::text[],
      ${lines.map((one) => (one.reason ? JSON.stringify(one.reason) : '{}'))}::jsonb[]) as e (n, o, r, f)
    where job_item.organization_id = ${organizationId} and job_item.job_id = ${id} and job_item.place = e.n
      and job_item.outcome = 'done'`.execute(tx.sql)
  await tx.sql
    .updateTable('job')
    .set((set) => ({ waiting: set('waiting', '-', lines.length) }))
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}

/** Lets the lines that wait wait no more: nothing comes of them. Answers how many there were. */
export async function stopLines(tx: Tx, { organizationId, id }: JobKey): Promise<number> {
  const stopped = await tx.sql
    .updateTable('job_item')
    .set({ outcome: 'stopped' })
    .where('organization_id', '=', organizationId)
    .where('job_id', '=', id)
    .where('outcome', '=', sql.lit('waiting' as const))
    .executeTakeFirst()
  return Number(stopped.numUpdatedRows)
}

/** Copies the lines of a job that came to nothing into a new one, where they wait. Answers how many there are. */
export async function copyFailedLines(tx: Tx, from: JobKey, toJobId: string): Promise<number> {
  const copied =
    await sql`insert into job_item (organization_id, job_id, place, line, address, name, person_id, license_id,
      outcome, facts, from_team_id, asked)
    select organization_id, ${toJobId}::uuid, place, line, address, name, person_id, license_id, 'waiting', '{}',
      from_team_id, asked
    from job_item where organization_id = ${from.organizationId} and job_id = ${from.id}
      and outcome in ('refused', 'stopped')`.execute(tx.sql)
  return Number(copied.numAffectedRows ?? 0n)
}
