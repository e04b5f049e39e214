import { type CalendarDate, todayIn } from '@claviger/core/kernel/calendar'
import { isAssignable } from '@claviger/core/licenses/assignable'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'

/** The licenses of one subscription in one team, counted. */
export interface Pool {
  readonly subscriptionId: string
  readonly free: number
  readonly paidThrough: CalendarDate
}

export interface PoolPlace {
  readonly organizationId: number
  readonly teamId: number
  readonly productCode: string
}

/**
 * Locks a team's pools of a product, so that nobody else gives or takes there until this transaction ends, and answers
 * those whose licenses may be handed out on this day, longest-running last.
 */
export function lockPools(
  tx: Tx,
  { organizationId, ...place }: PoolPlace,
  timeZone: string,
): Promise<readonly Pool[]> {
  return lockPoolsAt(tx, organizationId, [place], timeZone)
}

/** The same for several places at once, always in one order. */
export async function lockPoolsAt(
  tx: Tx,
  organizationId: number,
  places: readonly Omit<PoolPlace, 'organizationId'>[],
  timeZone: string,
): Promise<readonly (Pool & Omit<PoolPlace, 'organizationId'>)[]> {
  const { rows } = await sql<{
    subscription_id: string
    team_id: number
    product_code: string
    free: number
    paid_through: CalendarDate
    grace_days: number
  }>`select pool.subscription_id, pool.team_id, pool.product_code, pool.free, subscription.paid_through, vendor.grace_days
    from pool
    join subscription on subscription.organization_id = pool.organization_id and subscription.id = pool.subscription_id
    join vendor on vendor.id = 1
    where pool.organization_id = ${organizationId} and (pool.team_id, pool.product_code) in (select * from unnest(
      ${places.map((place) => place.teamId)}::bigint[], ${places.map((place) => place.productCode)}::text[]))
    order by pool.team_id, pool.subscription_id for update of pool`.execute(tx.sql)
  const today = todayIn(tx.now, timeZone)
  return rows
    .filter((row) => isAssignable(row.paid_through, today, row.grace_days))
    .map((row) => ({
      ...{ subscriptionId: row.subscription_id, free: row.free, paidThrough: row.paid_through },
      ...{ teamId: row.team_id, productCode: row.product_code },
    }))
}

/**
 * Locks the pools these licenses belong to, and those of their subscriptions in other teams named, in one fixed order,
 * before the licenses themselves are looked at. A license that was moved while the lock was waited for is followed.
 */
export async function lockPoolsOfLicenses(
  tx: Tx,
  organizationId: number,
  licenseIds: readonly string[],
  alsoInTeams: readonly number[] = [],
): Promise<void> {
  const ids = [...licenseIds]
  const held = new Set<string>()
  for (;;) {
    const { rows } = await sql<{ pool: string }>`select team_id || '/' || subscription_id as pool from pool
      where organization_id = ${organizationId} and (team_id, subscription_id) in (
        select unnest(team_id || ${[...alsoInTeams]}::bigint[]), subscription_id from license
        where organization_id = ${organizationId} and id = any(${ids}::text[]))
      order by team_id, subscription_id for update`.execute(tx.sql)
    const before = held.size
    for (const row of rows) held.add(row.pool)
    if (held.size === before) return
  }
}

export interface FreeLicense {
  readonly licenseId: string
  readonly paidThrough: CalendarDate
}

/** Picks free licenses of locked pools, first in the organization's order first. */
export async function pickFreeLicenses(
  tx: Tx,
  place: PoolPlace,
  pools: readonly Pool[],
  count: number,
): Promise<readonly FreeLicense[]> {
  if (count === 0) return []
  const paidThrough = new Map(pools.map((pool) => [pool.subscriptionId, pool.paidThrough]))
  const rows = await tx.sql
    .selectFrom('license')
    .select(['id', 'subscription_id'])
    .where('organization_id', '=', place.organizationId)
    .where('team_id', '=', place.teamId)
    .where('product_code', '=', place.productCode)
    .where('status', '=', sql.lit('free'))
    .where('subscription_id', '=', sql<string>`any(${[...paidThrough.keys()]}::uuid[])`)
    .orderBy('position')
    .limit(count)
    .execute()
  return rows.flatMap((row) => {
    const until = paidThrough.get(row.subscription_id)
    return until ? [{ licenseId: row.id, paidThrough: until }] : []
  })
}

/** A license put into a person's hands. */
export interface Gift {
  readonly licenseId: string
  readonly assignmentId: string
  readonly personId: string
  readonly connected: boolean
}

/** Marks free licenses as given and moves the pools' counts with them. A license that is not free is a fault. */
export function giveLicenses(tx: Tx, organizationId: number, gifts: readonly Gift[]): Promise<void> {
  return give(tx, organizationId, gifts, sql`license.status = 'free'`)
}

/** The same for licenses that were taken back and are given again to whom they were: suspended ones too. */
export function giveLicensesAgain(tx: Tx, organizationId: number, gifts: readonly Gift[]): Promise<void> {
  return give(tx, organizationId, gifts, sql`license.status in ('free', 'withheld') and license.per_user`)
}

