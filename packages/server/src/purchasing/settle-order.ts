import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { optional } from '@claviger/core/kernel/fields'
import { refuseBy } from '@claviger/core/kernel/rules'
import { readName } from '@claviger/core/kernel/text'
import { decideCancellation, decideFulfilment } from '@claviger/core/purchasing/order-life'
import { atVendor } from '../access/vendor-door.ts'
import { record } from '../audit/record.ts'
import { loadProduct } from '../catalog/store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { saveSubscriptionsPaid } from '../licenses/store.ts'
import { requireVendor } from '../teams/vendor-store.ts'
import { fulfilOrder } from './fulfil-order.ts'
import { mailTo, orderedFacts, queueOrderLetters } from './order-letters.ts'
import { lockOrder, type Order, saveCancellation, savePayment } from './store.ts'

export interface ConfirmOrder {
  readonly id: string
}

export interface CancelOrder {
  readonly id: string
  /** A line to the buyer, in the letter that tells them. */
  readonly note?: string
}

export interface RecordPayment {
  readonly id: string
  /** What the bank statement says, for the vendor's own eyes. */
  readonly note?: string
}

/** Delivers a waiting order. Confirming it twice delivers it once. */
export async function confirmOrder(
  tx: Tx,
  request: ConfirmOrder,
): Promise<Decision<'done' | 'already', Refusal>> {
  const order = await holdOrder(tx, request.id)
  if (!order.ok) return order
  const decision = decideFulfilment(order.plan)
  if (!decision.ok) return decision
  if (decision.plan === 'already') return accept('already')
  await fulfilOrder(tx, order.plan)
  await recordFor(tx, order.plan, 'order_confirmed')
  return accept('done')
}

/** Cancels an order of which nothing was delivered, and tells the buyer. */
export async function cancelOrder(
  tx: Tx,
  request: CancelOrder,
): Promise<Decision<'done' | 'already', Refusal>> {
  const order = await holdOrder(tx, request.id)
  if (!order.ok) return order
  const note = readNote(request.note)
  if (!note.ok) return note
  const decision = decideCancellation(order.plan)
  if (!decision.ok) return decision
  if (decision.plan === 'already') return accept('already')
  await saveCancellation(tx, order.plan.id)
  await tellOfCancellation(tx, order.plan, note.plan)
  await recordFor(tx, order.plan, 'order_cancelled')
  return accept('done')
}

/** Notes that an order is paid; one that waited is delivered with it. Noting it twice changes nothing. */
export async function recordPayment(
  tx: Tx,
  request: RecordPayment,
): Promise<Decision<'done' | 'already', Refusal>> {
  const held = await holdOrder(tx, request.id)
  if (!held.ok) return held
  const note = readNote(request.note)
  if (!note.ok) return note
  const order = held.plan
  const decision = decideFulfilment(order)
  if (!decision.ok) return decision
  if (order.payment === 'paid') return accept('already')
  await savePayment(tx, order.id, note.plan)
  if (order.organizationId !== null) await saveSubscriptionsPaid(tx, order.organizationId, order.id)
  await recordFor(tx, order, 'order_paid')
  if (decision.plan === 'fulfil') await fulfilOrder(tx, { ...order, payment: 'paid' })
  return accept('done')
}

async function holdOrder(tx: Tx, id: string): Promise<Decision<Order>> {
  const door = await atVendor(tx, 'vendor.orders')
  if (!door.ok) return door
  const order = await lockOrder(tx, id)
  return order ? accept(order) : refuseBy('order_not_found', 'order_is_there')
}

function readNote(typed: string | undefined): Decision<string> {
  const read = optional(typed, (text) => readName(text, { field: 'note', max: 500 }))
  if (read.ok) return accept(read.plan ?? '')
  return refuse('fields_wrong', { fields: [{ ...read.refusal, field: 'note' }] })
}

async function tellOfCancellation(tx: Tx, order: Order, note: string): Promise<void> {
  const product = await loadProduct(tx, order.productCode)
  if (!product) throw new Error(`order ${order.number} is for a product that is gone`)
  const { locale } = await requireVendor(tx)
  const facts = { ...orderedFacts(order, product), note }
  await queueOrderLetters(tx, [
    {
      kind: 'order_cancelled',
      organizationId: order.organizationId ?? 0,
      to: { address: mailTo(order.buyer), name: order.buyer.name },
      locale,
      facts,
    },
  ])
}

function recordFor(tx: Tx, order: Order, what: 'order_confirmed' | 'order_cancelled' | 'order_paid') {
  const { id: orderId, number } = order
  return record(tx, [{ what, organizationId: order.organizationId ?? 0, facts: { orderId, number } }])
}
