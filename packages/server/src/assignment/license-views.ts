import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { type RawBuilder, sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import type { LicenseStatus } from '../licenses/tables.ts'
import { missing } from '../teams/access.ts'
import {
  countsByPools,
  type LicenseFilter,
  licenseCondition,
  licenseConditionWithJob,
  poolCondition,
} from './license-filter.ts'
import { type LicenseRow, peopleJoins, selectRows } from './license-row-views.ts'
import { type Scope, teamsWithin } from './scope.ts'
import { countSeats, type SeatCount } from './seat-views.ts'

export type LicenseSort = 'position' | 'person' | 'product' | 'team' | 'status' | 'assigned' | 'renews'

export interface LicensesQuery extends Scope {
  readonly filter: LicenseFilter
  /** Keeps the licenses of this job in sight, although they match the filter no more. */
  readonly alsoJob?: string | undefined
  readonly sort: LicenseSort
  readonly descending: boolean
  /** From 1. A page past the end is empty. */
  readonly page: number
  readonly perPage: number
}

export interface LicensesPage {
  readonly rows: readonly LicenseRow[]
  /** How many match. */
  readonly total: number
  /** How many of them a person holds. */
  readonly held: number
  readonly seats: readonly SeatCount[]
  readonly mayAssign: boolean
  readonly mayRevoke: boolean
}

type SeeRefusal = ReasonedRefusal<'organization_not_found'>

/** One page of an organization's licenses that match, as far as the actor sees them, with the counts around it. */
export async function licensesPage(
  read: Read,
  query: LicensesQuery,
): Promise<Decision<LicensesPage, SeeRefusal>> {
  const { organizationId, filter } = query
  const seen = teamsWithin(read.actor, 'licenses.see', query)
  if (seen.length === 0) return missing(read, 'organization_not_found')
  const seats = await countSeats(read, organizationId, seen)
  const rows = await pageOf(read, query, seen)
  const counts = countsByPools(filter)
    ? await countPools(read, query, seen)
    : await countMatching(read, query, seen)
  return accept({
    rows,
    ...counts,
    seats,
    mayAssign: teamsWithin(read.actor, 'licenses.assign', query).length > 0,
    mayRevoke: teamsWithin(read.actor, 'licenses.revoke', query).length > 0,
  })
}

type Counts = Pick<LicensesPage, 'total' | 'held'>

const everyStatus = ['free', 'invited', 'connected', 'placed', 'withheld'] as const

/** Adds up what the pools say of themselves, so that counting takes as long for a million licenses as for ten. */
async function countPools(
  read: Read,
  { organizationId, filter }: LicensesQuery,
  seen: 'all' | readonly number[],
): Promise<Counts> {
  const wanted = everyStatus.filter((one) => !filter.status?.length || filter.status.includes(one))
  const sum = (statuses: readonly LicenseStatus[]) =>
    statuses.length === 0
      ? sql`0`
      : sql`coalesce(sum(${sql.join(
          statuses.map((one) => sql.ref(`pool.${one}`)),
          sql` + `,
        )}), 0)::bigint`
  const held = wanted.filter((one) => one === 'invited' || one === 'connected')
  const { rows } = await sql<Counts>`select ${sum(wanted)} as total, ${sum(held)} as held from pool
    where ${poolCondition(organizationId, filter, seen)}`.execute(read.sql)
  return rows[0] ?? { total: 0, held: 0 }
}

async function countMatching(
  read: Read,
  query: LicensesQuery,
  seen: 'all' | readonly number[],
): Promise<Counts> {
  const { rows } =
    await sql<Counts>`select count(*) as total, count(*) filter (where license.status in ('invited', 'connected')) as held
    from license ${peopleJoins}
    where ${licenseCondition(query.organizationId, query.filter, seen, read.now)}`.execute(read.sql)
  return rows[0] ?? { total: 0, held: 0 }
}

const order: Readonly<Record<LicenseSort, RawBuilder<unknown>>> = {
  position: sql`license.position`,
  person: sql`person.search_key`,
  product: sql`license.product_code`,
  team: sql`license.team_id`,
  status: sql`license.status`,
  assigned: sql`assignment.assigned_at`,
  renews: sql`(select paid_through from subscription s where s.organization_id = license.organization_id and s.id = license.subscription_id)`,
}

/** Picks the page's licenses first, on an index where one fits, and joins the rest to those few rows only. */
async function pageOf(
  read: Read,
  query: LicensesQuery,
  seen: 'all' | readonly number[],
): Promise<LicenseRow[]> {
  const { organizationId, filter, sort, descending, page, perPage, alsoJob: jobId } = query
  const condition = jobId
    ? licenseConditionWithJob(organizationId, { filter, jobId, now: read.now }, seen)
    : licenseCondition(organizationId, filter, seen, read.now)
  const joins = !countsByPools(filter) || sort === 'person' || sort === 'assigned' ? peopleJoins : sql``
  const direction = descending ? sql`desc nulls last` : sql`asc nulls last`
  const by =
    sort === 'position'
      ? sql`license.position ${descending ? sql`desc` : sql`asc`}`
      : sql`${order[sort]} ${direction}, license.position`
  return selectRows(
    read,
    sql`select license.*, row_number() over () as place from (
    select license.* from license ${joins} where ${condition}
    order by ${by} limit ${perPage} offset ${(page - 1) * perPage}) as license`,
  )
}
