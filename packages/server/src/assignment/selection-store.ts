import type { Permission } from '@claviger/core/teams/permissions'
import { teamsWhere } from '@claviger/core/teams/permissions'
import type { Tx } from '../db/unit-of-work.ts'
import { listTeamsOfLicenses } from './held-by-each-store.ts'
import type { Selection } from './license-filter.ts'
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
