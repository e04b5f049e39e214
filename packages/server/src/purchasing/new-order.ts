import { addDays, todayIn } from '@claviger/core/kernel/calendar'
import type { Money } from '@claviger/core/kernel/money'
import { priceOrder } from '@claviger/core/pricing/price-order'
import { orderNumber } from '@claviger/core/purchasing/order-life'
import type { Buyer, Choice } from '@claviger/core/purchasing/read-order'
import { actorName } from '@claviger/core/teams/actor'
import { record } from '../audit/record.ts'
import type { Product } from '../catalog/store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { holdSeries, nextNumber, type Organization } from '../teams/store.ts'
import type { Vendor } from '../teams/vendor-store.ts'
import { loadOrder, type Order, type ShortAddress, saveOrder, shortAddress } from './store.ts'

/** Who an order is for, and where its licenses are to go. */
export type OrderParty = Pick<
  Order,
  'organizationId' | 'teamId' | 'newTeamName' | 'buyer' | 'manager' | 'company' | 'country' | 'vatId'
>

/** Where in an organization the licenses are to go: a team, a new team, or the first one. */
export interface TeamWish {
  readonly teamId: number | null
  readonly newTeamName: string | null
}

/** An order by somebody we do not know: its organization is made when it is fulfilled. */
export function newCustomer(buyer: Buyer): OrderParty {
  const { email, name, company, country, vatId, managerEmail } = buyer
  const manager = managerEmail && managerEmail.key !== email.key ? shortAddress(managerEmail) : null
  const place = { organizationId: null, teamId: null, newTeamName: null }
  return { ...place, buyer: { ...shortAddress(email), name }, manager, company, country, vatId }
}

/** An order for an organization that is here already. */
export function knownCustomer(
  organization: Organization,
  wish: TeamWish,
  contact: ShortAddress & { readonly name: string },
): OrderParty {
  const { id, name, country } = organization
  return { organizationId: id, ...wish, buyer: contact, manager: null, company: name, country, vatId: '' }
}

export interface NewOrder {
  readonly id: string
  readonly viewHash: string
  readonly party: OrderParty
  readonly choice: Choice
  readonly product: Product
  readonly unit: Money
  readonly poNumber: string
  readonly vendor: Vendor
  readonly paid: boolean
}

/**
 * Numbers and saves an order, unless the same form has made it before: then that one is answered, untouched.
 * Numbers count by the year of the vendor's calendar and have no gaps.
 */
export async function openOrder(
  tx: Tx,
  request: NewOrder,
): Promise<{ readonly order: Order; readonly isNew: boolean }> {
  const today = todayIn(tx.now, request.vendor.timeZone)
  const year = Number(today.slice(0, 4))
  const series = `order-${year}`
  await holdSeries(tx, series, 1)
  const before = await loadOrder(tx, request.id)
  if (before) return { order: before, isNew: false }

  const { choice, unit, vendor, product, party } = request
  const order: Order = {
    ...{ id: request.id, viewHash: request.viewHash, poNumber: request.poNumber, unit, ...party, ...choice },
    number: orderNumber(year, await nextNumber(tx, series, 1)),
    productCode: product.code,
    net: priceOrder({ unit, quantity: choice.quantity }).net,
    state: 'waiting',
    payment: request.paid ? 'paid' : 'unpaid',
    placedAt: tx.now,
    placedBy: tx.actor.kind === 'anonymous' ? party.buyer.name : actorName(tx.actor),
    dueOn: addDays(today, vendor.invoiceDays),
  }
  await saveOrder(tx, order)
  await record(tx, [
    {
      what: 'order_placed',
      organizationId: party.organizationId ?? 0,
      facts: {
        ...{ orderId: order.id, number: order.number, company: order.company },
        ...{ product: product.name, quantity: choice.quantity, netMinor: String(order.net.minor) },
      },
    },
  ])
  return { order, isNew: true }
}
