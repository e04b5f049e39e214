import { todayIn } from '@claviger/core/kernel/calendar'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { refuseBy } from '@claviger/core/kernel/rules'
import { searchKey } from '@claviger/core/kernel/text'
import { sql } from 'kysely'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import type { Read } from '../db/unit-of-work.ts'
import { requireVendor } from '../teams/vendor-store.ts'
import { findOrder, type OrderFacts, ordersWhere } from './order-views.ts'

export interface OrdersQuery {
  readonly search: string
  /** Nothing, or one of: waiting, fulfilled, cancelled. */
  readonly state: string | null
  /** Nothing, or one of: unpaid, overdue, paid. */
  readonly payment: string | null
  readonly page: number
}

export interface OrdersPage {
  readonly orders: readonly OrderFacts[]
  readonly shown: number
  readonly total: number
  readonly page: number
  readonly perPage: number
}

const perPage = 50

/** All orders the vendor has, newest first, by any piece of number, company, buyer or purchase order. */
export async function vendorOrders(
  read: Read,
  query: OrdersQuery,
): Promise<Decision<OrdersPage, VendorDoorRefusal>> {
  const door = await atVendor(read, 'vendor.orders')
  if (!door.ok) return door
  const today = todayIn(read.now, (await requireVendor(read)).timeZone)
  return accept(await pageOf(read, conditionOf(query, today), query.page))
}

export interface VendorOrder extends OrderFacts {
  readonly customer: { readonly id: number; readonly name: string } | null
  readonly claim: { readonly address: string; readonly used: boolean; readonly until: Date } | null
  readonly waitsFor: 'confirmation' | 'payment' | null
  /** What was written about it, newest first, for finding the letter. */
  readonly letters: readonly OrderLetterRow[]
}

export interface OrderLetterRow {
  readonly id: string
  readonly kind: string
  readonly to: string
  readonly state: 'waiting' | 'sent' | 'kept' | 'failed' | 'withdrawn'
  readonly at: Date
}

/** One order as the vendor's people see it, with what was written about it. */
export async function vendorOrder(
  read: Read,
  query: { readonly id: string },
): Promise<Decision<VendorOrder, VendorDoorRefusal | ReasonedRefusal<'order_not_found'>>> {
  const door = await atVendor(read, 'vendor.orders')
  if (!door.ok) return door
  const order = await findOrder(read, query.id)
  if (!order) return refuseBy('order_not_found', 'order_is_there')
  const { invoiceRelease } = await requireVendor(read)
  const waitsFor = invoiceRelease === 'after_payment' ? 'payment' : 'confirmation'
  return accept({
    ...order,
    customer: await customerOf(read, order),
    claim: await claimOf(read, order.id),
    waitsFor: order.state === 'waiting' ? waitsFor : null,
    letters: await lettersOf(read, order.number),
  })
}

/** What needs the vendor's people today. */
export interface VendorHome {
  readonly toConfirm: readonly OrderFacts[]
  readonly toConfirmCount: number
  readonly unpaidCount: number
  readonly overdueCount: number
  readonly failedLetters: number
  readonly customers: number
  readonly seats: number
  /** What came in since yesterday morning, for the quiet days. */
  readonly lately: { readonly orders: number; readonly seats: number }
  /** The first thing still missing before anybody can buy. */
  readonly missing: 'price' | null
}

/** The vendor's first page: orders that wait, money that is late, letters that failed. */
export async function vendorHome(
  read: Read,
  _query: object,
): Promise<Decision<VendorHome, VendorDoorRefusal>> {
  const door = await atVendor(read, 'vendor.see')
  if (!door.ok) return door
  const today = todayIn(read.now, (await requireVendor(read)).timeZone)
  const { rows } = await sql<
    Omit<VendorHome, 'toConfirm' | 'lately' | 'missing'> & Lately & { priced: boolean }
  >`
    select (select count(*) from customer_order where state = 'waiting') as "toConfirmCount",
      (select count(*) from customer_order where state = 'fulfilled' and payment = 'unpaid') as "unpaidCount",
      (select count(*) from customer_order where state = 'fulfilled' and payment = 'unpaid'
        and due_on < ${today}::date) as "overdueCount",
      (select count(*) from letter where state = 'failed') as "failedLetters",
      (select count(*) from organization) as customers,
      (select coalesce(sum(total), 0)::bigint from pool) as seats,
      (select count(*) from customer_order where placed_at >= ${dayBefore(read.now)}) as "latelyOrders",
      (select coalesce(sum(quantity), 0)::bigint from customer_order join order_line on order_id = id
        where placed_at >= ${dayBefore(read.now)}) as "latelySeats",
      exists (select from price join product on code = product_code where archived_at is null) as priced`.execute(
    read.sql,
  )
  const counts = rows[0]
  if (!counts) throw new Error('a count answered nothing')
  const { latelyOrders, latelySeats, priced, ...shown } = counts
  const toConfirm = await ordersWhere(read, sql`customer_order.state = 'waiting'`, 10)
  const lately = { orders: latelyOrders, seats: latelySeats }
  return accept({ ...shown, toConfirm, lately, missing: priced ? null : 'price' })
}

interface Lately {
  latelyOrders: number
  latelySeats: number
}

function conditionOf({ search, state, payment }: OrdersQuery, today: string) {
  const wanted = searchKey(search.slice(0, 200))
  const overdue = sql`customer_order.payment = 'unpaid' and customer_order.state = 'fulfilled'
    and customer_order.due_on < ${today}::date`
  const paid =
    payment === 'overdue' ? overdue : sql`(${payment}::text is null or customer_order.payment = ${payment})`
  return sql`position(${wanted} in customer_order.search_key) > 0
    and (${state}::text is null or customer_order.state = ${state}) and ${paid}`
}

async function pageOf(read: Read, condition: ReturnType<typeof sql>, asked: number): Promise<OrdersPage> {
  const { rows } = await sql<{ shown: number; total: number }>`
    select count(*) filter (where ${condition}) as shown, count(*) as total from customer_order`.execute(
    read.sql,
  )
  const { shown, total } = rows[0] ?? { shown: 0, total: 0 }
  const page = Math.min(Math.max(1, asked), Math.max(1, Math.ceil(shown / perPage)))
  const orders = await ordersWhere(read, condition, perPage, (page - 1) * perPage)
  return { orders, shown, total, page, perPage }
}

async function customerOf(read: Read, { organizationId }: OrderFacts): Promise<VendorOrder['customer']> {
  if (organizationId === null) return null
  const row = await read.sql
    .selectFrom('organization')
    .select(['id', 'name'])
    .where('id', '=', organizationId)
    .executeTakeFirst()
  return row ?? null
}

async function claimOf(read: Read, orderId: string): Promise<VendorOrder['claim']> {
  const row = await read.sql
    .selectFrom('claim')
    .select(['address', 'used_at', 'valid_until'])
    .where('order_id', '=', orderId)
    .orderBy('used_at', 'asc')
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  return row ? { address: row.address, used: row.used_at !== null, until: row.valid_until } : null
}

async function lettersOf(read: Read, number: string): Promise<readonly OrderLetterRow[]> {
  const { rows } =
    await sql<OrderLetterRow>`select id, kind, to_address as to, state, created_at as at from letter
    where facts->>'orderNumber' = ${number} order by created_at desc, id desc limit 20`.execute(read.sql)
  return rows
}

function dayBefore(now: Date): Date {
  return new Date(now.getTime() - 86_400_000)
}
