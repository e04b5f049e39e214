import { todayIn } from '@claviger/core/kernel/calendar'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import { searchKey } from '@claviger/core/kernel/text'
import type { Role, StaffRole } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import type { Read } from '../db/unit-of-work.ts'
import { listGrants } from './role-store.ts'
import { listTeams } from './store.ts'
import { requireVendor, type Vendor } from './vendor-store.ts'

/** The vendor's name and house rules, as they are. */
export async function vendorSettings(
  read: Read,
  _query: object,
): Promise<Decision<Vendor, VendorDoorRefusal>> {
  const door = await atVendor(read, 'vendor.settings')
  return door.ok ? accept(await requireVendor(read)) : door
}

export interface StaffMember {
  readonly addressKey: string
  readonly address: string
  readonly name: string
  readonly role: StaffRole
  readonly addedAt: Date
  readonly addedBy: string
  /** Has signed in at least once. */
  readonly known: boolean
}

/** Who works for the vendor. */
export async function vendorStaff(
  read: Read,
  _query: object,
): Promise<Decision<{ readonly staff: readonly StaffMember[] }, VendorDoorRefusal>> {
  const door = await atVendor(read, 'vendor.staff')
  if (!door.ok) return door
  const { rows } = await sql<StaffMember>`
    select staff.address_key as "addressKey", staff.address, staff.name, staff.role, staff.added_at as "addedAt",
      staff.added_by as "addedBy", verified_address.address_key is not null as known
    from staff left join verified_address on verified_address.address_key = staff.address_key
    order by staff.added_at, staff.address_key`.execute(read.sql)
  return accept({ staff: rows })
}

export interface CustomerRow {
  readonly id: number
  readonly name: string
  readonly slug: string
  readonly country: string
  readonly seats: number
  readonly connected: number
  readonly invited: number
  /** With servers or legacy keys. */
  readonly placed: number
  readonly administrators: number
  /** The next day something of theirs runs out. */
  readonly renewsOn: string | null
}

export interface CustomersQuery {
  readonly search: string
  readonly page: number
}

export interface CustomersPage {
  readonly customers: readonly CustomerRow[]
  readonly shown: number
  readonly total: number
  readonly page: number
  readonly perPage: number
}

const perPage = 50

/** The vendor's customers, found by any piece of their name, address or number. */
export async function vendorCustomers(
  read: Read,
  query: CustomersQuery,
): Promise<Decision<CustomersPage, VendorDoorRefusal>> {
  const door = await atVendor(read, 'vendor.customers')
  if (!door.ok) return door
  const today = todayIn(read.now, (await requireVendor(read)).timeZone)
  const wanted = searchKey(query.search.slice(0, 200))
  const matches = sql<boolean>`position(${wanted} in organization.search_key) > 0`
  const { rows: counts } = await sql<{ shown: number; total: number }>`
    select count(*) filter (where ${matches}) as shown, count(*) as total from organization`.execute(read.sql)
  const { shown, total } = counts[0] ?? { shown: 0, total: 0 }
  const page = Math.min(Math.max(1, query.page), Math.max(1, Math.ceil(shown / perPage)))
  const { rows } = await sql<CustomerRow>`
    select organization.id, organization.name, organization.slug, organization.country,
      coalesce(held.total, 0) as seats, coalesce(held.connected, 0) as connected,
      coalesce(held.invited, 0) as invited, coalesce(held.placed, 0) as placed,
      (select count(*) from role_grant where role_grant.organization_id = organization.id
        and role = 'administrator' and accepted_at is not null) as administrators,
      (select min(paid_through) from subscription where subscription.organization_id = organization.id
        and paid_through >= ${today}::date) as "renewsOn"
    from (select * from organization where ${matches} order by name, id
      limit ${perPage} offset ${(page - 1) * perPage}) as organization
    left join lateral (select sum(total)::bigint as total, sum(connected)::bigint as connected,
      sum(invited)::bigint as invited, sum(placed)::bigint as placed from pool where pool.organization_id = organization.id) as held on true
    order by organization.name, organization.id`.execute(read.sql)
  return accept({ customers: rows, shown, total, page, perPage })
}

