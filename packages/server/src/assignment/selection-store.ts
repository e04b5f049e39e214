import type { Permission } from '@claviger/core/teams/permissions'
import { teamsWhere } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import type { Read, Tx } from '../db/unit-of-work.ts'
import { listTeamsOfLicenses } from './held-by-each-store.ts'
import { peopleJoins, type Selection } from './license-filter.ts'
import { selectionCondition } from './license-selection.ts'
import { listRevocable } from './revocable-store.ts'

/**
 * The selected licenses in whose teams the actor may do this, without a lock: those named, or all that match and somebody
 * has. `outside` when one that was named is not theirs: nothing is told about it.
 */
export async function listSelected(
  tx: Tx,
  organizationId: number,
  selection: Selection,
  right: Permission,
): Promise<readonly string[] | 'outside'> {
  const teams = teamsWhere(tx.actor, right, organizationId)
  const seen = teamsWhere(tx.actor, 'licenses.see', organizationId)
  const ids = await listRevocable(tx, organizationId, selection, { seen, teams })
  if (selection.kind === 'matching') return ids
  const places = await listTeamsOfLicenses(tx, organizationId, ids)
  const within = [...places.values()].every((teamId) => teams === 'all' || teams.includes(teamId))
  return within && places.size === ids.length ? ids : 'outside'
}

/** Counts the licenses meant in these teams. */
export async function countMeant(
  { sql: door, now }: Pick<Read, 'sql' | 'now'>,
  { organizationId, selection }: { readonly organizationId: number; readonly selection: Selection },
  seen: 'all' | readonly number[],
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from license ${peopleJoins}
    where ${selectionCondition(organizationId, { selection, now }, seen)}`.execute(door)
  return rows[0]?.count ?? 0
}
