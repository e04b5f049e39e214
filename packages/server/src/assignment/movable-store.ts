import type { MovableLicense } from '@claviger/core/assignment/plan-move'
import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'
import { lockForMove } from '../licenses/move-store.ts'
import { lockPoolsOfLicenses, mayBeHandedOut } from '../licenses/pool-store.ts'
import { licenseCondition, type Selection } from './license-filter.ts'

/** Licenses by number: whichever of a product a team can spare, the free ones first. */
export interface SomeOf {
  readonly kind: 'number'
  readonly productCode: string
  readonly count: number
  readonly fromTeamId: number
}

/** Which licenses are to move. */
export type WhatMoves = { readonly kind: 'selection'; readonly selection: Selection } | SomeOf

/** A license under the lock, with what the report says of it. */
export interface LockedMovable extends MovableLicense {
  readonly personId: string | null
  readonly address: string
  readonly name: string
}

export interface MoveReach {
  /** Teams whose licenses the actor may move. */
  readonly teams: 'all' | readonly number[]
  /** Where they go, when they are really to go. */
  readonly intoTeamId: number | null
}

/** Locks the licenses meant. Those the actor may not move are as if they were not there. */
export async function lockMovable(
  tx: Tx,
  organizationId: number,
  what: WhatMoves,
  { teams, intoTeamId }: MoveReach,
): Promise<LockedMovable[]> {
  const wanted = await findIds(tx, organizationId, what, teams)
  if (intoTeamId === null) await lockPoolsOfLicenses(tx, organizationId, wanted)
  else {
    const moves = wanted.map((licenseId) => ({ licenseId, toTeamId: intoTeamId }))
    await lockForMove(tx, organizationId, moves)
  }
  // A license that went to somebody else, or elsewhere, while the lock was waited for may be meant no more.
  const still = new Set(await findIds(tx, organizationId, what, teams))
  const ids = wanted.filter((id) => still.has(id))
  const licenses = await loadMovable(tx, organizationId, ids)
  return licenses.filter((one) => teams === 'all' || teams.includes(one.teamId))
}

/** The licenses meant, without a lock. */
export function listMovable(
  tx: Tx,
  organizationId: number,
  what: WhatMoves,
  teams: 'all' | readonly number[],
): Promise<string[]> {
  return findIds(tx, organizationId, what, teams)
}

/** Every license of a team, locked together with the pools it goes to. */
export async function lockLicensesOfTeam(
  tx: Tx,
  organizationId: number,
  teamId: number,
  intoTeamId: number | null,
): Promise<LockedMovable[]> {
  const selection = { kind: 'matching', filter: { teams: [teamId] }, except: [] } as const
  const what = { kind: 'selection', selection } as const
  return lockMovable(tx, organizationId, what, { teams: [teamId], intoTeamId })
}

async function findIds(
  tx: Tx,
  organizationId: number,
  what: WhatMoves,
  teams: 'all' | readonly number[],
): Promise<string[]> {
  if (what.kind === 'number') return findSome(tx, organizationId, what)
  const { selection } = what
  if (selection.kind === 'these') return [...new Set(selection.licenseIds)]
  const condition = licenseCondition(organizationId, selection.filter, teams, tx.now)
  const { rows } = await sql<{ id: string }>`select license.id from license
    left join assignment on assignment.organization_id = license.organization_id and assignment.id = license.assignment_id
    left join person on person.organization_id = license.organization_id and person.id = license.person_id
    where ${condition} and license.id <> all(${[...selection.except]}::text[])
    order by license.position`.execute(tx.sql)
  return rows.map((row) => row.id)
}

/** What a person can use: free licenses that run, then those whose people go along, who have not come first. */
async function findSome(
  tx: Tx,
  organizationId: number,
  { productCode, count, fromTeamId }: SomeOf,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select license.id from license
    join organization on organization.id = license.organization_id
    join subscription on subscription.organization_id = license.organization_id and subscription.id = license.subscription_id
    where license.organization_id = ${organizationId} and license.team_id = ${fromTeamId}
      and license.product_code = ${productCode} and license.transferable
      and license.status in ('free', 'invited', 'connected') and ${mayBeHandedOut(tx.now)}
    order by array_position(array['free', 'invited', 'connected'], license.status), license.position
    limit ${count}`.execute(tx.sql)
  return rows.map((row) => row.id)
}

async function loadMovable(tx: Tx, organizationId: number, ids: readonly string[]): Promise<LockedMovable[]> {
  const { rows } = await sql<LockedMovable>`select license.id as "licenseId", license.team_id as "teamId",
      license.transferable, person.id as "personId", coalesce(person.address, '') as address,
      coalesce(person.name, '') as name
    from license
    left join person on person.organization_id = license.organization_id and person.id = license.person_id
    where license.organization_id = ${organizationId} and license.id = any(${[...ids]}::text[])
    order by license.position for update of license`.execute(tx.sql)
  return rows
}