export interface CustomerSubscription {
  readonly id: string
  readonly product: string
  readonly quantity: number
  readonly startsOn: string
  readonly paidThrough: string
  readonly payment: 'unpaid' | 'paid'
  readonly dueOn: string
  /** None where the customer brought it along. */
  readonly order: { readonly id: string; readonly number: string } | null
}

/** The licenses of a customer, counted as their pools count them. */
export interface CustomerSeats {
  readonly free: number
  readonly invited: number
  readonly connected: number
  readonly placed: number
  readonly withheld: number
}

export interface CustomerPage {
  readonly id: number
  readonly name: string
  readonly slug: string
  readonly country: string
  readonly timeZone: string
  readonly locale: string
  readonly createdAt: Date
  readonly seats: CustomerSeats
  readonly teams: readonly { readonly id: number; readonly name: string }[]
  readonly people: readonly {
    readonly name: string
    readonly address: string
    readonly role: Role
    readonly team: string | null
    readonly accepted: boolean
  }[]
  readonly subscriptions: readonly CustomerSubscription[]
}

/** One customer: who runs it, what it bought, how much of it is in use. */
export async function vendorCustomer(
  read: Read,
  query: { readonly id: number },
): Promise<Decision<CustomerPage, VendorDoorRefusal | ReasonedRefusal<'organization_not_found'>>> {
  const door = await atVendor(read, 'vendor.customers')
  if (!door.ok) return door
  if (!Number.isSafeInteger(query.id)) return refuseBy('organization_not_found', 'customer_is_there')
  const row = await read.sql
    .selectFrom('organization')
    .select(['id', 'name', 'slug', 'country', 'time_zone', 'locale', 'created_at'])
    .where('id', '=', query.id)
    .executeTakeFirst()
  if (!row) return refuseBy('organization_not_found', 'customer_is_there')
  const teams = await listTeams(read, row.id)
  const names = new Map(teams.map((team) => [team.id, team.name]))
  const people = (await listGrants(read, row.id)).map(({ name, address, role, teamId, acceptedAt }) => ({
    ...{ name, address, role, accepted: acceptedAt !== null },
    team: teamId === null ? null : (names.get(teamId) ?? null),
  }))
  return accept({
    ...{ id: row.id, name: row.name, slug: row.slug, country: row.country, locale: row.locale },
    ...{ timeZone: row.time_zone, createdAt: row.created_at, teams, people },
    seats: await seatsOf(read, row.id),
    subscriptions: await subscriptionsOf(read, row.id),
  })
}

async function seatsOf(read: Read, organizationId: number): Promise<CustomerSeats> {
  const { rows } = await sql<CustomerSeats>`
    select coalesce(sum(free), 0)::bigint as free, coalesce(sum(invited), 0)::bigint as invited,
      coalesce(sum(connected), 0)::bigint as connected, coalesce(sum(placed), 0)::bigint as placed,
      coalesce(sum(withheld), 0)::bigint as withheld from pool where organization_id = ${organizationId}`.execute(
    read.sql,
  )
  return rows[0] ?? { free: 0, invited: 0, connected: 0, placed: 0, withheld: 0 }
}

async function subscriptionsOf(read: Read, organizationId: number): Promise<readonly CustomerSubscription[]> {
  const { rows } = await sql<CustomerSubscription>`
    select subscription.id, product.name as product, subscription.quantity, subscription.starts_on as "startsOn",
      subscription.paid_through as "paidThrough", subscription.payment, subscription.due_on as "dueOn",
      case when customer_order.id is not null
        then json_build_object('id', customer_order.id, 'number', customer_order.number) end as "order"
    from subscription join product on product.code = subscription.product_code
    left join customer_order on customer_order.id = subscription.order_id
    where subscription.organization_id = ${organizationId}
    order by subscription.created_at desc, subscription.id desc`.execute(read.sql)
  return rows
}
