import { readProductCode } from '@claviger/core/catalog/product-code'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { readAddress } from '@claviger/core/kernel/email'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { may } from '@claviger/core/teams/permissions'
import { refuseOtherTeam } from '@claviger/core/teams/token-scope'
import { type RawBuilder, sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import type { LicenseStatus } from '../licenses/tables.ts'
import { missing } from '../teams/access.ts'
import { loadTeam } from '../teams/store.ts'
import type { AccountLicense } from './account-license.ts'
import { licensesAt, licenseWithId } from './account-license-row-views.ts'
import { type Scope, teamsMeant, teamsWithin } from './scope.ts'

/** Which licenses: absent means no limit, several limits are "and". */
export interface AccountLicenseFilter {
  readonly productCode?: string | undefined
  /** Somebody or something has it. */
  readonly assigned?: boolean | undefined
  readonly assigneeEmail?: string | undefined
  readonly teamId?: number | undefined
}

export interface AccountLicensesQuery extends Scope {
  readonly filter: AccountLicenseFilter
  /** From 1. A page past the end is empty. */
  readonly page: number
  readonly perPage: number
}

export interface AccountLicensesPage {
  readonly rows: readonly AccountLicense[]
  /** How many match, over all pages. */
  readonly total: number
}

type Refused = ReasonedRefusal<'team_not_found' | 'license_not_found' | 'token_of_another_team'>

/**
 * One page of the licenses the actor sees, in the organization's one order. Their places have no gap, so a page of all
 * of them is found by arithmetic; counts come from what the pools have counted already.
 */
export async function accountLicenses(
  read: Read,
  query: AccountLicensesQuery,
): Promise<Decision<AccountLicensesPage, Refused>> {
  const refusal = await refuseTeam(read, query)
  if (refusal) return refusal
  const seen = teamsWithin(read.actor, 'licenses.see', query)
  if (seen.length === 0) return missing(read, 'team_not_found')
  const { places, total } = await findPlaces(read, query, seen)
  return accept({ rows: await licensesAt(read, query.organizationId, places), total })
}

/** One license the actor sees. */
export async function accountLicense(
  read: Read,
  query: { readonly organizationId: number; readonly licenseId: string },
): Promise<Decision<AccountLicense, Refused>> {
  const { organizationId, licenseId } = query
  const found = await licenseWithId(read, organizationId, licenseId)
  if (!found) return missing(read, 'license_not_found')
  const { id: teamId } = found.team
  const refusal = refuseOtherTeam(read.actor, teamId)
  if (refusal) return { ok: false, refusal }
  return may(read.actor, 'licenses.see', organizationId, teamId)
    ? accept(found)
    : missing(read, 'license_not_found')
}

/** A team that is not there is missing for everybody; only then is it asked whose token came. */
async function refuseTeam(read: Read, { organizationId, teamId }: Scope) {
  if (teamId === undefined) return null
  if (!(await loadTeam(read, organizationId, teamId))) return missing(read, 'team_not_found')
  const refusal = refuseOtherTeam(read.actor, teamId)
  return refusal && { ok: false as const, refusal }
}

interface Found {
  readonly places: readonly number[]
  readonly total: number
}

const nothing: Found = { places: [], total: 0 }

type Seen = 'all' | readonly number[]

async function findPlaces(read: Read, asked: AccountLicensesQuery, seen: Seen): Promise<Found> {
  const filter = readFilter(asked.filter)
  if (!filter) return nothing
  const query = { ...asked, filter }
  const teams = teamsMeant(seen, filter.teamId)
  if (filter.assigneeEmail !== undefined) return placesOfPerson(read, query, teams, filter.assigneeEmail)
  const limited = teams !== 'all' || filter.productCode !== undefined || filter.assigned !== undefined
  return limited ? placesByPools(read, query, teams) : placesOfAll(read, query)
}

/** The filter with its product as products are written; nothing where no product is written like that. */
function readFilter(filter: AccountLicenseFilter): AccountLicenseFilter | null {
  if (filter.productCode === undefined) return filter
  const code = readProductCode(filter.productCode)
  return code.ok ? { ...filter, productCode: code.plan } : null
}

/** All of an organization's licenses: page n is the n-th run of places. */
async function placesOfAll(read: Read, query: AccountLicensesQuery): Promise<Found> {
  const { organizationId, page, perPage } = query
  const { license_count: total } = await read.sql
    .selectFrom('organization')
    .select('license_count')
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow()
  const first = (page - 1) * perPage + 1
  const length = Math.max(0, Math.min(perPage, total - first + 1))
  return { places: Array.from({ length }, (_, n) => first + n), total }
}

const held: readonly LicenseStatus[] = ['invited', 'connected', 'placed']
const nobodys: readonly LicenseStatus[] = ['free', 'withheld']

async function placesByPools(read: Read, query: AccountLicensesQuery, teams: Seen): Promise<Found> {
  const total = await countInPools(read, query, teams)
  const skip = (query.page - 1) * query.perPage
  const take = Math.min(query.perPage, total - skip)
  if (take <= 0) return { places: [], total }
  const left = total - skip - take
  const places =
    skip <= left
      ? await walk(read, query, teams, { direction: 'asc', skip, take })
      : (await walk(read, query, teams, { direction: 'desc', skip: left, take })).reverse()
  return { places, total }
}

async function countInPools(read: Read, query: AccountLicensesQuery, teams: Seen): Promise<number> {
  const { organizationId, filter } = query
  const counted =
    filter.assigned === undefined
      ? sql`total`
      : filter.assigned
        ? sql`invited + connected + placed`
        : sql`free + withheld`
  const { rows } = await sql<{ total: number }>`select coalesce(sum(${counted}), 0)::bigint as total from pool
    where ${within(organizationId, filter, teams)}`.execute(read.sql)
  return rows[0]?.total ?? 0
}

interface Walk {
  readonly direction: 'asc' | 'desc'
  readonly skip: number
  readonly take: number
}

/**
 * Walks indexes to a page, from the end it is nearer to. Each state has its own run of places; that every run is cut
 * where the page ends lets them be merged without sorting, and that places alone are asked for keeps off the table.
 */
async function walk(
  read: Read,
  { organizationId, filter: { assigned, ...limits } }: AccountLicensesQuery,
  teams: Seen,
  { direction, skip, take }: Walk,
): Promise<number[]> {
  const by = sql`order by position ${sql.raw(direction)}`
  const run = (state: RawBuilder<unknown>) => sql`(select position from license
    where ${within(organizationId, limits, teams)} ${state} ${by} limit ${skip + take})`
  const states = (assigned ? held : nobodys).map((status) => sql`and status = ${sql.lit(status)}`)
  const runs = assigned === undefined ? run(sql``) : sql.join(states.map(run), sql` union all `)
  const { rows } = await sql<{ position: number }>`select position from (${runs}) as matching
    ${by} limit ${take} offset ${skip}`.execute(read.sql)
  return rows.map((row) => row.position)
}

/** Nobody holds many licenses: they are all found, and counted and cut here. */
async function placesOfPerson(
  read: Read,
  query: AccountLicensesQuery,
  teams: Seen,
  address: string,
): Promise<Found> {
  const { organizationId, filter, page, perPage } = query
  const typed = readAddress(address)
  if (!typed.ok || filter.assigned === false) return nothing
  const { rows } = await sql<{ position: number }>`select position from license
    where ${within(organizationId, filter, teams)} and person_id = (select id from person
      where organization_id = ${organizationId} and address_key = ${typed.plan.key})
    order by position`.execute(read.sql)
  const first = (page - 1) * perPage
  return { places: rows.slice(first, first + perPage).map((row) => row.position), total: rows.length }
}

/** The same condition for pools and licenses: both say their organization, team and product. */
function within(
  organizationId: number,
  { productCode }: AccountLicenseFilter,
  teams: Seen,
): RawBuilder<boolean> {
  const [only] = teams
  const all = [sql`organization_id = ${organizationId}`]
  if (teams !== 'all')
    all.push(teams.length === 1 ? sql`team_id = ${only}` : sql`team_id = any(${[...teams]}::bigint[])`)
  if (productCode !== undefined) all.push(sql`product_code = ${productCode}`)
  return sql<boolean>`${sql.join(all, sql` and `)}`
}
