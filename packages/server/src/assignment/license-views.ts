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
  peopleJoins,
  poolCondition,
} from './license-filter.ts'
import { type LicenseSort, licenseOrder } from './license-order.ts'
import { type LicenseRow, selectRows } from './license-row-views.ts'
import { type Scope, teamsWithin } from './scope.ts'
import { countSeats, type SeatCount } from './seat-views.ts'

export interface LicensesQuery extends Scope {
  readonly filter: LicenseFilter
  /** Keeps the licenses of this job in sight, although they match the filter no more. */
  readonly alsoJob?: string | undefined
  readonly sort: LicenseSort
  readonly descending: boolean
  /** From 1. A page past the end is empty. */
  readonly page: number
  readonly perPage: number
  /** Says of every license what would stay if it were not renewed. */
  readonly fallback?: boolean | undefined
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
  const counts = countsByPools(filter)
    ? await countPools(read, query, seen)
    : await countMatching(read, query, seen)
  const rows = await pageOf(read, query, { seen, total: counts.total })
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
  seen: Seen,
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

async function countMatching(read: Read, query: LicensesQuery, seen: Seen): Promise<Counts> {
  const { rows } =
    await sql<Counts>`select count(*) as total, count(*) filter (where license.status in ('invited', 'connected')) as held
    from license ${peopleJoins}
    where ${licenseCondition(query.organizationId, query.filter, seen, read.now)}`.execute(read.sql)
  return rows[0] ?? { total: 0, held: 0 }
}

type Seen = 'all' | readonly number[]

/**
 * Picks where the page's licenses stand first, from an index alone where one fits, and joins the rest to those few only.
 */
async function pageOf(
  read: Read,
  query: LicensesQuery,
  { seen, total }: { readonly seen: Seen; readonly total: number },
): Promise<LicenseRow[]> {
  const { organizationId, filter, alsoJob: jobId, sort, fallback } = query
  const condition = jobId
    ? licenseConditionWithJob(organizationId, { filter, jobId, now: read.now }, seen)
    : licenseCondition(organizationId, filter, seen, read.now)
  const people = countsByPools(filter) ? sql`` : peopleJoins
  const { limit, offset, fromEnd } = sliceOf(query, jobId ? null : total)
  return selectRows(
    read,
    sql`select license.*, picked.place from (
      select license.position, ${fromEnd ? sql`-` : sql``}row_number() over () as place from (
        select license.position from license ${people} ${licenseOrder(sort).joins(organizationId)}
        where ${condition} ${nearby(query)}
        order by ${orderOf(query, fromEnd)} limit ${limit} offset ${offset}) as license) as picked
    join license on license.organization_id = ${organizationId} and license.position = picked.position`,
    { fallback: fallback ?? false },
  )
}

/**
 * The licenses of one product, or team, stand together as they were bought. Saying so lets an index of something else
 * begin there.
 */
function nearby({ organizationId, filter, alsoJob }: LicensesQuery): RawBuilder<unknown> {
  const { products = [], teams = [], status = [] } = filter
  if (alsoJob !== undefined || status.length === 0) return sql``
  const bounds = (column: string, value: unknown) => sql`and license.position between
    (select min(one.position) from license as one where one.organization_id = ${organizationId} and ${sql.ref(column)} = ${value})
    and (select max(one.position) from license as one where one.organization_id = ${organizationId} and ${sql.ref(column)} = ${value})`
  return sql`${products.length === 1 ? bounds('one.product_code', products[0]) : sql``}
    ${teams.length === 1 ? bounds('one.team_id', teams[0]) : sql``}`
}

function orderOf({ sort, descending }: LicensesQuery, fromEnd: boolean): RawBuilder<unknown> {
  if (sort === 'position') return sql`license.position ${descending === fromEnd ? sql`asc` : sql`desc`}`
  return sql`${licenseOrder(sort).by} ${descending ? sql`desc` : sql`asc`} nulls last, license.position`
}

/** A page beyond the middle is found from the other end, where the order has the same places from both. */
function sliceOf({ sort, page, perPage }: LicensesQuery, total: number | null) {
  const offset = (page - 1) * perPage
  if (sort !== 'position' || total === null || offset * 2 < total)
    return { limit: perPage, offset, fromEnd: false }
  const limit = Math.max(0, Math.min(perPage, total - offset))
  return { limit, offset: Math.max(0, total - offset - limit), fromEnd: true }
}
