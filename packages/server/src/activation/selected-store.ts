import { type RawBuilder, sql } from 'kysely'
import { licenseCondition, type Selection } from '../assignment/license-filter.ts'
import type { Tx } from '../db/unit-of-work.ts'

/** Where the actor may act, and what they may know of. */
export interface SelectionReach {
  readonly teams: 'all' | readonly number[]
  readonly seen: 'all' | readonly number[]
}

/**
 * The assignments of the selected licenses that somebody holds. `outside` when one that was named is not the actor's:
 * nothing is told about it.
 */
export async function listSelectedAssignments(
  tx: Tx,
  organizationId: number,
  selection: Selection,
  { teams }: SelectionReach,
): Promise<readonly string[] | 'outside'> {
  const chosen = await load(tx, conditionOf(tx, organizationId, selection, teams))
  if (selection.kind === 'these' && chosen.length < new Set(selection.licenseIds).size) return 'outside'
  return chosen.flatMap(({ assignmentId }) => assignmentId ?? [])
}

/** The assignments of a job's licenses that the same people still have, in these teams. */
export async function listHeldOfJob(
  tx: Tx,
  { organizationId, id }: { readonly organizationId: number; readonly id: string },
  personIds: readonly string[],
  teams: 'all' | readonly number[],
): Promise<readonly { readonly assignmentId: string }[]> {
  const within = teams === 'all' ? sql`true` : sql`license.team_id = any(${[...teams]}::bigint[])`
  const { rows } = await sql<{ assignmentId: string }>`select license.assignment_id as "assignmentId"
    from job_item as item join license on license.organization_id = item.organization_id and license.id = item.license_id
      and license.person_id = item.person_id
    where item.organization_id = ${organizationId} and item.job_id = ${id}
      and item.person_id = any(${[...personIds]}::uuid[]) and ${within}
    order by license.position`.execute(tx.sql)
  return rows
}

function conditionOf(
  tx: Tx,
  organizationId: number,
  selection: Selection,
  teams: 'all' | readonly number[],
): RawBuilder<unknown> {
  const filter = selection.kind === 'matching' ? selection.filter : {}
  const within = licenseCondition(organizationId, filter, teams, tx.now)
  return selection.kind === 'these'
    ? sql`${within} and license.id = any(${[...selection.licenseIds]}::text[])`
    : sql`${within} and license.id <> all(${[...selection.except]}::text[])`
}

async function load(tx: Tx, condition: RawBuilder<unknown>) {
  const { rows } = await sql<{ assignmentId: string | null }>`
    select license.assignment_id as "assignmentId" from license
    left join assignment on assignment.organization_id = license.organization_id
      and assignment.id = license.assignment_id
    left join person on person.organization_id = license.organization_id and person.id = license.person_id
    where ${condition} order by license.position`.execute(tx.sql)
  return rows
}
