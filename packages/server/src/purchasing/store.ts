import { type CalendarDate, dateFrom } from '@claviger/core/kernel/calendar'
import type { Address } from '@claviger/core/kernel/email'
import { isUuid } from '@claviger/core/kernel/ids'
import { type Money, money } from '@claviger/core/kernel/money'
import { searchKey } from '@claviger/core/kernel/text'
import type { OrderState } from '@claviger/core/purchasing/order-life'
import type { Term } from '../catalog/tables.ts'
import type { Read, Tx } from '../db/unit-of-work.ts'

type Door = Tx | Read

/** One order with its one line. */
export interface Order {
  readonly id: string
  readonly number: string
  /** Known when a customer's own administrator, or staff for a known customer, ordered; or once it is fulfilled. */
  readonly organizationId: number | null
  readonly teamId: number | null
  readonly newTeamName: string | null
  readonly buyer: ShortAddress & { readonly name: string }
  readonly manager: ShortAddress | null
  readonly company: string
  readonly country: string
  readonly vatId: string
  readonly poNumber: string
  readonly productCode: string
  readonly quantity: number
  readonly unit: Money
  readonly net: Money
  readonly term: Term
  readonly state: OrderState
  readonly payment: 'unpaid' | 'paid'
  readonly placedAt: Date
  readonly placedBy: string
  readonly dueOn: CalendarDate
  readonly viewHash: string
}

export interface ShortAddress {
  readonly address: string
  readonly key: string
}

/** An address as an order keeps it. */
export function shortAddress(address: Address): ShortAddress {
  return { address: address.typed, key: address.key }
}

/** Saves a new order and its line. */
export async function saveOrder(tx: Tx, order: Order): Promise<void> {
  await tx.sql.insertInto('customer_order').values(rowOf(order)).execute()
  const line = { order_id: order.id, line: 1, product_code: order.productCode, quantity: order.quantity }
  const amounts = { unit_minor: Number(order.unit.minor), net_minor: Number(order.net.minor) }
  await tx.sql
    .insertInto('order_line')
    .values({ ...line, ...amounts })
    .execute()
}

/** An order, held until the transaction ends: what is done to it once is not done twice. */
export async function lockOrder(tx: Tx, id: string): Promise<Order | undefined> {
  if (!isUuid(id)) return undefined
  const row = await orders(tx)
    .where('customer_order.id', '=', id)
    .forUpdate('customer_order')
    .executeTakeFirst()
  return row && toOrder(row)
}

/** An order by the hash of the token in its address. */
export async function loadOrderByDoor(door: Door, viewHash: string): Promise<Order | undefined> {
  const row = await orders(door).where('customer_order.view_hash', '=', viewHash).executeTakeFirst()
  return row && toOrder(row)
}

export async function loadOrder(door: Door, id: string): Promise<Order | undefined> {
  if (!isUuid(id)) return undefined
  const row = await orders(door).where('customer_order.id', '=', id).executeTakeFirst()
  return row && toOrder(row)
}

/** Notes where an order's licenses went. */
export async function saveFulfilment(
  tx: Tx,
  id: string,
  place: { organizationId: number; teamId: number },
): Promise<void> {
  await tx.sql
    .updateTable('customer_order')
    .set({
      state: 'fulfilled',
      fulfilled_at: tx.now,
      organization_id: place.organizationId,
      team_id: place.teamId,
    })
    .where('id', '=', id)
    .execute()
}

export async function saveCancellation(tx: Tx, id: string): Promise<void> {
  await tx.sql.updateTable('customer_order').set({ state: 'cancelled' }).where('id', '=', id).execute()
}

export async function savePayment(tx: Tx, id: string, note: string): Promise<void> {
  await tx.sql
    .updateTable('customer_order')
    .set({ payment: 'paid', paid_at: tx.now, payment_note: note })
    .where('id', '=', id)
    .execute()
}

function orders(door: Door) {
  return door.sql
    .selectFrom('customer_order')
    .innerJoin('order_line', 'order_line.order_id', 'customer_order.id')
    .selectAll('customer_order')
    .select(['order_line.product_code', 'order_line.quantity', 'order_line.unit_minor'])
    .where('order_line.line', '=', 1)
}

function toOrder(row: Awaited<ReturnType<ReturnType<typeof orders>['execute']>>[number]): Order {
  return {
    id: row.id,
    number: row.number,
    organizationId: row.organization_id,
    teamId: row.team_id,
    newTeamName: row.new_team_name,
    buyer: { address: row.buyer_address, key: row.buyer_key, name: row.buyer_name },
    manager:
      row.manager_address && row.manager_key ? { address: row.manager_address, key: row.manager_key } : null,
    company: row.company,
    country: row.country,
    vatId: row.vat_id,
    poNumber: row.po_number,
    productCode: row.product_code,
    quantity: row.quantity,
    unit: money(row.unit_minor, row.currency),
    net: money(row.net_minor, row.currency),
    term: row.term,
    state: row.state,
    payment: row.payment,
    placedAt: row.placed_at,
    placedBy: row.placed_by,
    dueOn: dateFrom(row.due_on),
    viewHash: row.view_hash,
  }
}

function rowOf(order: Order) {
  const { id, number, company, country, term, state, payment, buyer, manager, net } = order
  const words = [number, company, buyer.name, buyer.address, order.poNumber]
  return {
    ...{ id, number, company, country, term, state, payment, payment_note: '' },
    ...{ buyer_address: buyer.address, buyer_key: buyer.key, buyer_name: buyer.name },
    manager_address: manager?.address ?? null,
    manager_key: manager?.key ?? null,
    organization_id: order.organizationId,
    team_id: order.teamId,
    new_team_name: order.newTeamName,
    vat_id: order.vatId,
    po_number: order.poNumber,
    currency: net.currency,
    net_minor: Number(net.minor),
    placed_at: order.placedAt,
    placed_by: order.placedBy,
    due_on: order.dueOn,
    view_hash: order.viewHash,
    search_key: searchKey(words.join(' ')),
  }
}

/** Lets orders that wait for one team wait for another. */
export async function redirectOrders(
  tx: Tx,
  organizationId: number,
  teamId: number,
  intoTeamId: number,
): Promise<void> {
  await tx.sql
    .updateTable('customer_order')
    .set({ team_id: intoTeamId })
    .where('organization_id', '=', organizationId)
    .where('team_id', '=', teamId)
    .where('state', '=', 'waiting')
    .execute()
}
