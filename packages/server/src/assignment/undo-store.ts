import type { UndoableItem, UndoableMove } from '@claviger/core/assignment/plan-undo'
import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'
import type { JobKey } from './job-line-store.ts'

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

/** These lines of a move as they can be undone now; call it under the lock of their pools. */
export async function loadUndoableMoves(
  tx: Tx,
  { organizationId, id: jobId }: JobKey,
  places: readonly number[],
): Promise<UndoableMove[]> {
  const { rows } = await sql<UndoableMove>`select item.place, item.license_id as "licenseId",
      license.person_id as "personId", item.from_team_id as "fromTeamId", 
      license.team_id = job.team_id and license.team_id <> item.from_team_id as stayed,
      origin.ended_at is not null as "fromEnded"
    from job join job_item as item on item.organization_id = job.organization_id and item.job_id = job.id
    join license on license.organization_id = item.organization_id and license.id = item.license_id
    join team as origin on origin.organization_id = item.organization_id and origin.id = item.from_team_id
    where job.organization_id = ${organizationId} and job.id = ${jobId} and item.outcome = 'done'
      and item.place = any(${[...places]}::int[])
    order by item.place`.execute(tx.sql)
  return rows
}

/** These lines as they can be undone now; call it under the lock of their pools. */
export async function loadUndoableItems(
  tx: Tx,
  { organizationId, id: jobId }: JobKey,
  places: readonly number[],
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
      and item.place = any(${[...places]}::int[])
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
