import { type CalendarDate, todayIn } from '@claviger/core/kernel/calendar'
import {
  type Availability,
  type AvailabilityTerm,
  availabilityOn,
  isRunning,
} from '@claviger/core/licenses/availability'
import { sql } from 'kysely'
import { listReleasesSold } from '../catalog/store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { lockPoolsOfLicenses, type Pool, type PoolPlace, pickFreeLicenses } from './pool-store.ts'
import type { LicenseStatus } from './tables.ts'

/** How days are counted where the license is. */
export interface DayPolicy {
  readonly timeZone: string
  readonly graceDays: number
}

/** One license under the lock of its pool. */
export interface LockedForGiving {
  readonly licenseId: string
  readonly teamId: number
  readonly product: { readonly code: string; readonly name: string }
  readonly paidThrough: CalendarDate
  readonly availability: Availability
}

/** Where a license is and how it was given, without a lock; nothing when the organization has no such license. */
export async function findLicense(
  tx: Pick<Tx, 'sql'>,
  organizationId: number,
  licenseId: string,
): Promise<{ readonly teamId: number; readonly status: LicenseStatus } | null> {
  const row = await tx.sql
    .selectFrom('license')
    .select(['team_id', 'status'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', licenseId)
    .executeTakeFirst()
  return row ? { teamId: row.team_id, status: row.status } : null
}

/** Locks the pool of a license, so that nobody else gives or takes it until this transaction ends, and says how it is. */
export async function lockLicense(
  tx: Tx,
  organizationId: number,
  licenseId: string,
  policy: DayPolicy,
): Promise<LockedForGiving> {
  await lockPoolsOfLicenses(tx, organizationId, [licenseId])
  const row = await loadTerm(tx, organizationId, licenseId)
  if (!row) throw new Error('a license is never deleted')
  const day = dayOf(tx, policy)
  const facts = {
    ...termOf(row),
    ...{ perUser: row.per_user, suspended: row.suspended },
    allocated: row.status !== 'free' && row.status !== 'withheld',
  }
  const sold = isRunning(facts, day.today, day.graceDays) ? [] : await listReleasesSold(tx, row.product_code)
  return {
    ...{ licenseId, teamId: row.team_id, paidThrough: facts.paidThrough },
    product: { code: row.product_code, name: row.product_name },
    availability: availabilityOn(facts, day, sold),
  }
}

/**
 * Locks a team's pools of a product and answers the first license that can be given, in the order of the organization's
 * list; one that lapsed and keeps a release counts like any other.
 */
export async function lockFirstAvailable(
  tx: Tx,
  { organizationId, teamId, product }: Omit<PoolPlace, 'productCode'> & Pick<LockedForGiving, 'product'>,
  policy: DayPolicy,
): Promise<LockedForGiving | null> {
  const place = { organizationId, teamId, productCode: product.code }
  const filled = (await lockTerms(tx, place)).filter((pool) => pool.free > 0)
  const day = dayOf(tx, policy)
  const lapsed = filled.some((pool) => !isRunning(pool.term, day.today, day.graceDays))
  const sold = lapsed ? await listReleasesSold(tx, product.code) : []
  const pools = filled.filter(({ term }) => availabilityOn({ ...term, ...free }, day, sold) === 'available')
  const [first] = await pickFreeLicenses(tx, place, pools, Math.min(pools.length, 1))
  return first ? { ...first, teamId, product, availability: 'available' } : null
}

const free = { perUser: true, allocated: false, suspended: false }

function dayOf({ now }: Tx, { timeZone, graceDays }: DayPolicy) {
  return { today: todayIn(now, timeZone), graceDays }
}

interface TermRow {
  readonly starts_on: string
  readonly paid_through: string
  readonly payment: 'unpaid' | 'paid'
  readonly perpetual: boolean
}

function termOf(row: TermRow): AvailabilityTerm {
  return {
    startsOn: row.starts_on as CalendarDate,
    paidThrough: row.paid_through as CalendarDate,
    settled: row.payment === 'paid',
    perpetual: row.perpetual,
  }
}

interface LicenseTermRow extends TermRow {
  readonly team_id: number
  readonly product_code: string
  readonly product_name: string
  readonly status: LicenseStatus
  readonly per_user: boolean
  readonly suspended: boolean
}

async function loadTerm(
  tx: Tx,
  organizationId: number,
  licenseId: string,
): Promise<LicenseTermRow | undefined> {
  const { rows } = await sql<LicenseTermRow>`
    select license.team_id, license.product_code, product.name as product_name, license.status, license.per_user,
      license.suspended, subscription.starts_on, subscription.paid_through, subscription.payment, subscription.perpetual
    from license join product on product.code = license.product_code
    join subscription on subscription.organization_id = license.organization_id and subscription.id = license.subscription_id
    where license.organization_id = ${organizationId} and license.id = ${licenseId}`.execute(tx.sql)
  return rows[0]
}

async function lockTerms(
  tx: Tx,
  { organizationId, teamId, productCode }: PoolPlace,
): Promise<readonly (Pool & { readonly term: AvailabilityTerm })[]> {
  const { rows } = await sql<TermRow & { subscription_id: string; free: number }>`
    select pool.subscription_id, pool.free, subscription.starts_on, subscription.paid_through, subscription.payment,
      subscription.perpetual
    from pool join subscription on subscription.organization_id = pool.organization_id
      and subscription.id = pool.subscription_id
    where pool.organization_id = ${organizationId} and pool.team_id = ${teamId} and pool.product_code = ${productCode}
    order by pool.subscription_id for update of pool`.execute(tx.sql)
  return rows.map((row) => {
    const term = termOf(row)
    return { subscriptionId: row.subscription_id, free: row.free, paidThrough: term.paidThrough, term }
  })
}
