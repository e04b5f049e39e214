import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'
import { lockPoolsOfLicenses } from './pool-store.ts'

/** A license and the team it goes to. */
export interface Move {
  readonly licenseId: string
  readonly toTeamId: number
}

/**
 * Holds everything a move touches: the pools the licenses are in and those they go to, which are made where the team has
 * had nothing of their subscription yet. Always in one order, so that two moves that cross wait for each other.
 */
export async function lockForMove(tx: Tx, organizationId: number, moves: readonly Move[]): Promise<void> {
  await sql`insert into pool (organization_id, team_id, subscription_id, product_code, total, free, invited, connected)
    select distinct ${organizationId}::bigint, move.team_id, license.subscription_id, license.product_code, 0, 0, 0, 0
    from ${listed(moves)} join license on license.organization_id = ${organizationId} and license.id = move.license_id
    order by 2, 3 on conflict do nothing`.execute(tx.sql)
  await lockPoolsOfLicenses(
    tx,
    organizationId,
    moves.map((move) => move.licenseId),
    [...new Set(moves.map((move) => move.toTeamId))],
  )
}

/** Puts licenses into other teams and moves the pools' counts with them, whatever state each license is in. */
export async function moveToTeams(tx: Tx, organizationId: number, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return
  const { rows } = await sql<{ moved: number }>`
    with leaving as (
      select license.id, license.team_id, move.team_id as to_team_id from ${listed(moves)}
      join license on license.organization_id = ${organizationId} and license.id = move.license_id
      where license.team_id <> move.team_id),
    moved as (
      update license set team_id = leaving.to_team_id
      from leaving where license.organization_id = ${organizationId} and license.id = leaving.id
      returning leaving.team_id as from_team_id, license.team_id, license.subscription_id, license.status),
    change as (
      select team_id, subscription_id, sum(n)::int as total,
        coalesce(sum(n) filter (where status = 'free'), 0)::int as free,
        coalesce(sum(n) filter (where status = 'invited'), 0)::int as invited,
        coalesce(sum(n) filter (where status = 'connected'), 0)::int as connected,
        coalesce(sum(n) filter (where status = 'placed'), 0)::int as placed,
        coalesce(sum(n) filter (where status = 'withheld'), 0)::int as withheld
      from (select from_team_id as team_id, subscription_id, status, -1 as n from moved
        union all select team_id, subscription_id, status, 1 from moved) as half
      group by team_id, subscription_id),
    counted as (
      update pool set total = pool.total + change.total, free = pool.free + change.free,
        invited = pool.invited + change.invited, connected = pool.connected + change.connected,
        placed = pool.placed + change.placed, withheld = pool.withheld + change.withheld
      from change where pool.organization_id = ${organizationId} and pool.team_id = change.team_id
        and pool.subscription_id = change.subscription_id
      returning 1)
    select (select count(*) from moved) as moved`.execute(tx.sql)
  const moved = rows[0]?.moved ?? 0
  if (moved !== moves.length)
    throw new Error(`${moved} of ${moves.length} licenses were moved: the lock did not hold`)
}

function listed(moves: readonly Move[]) {
  return sql`unnest(${moves.map((move) => move.licenseId)}::text[], ${moves.map((move) => move.toTeamId)}::bigint[])
    as move (license_id, team_id)`
}