async function give(
  tx: Tx,
  organizationId: number,
  gifts: readonly Gift[],
  waiting: RawBuilder<unknown>,
): Promise<void> {
  if (gifts.length === 0) return
  const moved = await sql<{ moved: number }>`
    with given as (
      update license set status = case when gift.connected then 'connected' else 'invited' end,
        assignment_id = gift.assignment_id, person_id = gift.person_id
      from unnest(${gifts.map((gift) => gift.licenseId)}::text[], ${gifts.map((gift) => gift.assignmentId)}::uuid[],
        ${gifts.map((gift) => gift.personId)}::uuid[], ${gifts.map((gift) => gift.connected)}::boolean[])
        as gift (license_id, assignment_id, person_id, connected)
      where license.organization_id = ${organizationId} and license.id = gift.license_id and ${waiting}
      returning license.team_id, license.subscription_id, license.status, license.suspended),
    counted as (
      select team_id, subscription_id, count(*) as moved, count(*) filter (where status = 'invited') as invited,
        count(*) filter (where suspended) as withheld
      from given group by team_id, subscription_id)
    update pool set free = pool.free - counted.moved + counted.withheld, withheld = pool.withheld - counted.withheld,
      invited = pool.invited + counted.invited, connected = pool.connected + counted.moved - counted.invited
    from counted
    where pool.organization_id = ${organizationId} and pool.team_id = counted.team_id
      and pool.subscription_id = counted.subscription_id
    returning counted.moved`.execute(tx.sql)
  expectAll('given', moved.rows, gifts.length)
}

/** Takes licenses out of people's hands and moves the pools' counts with them: free again, unless they are suspended. */
export async function freeLicenses(
  tx: Tx,
  organizationId: number,
  licenseIds: readonly string[],
): Promise<void> {
  if (licenseIds.length === 0) return
  const moved = await sql<{ moved: number }>`
    with held as (
      select id, status from license
      where organization_id = ${organizationId} and id = any(${[...licenseIds]}::text[]) and status in ('invited', 'connected')),
    freed as (
      update license set status = case when license.suspended then 'withheld' else 'free' end, assignment_id = null, person_id = null
      from held where license.organization_id = ${organizationId} and license.id = held.id
      returning license.team_id, license.subscription_id, license.suspended, held.status),
    counted as (
      select team_id, subscription_id, count(*) as moved, count(*) filter (where status = 'invited') as invited,
        count(*) filter (where suspended) as withheld
      from freed group by team_id, subscription_id)
    update pool set free = pool.free + counted.moved - counted.withheld, withheld = pool.withheld + counted.withheld,
      invited = pool.invited - counted.invited, connected = pool.connected - counted.moved + counted.invited
    from counted
    where pool.organization_id = ${organizationId} and pool.team_id = counted.team_id
      and pool.subscription_id = counted.subscription_id
    returning counted.moved`.execute(tx.sql)
  expectAll('freed', moved.rows, licenseIds.length)
}

/** Marks invited licenses as connected: their people have come. */
export async function connectGivenLicenses(
  tx: Tx,
  organizationId: number,
  licenseIds: readonly string[],
): Promise<void> {
  if (licenseIds.length === 0) return
  const moved = await sql<{ moved: number }>`
    with joined as (
      update license set status = 'connected'
      where organization_id = ${organizationId} and id = any(${[...licenseIds]}::text[]) and status = 'invited'
      returning team_id, subscription_id),
    counted as (
      select team_id, subscription_id, count(*) as moved from joined group by team_id, subscription_id)
    update pool set invited = pool.invited - counted.moved, connected = pool.connected + counted.moved
    from counted
    where pool.organization_id = ${organizationId} and pool.team_id = counted.team_id
      and pool.subscription_id = counted.subscription_id
    returning counted.moved`.execute(tx.sql)
  expectAll('connected', moved.rows, licenseIds.length)
}

function expectAll(what: string, rows: readonly { moved: number }[], expected: number): void {
  const moved = rows.reduce((sum, row) => sum + row.moved, 0)
  if (moved !== expected)
    throw new Error(`${moved} of ${expected} licenses were ${what}: the lock did not hold`)
}

/** Seats of a product in a team that could be handed out at this moment, without a lock. */
export async function countFreeSeats(door: Pick<Tx, 'sql' | 'now'>, place: PoolPlace): Promise<number> {
  const { organizationId, teamId, productCode } = place
  const { rows } = await sql<{ free: number }>`select ${freeSeats(door.now, {
    organizationId: sql`${organizationId}::bigint`,
    teamId: sql`${teamId}::bigint`,
    productCode: sql`${productCode}::text`,
  })} as free`.execute(door.sql)
  return rows[0]?.free ?? 0
}

/** The same as an expression of a query, for places that stand in its rows. Licenses past their grace do not count. */
export function freeSeats(
  now: Date,
  place: { readonly [Part in keyof PoolPlace]: RawBuilder<unknown> },
): RawBuilder<number> {
  return sql<number>`(select coalesce(sum(pool.free), 0)::bigint from pool
    join organization on organization.id = pool.organization_id
    join subscription on subscription.organization_id = pool.organization_id and subscription.id = pool.subscription_id
    where pool.organization_id = ${place.organizationId} and pool.team_id = ${place.teamId}
      and pool.product_code = ${place.productCode}
      and ${mayBeHandedOut(now)})`
}

/** Whether a joined subscription's licenses may still be handed out, as a condition beside its organization. */
export function mayBeHandedOut(now: Date): RawBuilder<boolean> {
  return sql<boolean>`(subscription.paid_through + (select grace_days from vendor) >= (${now}::timestamptz at time zone organization.time_zone)::date)`
}
