import type { CalendarDate } from '@claviger/core/kernel/calendar'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'
import type { Move } from '../licenses/move-store.ts'
import { grantingRequests } from './request-store.ts'
import type { CameBy, EndReason } from './tables.ts'

/** What every act on licenses of one organization needs to know first. */
export interface Setting {
  readonly organizationId: number
  readonly organizationName: string
  readonly slug: string
  readonly timeZone: string
  readonly locale: string
  readonly undoMinutes: number
  readonly letterMinutes: number
  readonly coolDownDays: number
  readonly graceDays: number
  /** Where the organization's people get their activation codes. */
  readonly codePolicy: 'letter' | 'page' | 'ask'
}

/** The organization and the vendor's policies, or nothing when there is no such organization. */
export async function loadSetting(tx: Pick<Tx, 'sql'>, organizationId: number): Promise<Setting | null> {
  const row = await tx.sql
    .selectFrom('organization')
    .innerJoin('vendor', (join) => join.on('vendor.id', '=', 1))
    .select(['organization.id', 'organization.name', 'organization.slug'])
    .select(['organization.time_zone', 'organization.locale', 'organization.code_policy'])
    .select(['vendor.undo_minutes', 'vendor.letter_minutes', 'vendor.cool_down_days', 'vendor.grace_days'])
    .where('organization.id', '=', organizationId)
    .executeTakeFirst()
  if (!row) return null
  return {
    organizationId: row.id,
    organizationName: row.name,
    slug: row.slug,
    timeZone: row.time_zone,
    locale: row.locale,
    undoMinutes: row.undo_minutes,
    letterMinutes: row.letter_minutes,
    coolDownDays: row.cool_down_days,
    graceDays: row.grace_days,
    codePolicy: row.code_policy,
  }
}

/** A new assignment, ready to be written. */
export interface NewAssignment {
  readonly id: string
  readonly licenseId: string
  readonly personId: string
  readonly door: string
  readonly connected: boolean
  readonly additional?: boolean
  /** Its last day, where it is not given for good. */
  readonly endsOn?: CalendarDate | null
}

export interface AssignmentOrigin {
  readonly organizationId: number
  readonly productCode: string
  readonly teamId: number
  readonly cameBy: CameBy
  readonly by: string
  readonly invitationId?: string
  readonly jobId?: string
}

/** Writes assignments in one statement, and in the same closes the requests they grant and keeps what is noted of them. */
export async function saveAssignments(
  tx: Tx,
  origin: AssignmentOrigin,
  list: readonly NewAssignment[],
  noting?: RawBuilder<unknown>,
): Promise<void> {
  if (list.length === 0) return
  const noted = noting ? sql`, noted as (${noting})` : sql``
  const byRequest = sql`(select granted.invitation_id from granted where granted.assignment_id = i limit 1)`
  await sql`with granted as (${grantingRequests(tx, origin, list)})${noted} insert into assignment (organization_id, id, license_id, person_id, product_code, team_id, additional, came_by,
      invitation_id, job_id, door, assigned_at, assigned_by, connected_at, ends_on)
    select ${origin.organizationId}, i, l, p, ${origin.productCode}, ${origin.teamId}, a, ${origin.cameBy},
      ${origin.cameBy === 'request' ? byRequest : sql`${origin.invitationId ?? null}::uuid`}, ${origin.jobId ?? null}::uuid, d, ${tx.now}, ${origin.by},
      case when c then ${tx.now}::timestamptz end, u
    from unnest(${list.map((one) => one.id)}::uuid[], ${list.map((one) => one.licenseId)}::text[],
      ${list.map((one) => one.personId)}::uuid[], ${list.map((one) => one.additional ?? false)}::boolean[],
      ${list.map((one) => one.door)}::text[], ${list.map((one) => one.connected)}::boolean[],
      ${list.map((one) => one.endsOn ?? null)}::date[]) as e (i, l, p, a, d, c, u)`.execute(tx.sql)
}

/** Ends open assignments in one statement. */
export async function endAssignments(
  tx: Tx,
  organizationId: number,
  assignmentIds: readonly string[],
  end: { readonly by: string; readonly reason: EndReason; readonly jobId?: string },
): Promise<void> {
  if (assignmentIds.length === 0) return
  await tx.sql
    .updateTable('assignment')
    .set({ ended_at: tx.now, ended_by: end.by, end_reason: end.reason, end_job_id: end.jobId ?? null })
    .where('organization_id', '=', organizationId)
    .where('id', '=', sql<string>`any(${[...assignmentIds]}::uuid[])`)
    .where('ended_at', 'is', null)
    .execute()
}

/** Opens ended assignments again, as they were, in the team where their licenses are now. */
export async function reopenAssignments(
  tx: Tx,
  organizationId: number,
  assignmentIds: readonly string[],
): Promise<void> {
  if (assignmentIds.length === 0) return
  await sql`update assignment set ended_at = null, ended_by = null, end_reason = null, end_job_id = null,
      team_id = license.team_id
    from license
    where assignment.organization_id = ${organizationId} and assignment.id = any(${[...assignmentIds]}::uuid[])
      and license.organization_id = assignment.organization_id and license.id = assignment.license_id`.execute(
    tx.sql,
  )
}

/** Lets open assignments follow their licenses into other teams. */
export async function moveAssignments(tx: Tx, organizationId: number, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return
  await sql`update assignment set team_id = move.team_id
    from unnest(${moves.map((move) => move.licenseId)}::text[], ${moves.map((move) => move.toTeamId)}::bigint[])
      as move (license_id, team_id)
    where assignment.organization_id = ${organizationId} and assignment.license_id = move.license_id
      and assignment.ended_at is null`.execute(tx.sql)
}

/** Gives everything that is or was assigned in one team to another that takes its place. */
export async function moveAllAssignments(
  tx: Tx,
  organizationId: number,
  teamId: number,
  intoTeamId: number,
): Promise<void> {
  await tx.sql
    .updateTable('assignment')
    .set({ team_id: intoTeamId })
    .where('organization_id', '=', organizationId)
    .where('team_id', '=', teamId)
    .execute()
}

/** Marks assignments as connected from now on. */
export async function connectAssignments(
  tx: Tx,
  organizationId: number,
  assignmentIds: readonly string[],
): Promise<void> {
  if (assignmentIds.length === 0) return
  await tx.sql
    .updateTable('assignment')
    .set({ connected_at: tx.now })
    .where('organization_id', '=', organizationId)
    .where('id', '=', sql<string>`any(${[...assignmentIds]}::uuid[])`)
    .where('connected_at', 'is', null)
    .execute()
}

/** Which of these assignments had been connected by their person. */
export async function loadConnected(
  tx: Tx,
  organizationId: number,
  assignmentIds: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.sql
    .selectFrom('assignment')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('id', '=', sql<string>`any(${[...assignmentIds]}::uuid[])`)
    .where('connected_at', 'is not', null)
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** The team an open assignment belongs to, or nothing when there is no such assignment. */
export async function loadTeamOfAssignment(
  tx: Tx,
  organizationId: number,
  assignmentId: string,
): Promise<number | null> {
  const row = await tx.sql
    .selectFrom('assignment')
    .select('team_id')
    .where('organization_id', '=', organizationId)
    .where('id', '=', assignmentId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row?.team_id ?? null
}
