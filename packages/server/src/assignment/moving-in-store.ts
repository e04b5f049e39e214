import { holdingMark } from '@claviger/core/assignment/import-facts'
import { actorName } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'

/** What people behind these addresses hold in the organization, by `holdingMark`. */
export async function listHoldings(
  tx: Tx,
  organizationId: number,
  addressKeys: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ key: string; product: string }>`
    select person.address_key as key, assignment.product_code as product from person
    join assignment on assignment.organization_id = person.organization_id and assignment.person_id = person.id
    where person.organization_id = ${organizationId} and person.address_key = any(${[...addressKeys]}::text[])
      and assignment.ended_at is null and not assignment.additional`.execute(tx.sql)
  return new Set(rows.map(({ key, product }) => holdingMark(key, product)))
}

/** A license that was in a person's hands before it came here. */
export interface MovedAssignment {
  readonly id: string
  readonly licenseId: string
  readonly personId: string
  readonly product: string
  readonly teamId: number
  readonly additional: boolean
  readonly door: string
  readonly assignedAt: Date
  readonly connected: boolean
}

/** Saves open assignments of any product and team: one statement, however many. */
export async function saveMovedAssignments(
  tx: Tx,
  organizationId: number,
  list: readonly MovedAssignment[],
): Promise<void> {
  if (list.length === 0) return
  await sql`insert into assignment (organization_id, id, license_id, person_id, product_code, team_id, additional, came_by,
      door, assigned_at, assigned_by, connected_at)
    select ${organizationId}, i, l, p, c, t, a, 'import', d, m, ${actorName(tx.actor)}, case when o then m end
    from unnest(${list.map(({ id }) => id)}::uuid[], ${list.map(({ licenseId }) => licenseId)}::text[],
      ${list.map(({ personId }) => personId)}::uuid[], ${list.map(({ product }) => product)}::text[],
      ${list.map(({ teamId }) => teamId)}::bigint[], ${list.map(({ additional }) => additional)}::boolean[],
      ${list.map(({ door }) => door)}::text[], ${list.map(({ assignedAt }) => assignedAt)}::timestamptz[],
      ${list.map(({ connected }) => connected)}::boolean[]) as a (i, l, p, c, t, a, d, m, o)`.execute(tx.sql)
}
