import type { Address } from '@claviger/core/kernel/email'
import { readAddress } from '@claviger/core/kernel/email'
import type { OrderWait } from '@claviger/core/purchasing/order-life'
import type { Product } from '../catalog/store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { type NewLetter, queueLetters } from '../outbox/queue.ts'
import { listStaff } from '../teams/vendor-store.ts'
import type { OrderedFacts } from './letter-facts.ts'
import type { purchasingLetters } from './letters.ts'
import type { Order, ShortAddress } from './store.ts'

export type OrderLetter = NewLetter<typeof purchasingLetters>

/** Queues letters about orders: only kinds that have words compile. */
export function queueOrderLetters(tx: Tx, letters: readonly OrderLetter[]): Promise<void> {
  return queueLetters<typeof purchasingLetters>(tx, letters)
}

/** What every letter about an order says of it. */
export function orderedFacts(order: Order, product: Pick<Product, 'name'>): OrderedFacts {
  return {
    orderNumber: order.number,
    company: order.company,
    product: product.name,
    quantity: order.quantity,
    term: order.term,
    netMinor: String(order.net.minor),
    currency: order.net.currency,
  }
}

/** Where letters to an address go: its deliverable form, read again from what was typed. */
export function mailTo(address: ShortAddress): string {
  const read = readAddress(address.address)
  return read.ok ? (read.plan satisfies Address).mailTo : address.address
}

/** Tells the buyer that the order waits, and the vendor's people that it waits for them. */
export async function tellOfWaiting(
  tx: Tx,
  waiting: {
    readonly order: Order
    readonly product: Product
    readonly wait: Exclude<OrderWait, 'nothing'>
    readonly token: string
    readonly locale: string
    readonly vendorLocale: string
  },
): Promise<void> {
  const { order, product, wait: waitsFor, token, locale, vendorLocale } = waiting
  const ordered = orderedFacts(order, product)
  const organizationId = order.organizationId ?? 0
  const buyer: OrderLetter = {
    kind: 'order_received',
    organizationId,
    to: { address: mailTo(order.buyer), name: order.buyer.name },
    locale,
    facts: { ...ordered, waitsFor, door: token },
  }
  const buyerAddress = order.buyer.address
  const facts = { ...ordered, waitsFor, orderId: order.id, buyer: order.buyer.name, buyerAddress }
  const staff = (await listStaff(tx)).map(
    (one): OrderLetter => ({
      kind: 'order_to_confirm',
      organizationId: 0,
      to: { address: mailTo({ address: one.address, key: one.addressKey }), name: one.name },
      locale: vendorLocale,
      facts,
    }),
  )
  await queueOrderLetters(tx, [buyer, ...staff])
}
