import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import { isUuid } from '@claviger/core/kernel/ids'
import { may, teamsWhere } from '@claviger/core/teams/permissions'
import { type RawBuilder, sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import type { LicenseStatus } from '../licenses/tables.ts'
import { type LicenseFilter, licenseCondition, needsPeople } from './license-filter.ts'
import type { CameBy } from './tables.ts'

export type LicenseSort = 'position' | 'person' | 'product' | 'team' | 'status' | 'assigned' | 'renews'

export interface LicensesQuery {
  readonly organizationId: number
  readonly filter: LicenseFilter
  readonly sort: LicenseSort
  readonly descending: boolean
  /** From 1. A page past the end is empty. */
  readonly page: number
  readonly perPage: number
}

export interface LicenseRow {
  readonly licenseId: string
  readonly status: LicenseStatus
  readonly product: { readonly code: string; readonly name: string }
  readonly team: { readonly id: number; readonly name: string }
  readonly person: { readonly id: string; readonly name: string; readonly address: string } | null
  readonly assignedAt: Date | null
  readonly assignedBy: string | null
  readonly cameBy: CameBy | null
  readonly connectedAt: Date | null
  readonly paidThrough: string
  readonly payment: 'unpaid' | 'paid'
}

/** Seats of one product in one team, counted, as the strip and the pickers need them. */
export interface SeatCount {
  readonly product: { readonly code: string; readonly name: string }
  readonly team: { readonly id: number; readonly name: string }
  readonly total: number
  readonly free: number
  readonly invited: number
  readonly connected: number
  readonly paidThrough: string
}

export interface LicensesPage {
  readonly rows: readonly LicenseRow[]
  readonly total: number
  readonly seats: readonly SeatCount[]
  readonly mayAssign: boolean
  readonly mayRevoke: boolean
}

type SeeRefusal = { readonly code: 'organization_not_found' }

/** One page of an organization's licenses that match, as far as the actor sees them, with the counts around it. */
export async function licensesPage(
  read: Read,
  query: LicensesQuery,
): Promise<Decision<LicensesPage, SeeRefusal>> {
  const { organizationId, filter } = query
  const seen = teamsWhere(read.actor, 'licenses.see', organizationId)
  if (seen.length === 0) return refuse('organization_not_found')
  const seats = await countSeats(read, organizationId, seen)
  const rows = await pageOf(read, query, seen)
  const total = countsAlone(filter) ? countFrom(seats, filter) : await countMatching(read, query, seen)
  return accept({
    rows,
    total,
    seats,
    mayAssign: teamsWhere(read.actor, 'licenses.assign', organizationId).length > 0,
    mayRevoke: teamsWhere(read.actor, 'licenses.revoke', organizationId).length > 0,
  })
}

/** Seats by team and product from the pools' own counts: no license row is touched. */
export async function countSeats(
  read: Read,
  organizationId: number,
  seen: 'all' | readonly number[],
): Promise<SeatCount[]> {
  const inTeams = seen === 'all' ? sql`true` : sql`pool.team_id = any(${[...seen]}::bigint[])`
  const { rows } = await sql<{
    code: string
    product: string
    team_id: number
    team: string
    total: number
    free: number
    invited: number
    connected: number
    paid_through: string
  }>`select pool.product_code as code, product.name as product, pool.team_id, team.name as team, sum(pool.total)::bigint as total,
      sum(pool.free)::bigint as free, sum(pool.invited)::bigint as invited, sum(pool.connected)::bigint as connected,
      min(subscription.paid_through) as paid_through
    from pool
    join product on product.code = pool.product_code
    join team on team.organization_id = pool.organization_id and team.id = pool.team_id
    join subscription on subscription.organization_id = pool.organization_id and subscription.id = pool.subscription_id
    where pool.organization_id = ${organizationId} and ${inTeams}
    group by 1, 2, 3, 4 order by product.name, team.name`.execute(read.sql)
  return rows.map((row) => ({
    product: { code: row.code, name: row.product },
    team: { id: row.team_id, name: row.team },
    total: row.total,
    free: row.free,
    invited: row.invited,
    connected: row.connected,
    paidThrough: row.paid_through,
  }))
}

function countsAlone(filter: LicenseFilter): boolean {
  return !needsPeople(filter)
}

function countFrom(seats: readonly SeatCount[], filter: LicenseFilter): number {
  const statuses = filter.status?.length ? filter.status : (['free', 'invited', 'connected'] as const)
  return seats
    .filter((seat) => !filter.products?.length || filter.products.includes(seat.product.code))
    .filter((seat) => !filter.teams?.length || filter.teams.includes(seat.team.id))
    .reduce((sum, seat) => sum + statuses.reduce((part, status) => part + seat[status], 0), 0)
}

async function countMatching(
  read: Read,
  query: LicensesQuery,
  seen: 'all' | readonly number[],
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from license ${peopleJoins}
    where ${licenseCondition(query.organizationId, query.filter, seen, read.now)}`.execute(read.sql)
  return rows[0]?.count ?? 0
}

const peopleJoins = sql`
  left join assignment on assignment.organization_id = license.organization_id and assignment.id = license.assignment_id
  left join person on person.organization_id = license.organization_id and person.id = license.person_id`

const order: Readonly<Record<LicenseSort, RawBuilder<unknown>>> = {
  position: sql`license.position`,
  person: sql`person.search_key`,
  product: sql`license.product_code`,
  team: sql`license.team_id`,
  status: sql`license.status`,
  assigned: sql`assignment.assigned_at`,
  renews: sql`(select paid_through from subscription s where s.organization_id = license.organization_id and s.id = license.subscription_id)`,
}

/** Picks the page's ids first, on an index where one fits, and joins the rest to those few rows only. */
async function pageOf(
  read: Read,
  query: LicensesQuery,
  seen: 'all' | readonly number[],
): Promise<LicenseRow[]> {
  const { organizationId, filter, sort, descending, page, perPage } = query
  const condition = licenseCondition(organizationId, filter, seen, read.now)
  const joins = needsPeople(filter) || sort === 'person' || sort === 'assigned' ? peopleJoins : sql``
  const direction = descending ? sql`desc nulls last` : sql`asc nulls last`
  const by =
    sort === 'position'
      ? sql`license.position ${descending ? sql`desc` : sql`asc`}`
      : sql`${order[sort]} ${direction}, license.position`
  return selectRows(
    read,
    organizationId,
    sql`select license.id, row_number() over () as place from (
    select license.id from license ${joins} where ${condition}
    order by ${by} limit ${perPage} offset ${(page - 1) * perPage}) as license`,
  )
}

async function selectRows(
  read: Read,
  organizationId: number,
  picked: RawBuilder<unknown>,
): Promise<LicenseRow[]> {
  const { rows } = await sql<RawRow>`with picked as (${picked})
    select license.id, license.status, license.product_code, product.name as product_name, license.team_id, team.name as team_name,
      person.id as person_id, person.name as person_name, person.address, assignment.assigned_at, assignment.assigned_by,
      assignment.came_by, assignment.connected_at, subscription.paid_through, subscription.payment
    from picked
    join license on license.organization_id = ${organizationId} and license.id = picked.id
    join product on product.code = license.product_code
    join team on team.organization_id = license.organization_id and team.id = license.team_id
    join subscription on subscription.organization_id = license.organization_id and subscription.id = license.subscription_id
    ${peopleJoins} order by picked.place`.execute(read.sql)
  return rows.map(rowOf)
}

interface RawRow {
  id: string
  status: LicenseStatus
  product_code: string
  product_name: string
  team_id: number
  team_name: string
  person_id: string | null
  person_name: string | null
  address: string | null
  assigned_at: Date | null
  assigned_by: string | null
  came_by: CameBy | null
  connected_at: Date | null
  paid_through: string
  payment: 'unpaid' | 'paid'
}

function rowOf(row: RawRow): LicenseRow {
  return {
    licenseId: row.id,
    status: row.status,
    product: { code: row.product_code, name: row.product_name },
    team: { id: row.team_id, name: row.team_name },
    person:
      row.person_id && row.address
        ? { id: row.person_id, name: row.person_name ?? '', address: row.address }
        : null,
    assignedAt: row.assigned_at,
    assignedBy: row.assigned_by,
    cameBy: row.came_by,
    connectedAt: row.connected_at,
    paidThrough: row.paid_through,
    payment: row.payment,
  }
}

export interface LicenseHistoryEntry {
  readonly at: Date
  readonly by: string
  readonly what: string
  readonly person: { readonly name: string; readonly address: string } | null
  readonly facts: Readonly<Record<string, unknown>>
}

export interface LicensePanel extends LicenseRow {
  readonly history: readonly LicenseHistoryEntry[]
  /** The address of the page on which the person connects the license, when it waits for that. */
  readonly door: string | null
  readonly letter: {
    readonly id: string
    readonly state: string
    readonly sendAfter: Date
    readonly error: string | null
  } | null
  readonly mayAssign: boolean
  readonly mayRevoke: boolean
}

/** Everything about one license: its row, who held it when, its letter. */
export async function licensePanel(
  read: Read,
  query: { readonly organizationId: number; readonly licenseId: string },
): Promise<Decision<LicensePanel, { readonly code: 'license_not_found' }>> {
  const { organizationId, licenseId } = query
  const [row] = await selectRows(
    read,
    organizationId,
    sql`select id, 1 as place from license
    where organization_id = ${organizationId} and id = ${licenseId}`,
  )
  if (!row || !may(read.actor, 'licenses.see', organizationId, row.team.id))
    return refuse('license_not_found')
  const waiting = row.status === 'invited' ? await loadDoor(read, organizationId, licenseId) : null
  return accept({
    ...row,
    history: await loadHistory(read, organizationId, licenseId),
    door: waiting?.door ?? null,
    letter: waiting ? await loadLetter(read, organizationId, waiting.id) : null,
    mayAssign: may(read.actor, 'licenses.assign', organizationId, row.team.id),
    mayRevoke: may(read.actor, 'licenses.revoke', organizationId, row.team.id),
  })
}

async function loadDoor(read: Read, organizationId: number, licenseId: string) {
  const row = await read.sql
    .selectFrom('assignment')
    .select(['id', 'door'])
    .where('organization_id', '=', organizationId)
    .where('license_id', '=', licenseId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

async function loadLetter(read: Read, organizationId: number, assignmentId: string) {
  if (!isUuid(assignmentId)) return null
  const row = await read.sql
    .selectFrom('letter')
    .select(['id', 'state', 'send_after', 'last_error'])
    .where('organization_id', '=', organizationId)
    .where('assignment_id', '=', assignmentId)
    .where('kind', '=', 'license_assigned')
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  return row ? { id: row.id, state: row.state, sendAfter: row.send_after, error: row.last_error } : null
}

async function loadHistory(
  read: Read,
  organizationId: number,
  licenseId: string,
): Promise<LicenseHistoryEntry[]> {
  const { rows } = await sql<{
    at: Date
    actor: string
    what: string
    name: string | null
    address: string | null
    facts: Record<string, unknown>
  }>`
    select event.at, event.actor, event.what, event.facts, person.name, person.address from event
    left join person on person.organization_id = event.organization_id and person.id = event.person_id
    where event.organization_id = ${organizationId} and event.license_id = ${licenseId}
    order by event.id desc limit 200`.execute(read.sql)
  return rows.map((row) => ({
    at: row.at,
    by: row.actor,
    what: row.what,
    person: row.address ? { name: row.name ?? '', address: row.address } : null,
    facts: row.facts,
  }))
}
