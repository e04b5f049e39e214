import { accept, type Decision } from '@claviger/core/kernel/decision'
import { type FieldsWrong, readFields, readFormId } from '@claviger/core/kernel/fields'
import type { Money } from '@claviger/core/kernel/money'
import { type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import { waitOf } from '@claviger/core/purchasing/order-life'
import {
  buyerReadings,
  choiceReadings,
  readDoorToken,
  readPoNumber,
  type TypedBuyer,
  type TypedChoice,
} from '@claviger/core/purchasing/read-order'
import { tokenHash } from '../access/session-cookie.ts'
import { loadProduct, loadUnitPrice, type Product } from '../catalog/store.ts'
import type { Term } from '../catalog/tables.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { loadVendor, type Vendor } from '../teams/vendor-store.ts'
import { fulfilOrder } from './fulfil-order.ts'
import { newCustomer, openOrder } from './new-order.ts'
import { tellOfWaiting } from './order-letters.ts'
import type { Order } from './store.ts'

export interface PlaceOrder extends TypedChoice, TypedBuyer {
  /** Both drawn when the form is shown: sending it twice makes one order, and only its sender knows the token. */
  readonly id: string
  readonly token: string
  readonly productCode: string
  readonly poNumber?: string
  /** The language the buyer reads, for the answer by mail. */
  readonly locale: string
}

export type PlaceOrderRefusal =
  | FieldsWrong
  | ReasonedRefusal<'product_not_found' | 'product_not_sold' | 'form_already_used'>

/** What the page needs to go on: the order, and the secret part of /order/…. */
export interface PlacedOrder {
  readonly id: string
  readonly number: string
  readonly token: string
  readonly isNew: boolean
}

/** Orders by invoice for somebody new. The vendor's rule says whether the licenses come at once. */
export async function placeOrder(
  tx: Tx,
  request: PlaceOrder,
): Promise<Decision<PlacedOrder, PlaceOrderRefusal>> {
  const read = readFields({
    id: readFormId(request.id),
    token: readDoorToken(request.token),
    ...choiceReadings(request),
    ...buyerReadings(request),
    poNumber: readPoNumber(request.poNumber),
  })
  if (!read.ok) return read
  const { id, token, poNumber, quantity, term } = read.plan
  const offer = await findOffer(tx, request.productCode, term)
  if (!offer.ok) return offer

  const party = newCustomer(read.plan)
  const viewHash = tokenHash(token)
  const choice = { quantity, term }
  const opened = await openOrder(tx, { ...offer.plan, id, viewHash, party, choice, poNumber, paid: false })
  const { order, isNew } = opened
  if (order.viewHash !== viewHash) return refuseBy('form_already_used', 'form_not_sent_before')
  if (isNew) await release(tx, { ...offer.plan, order, token, locale: request.locale })
  return accept({ id, number: order.number, token, isNew })
}

/** What is sold to everybody: a product with a price in the vendor's currency. */
export interface Offer {
  readonly vendor: Vendor
  readonly product: Product
  readonly unit: Money
}

/** Finds what is sold by this term, and for how much. */
export async function findOffer(
  tx: Tx,
  productCode: string,
  term: Term,
): Promise<Decision<Offer, ReasonedRefusal<'product_not_found' | 'product_not_sold'>>> {
  const vendor = await loadVendor(tx)
  const product = await loadProduct(tx, productCode)
  if (!vendor || !product || product.archivedAt) return refuseBy('product_not_found', 'product_on_sale')
  const unit = await loadUnitPrice(tx, { productCode, currency: vendor.currency, term })
  const { currency } = vendor
  return unit
    ? accept({ vendor, product, unit })
    : refuseBy('product_not_sold', 'product_has_price', {
        product: product.name,
        slug: product.slug,
        currency,
      })
}

async function release(
  tx: Tx,
  placed: Offer & { order: Order; token: string; locale: string },
): Promise<void> {
  const { vendor, order } = placed
  const wait = waitOf(vendor.invoiceRelease, 'unknown', false)
  if (wait === 'nothing') await fulfilOrder(tx, order)
  else await tellOfWaiting(tx, { ...placed, wait, vendorLocale: vendor.locale })
}
