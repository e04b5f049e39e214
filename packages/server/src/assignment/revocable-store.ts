import type { RevocableLicense } from '@claviger/core/assignment/plan-revocation'
import { readAddress } from '@claviger/core/kernel/email'
import type { Actor } from '@claviger/core/teams/actor'
import { teamsWhere } from '@claviger/core/teams/permissions'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'
import { lockPoolsOfLicenses } from '../licenses/pool-store.ts'
import { licenseCondition, type Selection } from './license-filter.ts'

/** A license under the lock, with what its letter and log entry need. */
export interface LockedLicense extends RevocableLicense {
  readonly teamId: number
  readonly productName: string
}

export interface Reach {
  /** Teams whose licenses the actor sees. */
  readonly seen: 'all' | readonly number[]
  /** Teams whose licenses the actor may take back. */
  readonly teams: 'all' | readonly number[]
}

/** What an actor may see and take back in an organization. */
export function reachOf(actor: Actor, organizationId: number): Reach {
  return {
    seen: teamsWhere(actor, 'licenses.see', organizationId),
    teams: teamsWhere(actor, 'licenses.revoke', organizationId),
  }
}

/** Locks the selected licenses. `outside` when one of them is not the actor's to take back: nothing is told about it. */
export async function lockRevocable(
  tx: Tx,
  organizationId: number,
  selection: Selection,
  reach: Reach,
): Promise<LockedLicense[] | 'outside'> {
  const { ids, licenses } = await lockSelected(tx, organizationId, selection, reach)
  const outside =
    selection.kind === 'these' &&
    (licenses.length < new Set(ids).size || licenses.some((one) => !reaches(reach, one.teamId)))
  return outside ? 'outside' : licenses
}

/** Locks those of these licenses that are the actor's to take back, whatever went out of reach while the lock was waited for. */
export async function lockWithinReach(
  tx: Tx,
  organizationId: number,
  licenseIds: readonly string[],
  reach: Reach,
): Promise<LockedLicense[]> {
  const { licenses } = await lockSelected(tx, organizationId, { kind: 'these', licenseIds }, reach)
  return licenses.filter((one) => reaches(reach, one.teamId))
}

/** The selected licenses that somebody has, without a lock. */
export function listRevocable(
  tx: Tx,
  organizationId: number,
  selection: Selection,
  reach: Reach,
): Promise<string[]> {
  return selectIds(tx, organizationId, selection, reach)
}

async function lockSelected(tx: Tx, organizationId: number, selection: Selection, reach: Reach) {
  const wanted = await selectIds(tx, organizationId, selection, reach)
  await lockPoolsOfLicenses(tx, organizationId, wanted)
  // A license that went to somebody else while the lock was waited for may match no more.
  const matching = new Set(await selectIds(tx, organizationId, selection, reach))
  const ids = wanted.filter((id) => matching.has(id))
  return { ids, licenses: await loadLocked(tx, organizationId, ids) }
}

function reaches({ teams }: Reach, teamId: number): boolean {
  return teams === 'all' || teams.includes(teamId)
}

async function selectIds(
  tx: Tx,
  organizationId: number,
  selection: Selection,
  reach: Reach,
): Promise<string[]> {
  if (selection.kind === 'these') return [...new Set(selection.licenseIds)]
  const condition: RawBuilder<boolean> = licenseCondition(
    organizationId,
    selection.filter,
    reach.teams,
    tx.now,
  )
  const { rows } = await sql<{ id: string }>`select license.id from license
    left join assignment on assignment.organization_id = license.organization_id and assignment.id = license.assignment_id
    left join person on person.organization_id = license.organization_id and person.id = license.person_id
    where ${condition} and license.status in ('invited', 'connected') and license.id <> all(${[...selection.except]}::text[])
    order by license.position`.execute(tx.sql)
  return rows.map((row) => row.id)
}

async function loadLocked(tx: Tx, organizationId: number, ids: readonly string[]): Promise<LockedLicense[]> {
  const { rows } = await sql<{
    id: string
    team_id: number
    product_name: string
    assignment_id: string | null
    assigned_at: Date | null
    person_id: string | null
    address: string | null
    name: string | null
  }>`select license.id, license.team_id, product.name as product_name, assignment.id as assignment_id,
      assignment.assigned_at, person.id as person_id, person.address, person.name
    from license
    join product on product.code = license.product_code
    left join assignment on assignment.organization_id = license.organization_id and assignment.id = license.assignment_id
    left join person on person.organization_id = license.organization_id and person.id = license.person_id
    where license.organization_id = ${organizationId} and license.id = any(${[...ids]}::text[])
    order by license.position for update of license`.execute(tx.sql)
  return rows.map((row) => ({
    licenseId: row.id,
    teamId: row.team_id,
    productName: row.product_name,
    holder:
      row.person_id && row.address
        ? { personId: row.person_id, address: row.address, mailTo: mailTo(row.address), name: row.name ?? '' }
        : null,
    assignment:
      row.assignment_id && row.assigned_at ? { id: row.assignment_id, assignedAt: row.assigned_at } : null,
  }))
}

function mailTo(address: string): string {
  const read = readAddress(address)
  return read.ok ? read.plan.mailTo : address
}
