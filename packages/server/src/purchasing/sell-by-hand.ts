import { readPrice } from '@claviger/core/catalog/read-prices'
import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { readAddress } from '@claviger/core/kernel/email'
import { optional, readFields, readFormId } from '@claviger/core/kernel/fields'
import { refuseBy } from '@claviger/core/kernel/rules'
import {
  buyerReadings,
  choiceReadings,
  readPoNumber,
  type TypedBuyer,
  type TypedChoice,
} from '@claviger/core/purchasing/read-order'
import { tokenHash } from '../access/session-cookie.ts'
import { atVendor } from '../access/vendor-door.ts'
import { loadProduct, loadUnitPrice } from '../catalog/store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { listGrants } from '../teams/role-store.ts'
import { loadOrganization, type Organization } from '../teams/store.ts'
import { requireVendor } from '../teams/vendor-store.ts'
import { fulfilOrder } from './fulfil-order.ts'
import { knownCustomer, newCustomer, type OrderParty, openOrder } from './new-order.ts'
import { type ShortAddress, shortAddress } from './store.ts'
import { findTeam, readNewTeam } from './team-wish.ts'

/** A customer who is here already; who gets the certificate may be left to the customer's first administrator. */
export interface SellToKnown {
  readonly kind: 'known'
  readonly organizationId: number
  readonly teamId?: number | null
  readonly newTeamName?: string
  readonly email?: string
}

export type SellToNew = TypedBuyer & { readonly kind: 'new' }

export interface SellByHand extends TypedChoice {
  /** Drawn when the form is shown: sending it twice sells once. */
  readonly id: string
  readonly productCode: string
  readonly customer: SellToKnown | SellToNew
  /** Left empty: the list price. */
  readonly unitPrice?: string
  readonly poNumber?: string
  readonly paid: boolean
}

/** What a sale came to. */
export interface Sale {
  readonly id: string
  readonly number: string
}

/** Sells over the counter: the licenses come at once, the certificate goes to the customer. */
export async function sellByHand(tx: Tx, request: SellByHand): Promise<Decision<Sale, Refusal>> {
  const door = await atVendor(tx, 'vendor.orders')
  if (!door.ok) return door
  const vendor = await requireVendor(tx)
  const party = await readParty(tx, request.customer)
  const read = readFields({
    id: readFormId(request.id),
    ...choiceReadings(request),
    unitPrice: optional(request.unitPrice, (text) => readPrice(text, vendor.currency)),
    poNumber: readPoNumber(request.poNumber),
  })
  const wrong = [...fieldsOf(party), ...fieldsOf(read)]
  if (wrong.length > 0) return refuse('fields_wrong', { fields: wrong })
  if (!party.ok) return party
  if (!read.ok) return read
  const { id, quantity, term, unitPrice, poNumber } = read.plan
  const product = await loadProduct(tx, request.productCode)
  if (!product) return refuseBy('product_not_found', 'product_on_sale')
  const { currency } = vendor
  const unit = unitPrice ?? (await loadUnitPrice(tx, { productCode: product.code, currency, term }))
  if (!unit)
    return refuseBy('product_not_sold', 'product_has_price', { product: product.name, slug: product.slug })

  const viewHash = tokenHash(tx.newId.token())
  const sale = {
    id,
    viewHash,
    party: party.plan,
    choice: { quantity, term },
    product,
    unit,
    poNumber,
    vendor,
  }
  const { order, isNew } = await openOrder(tx, { ...sale, paid: request.paid })
  if (isNew) await fulfilOrder(tx, order)
  return accept({ id, number: order.number })
}

function fieldsOf(read: Decision<unknown>): readonly unknown[] {
  return !read.ok && read.refusal.code === 'fields_wrong' ? (read.refusal.fields as readonly unknown[]) : []
}

async function readParty(tx: Tx, customer: SellToKnown | SellToNew): Promise<Decision<OrderParty>> {
  if (customer.kind === 'known') return readKnown(tx, customer)
  const read = readFields(buyerReadings(customer))
  return read.ok ? accept(newCustomer(read.plan)) : read
}

async function readKnown(tx: Tx, customer: SellToKnown): Promise<Decision<OrderParty>> {
  const organization = await loadOrganization(tx, customer.organizationId)
  if (!organization) return refuseBy('organization_not_found', 'customer_is_there')
  const contact = await contactOf(tx, organization)
  const read = readFields({
    newTeamName: readNewTeam(customer.newTeamName),
    email: customer.email?.trim() || !contact ? readAddress(customer.email ?? '') : accept(null),
  })
  if (!read.ok) return read
  const { newTeamName, email } = read.plan
  const wish = await findTeam(tx, organization.id, { teamId: customer.teamId ?? null, newTeamName })
  if (!wish.ok) return wish
  const buyer = email ? { ...shortAddress(email), name: '' } : contact
  return buyer
    ? accept(knownCustomer(organization, wish.plan, buyer))
    : refuseBy('organization_not_found', 'customer_is_there')
}

async function contactOf(
  tx: Tx,
  organization: Organization,
): Promise<(ShortAddress & { name: string }) | undefined> {
  const grants = await listGrants(tx, organization.id)
  const first = grants.find((grant) => grant.role === 'administrator' && grant.acceptedAt)
  return first && { address: first.address, key: first.addressKey, name: first.name }
}
