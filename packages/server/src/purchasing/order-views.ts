import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { isUuid } from '@claviger/core/kernel/ids'
import { type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import { type ClaimState, claimStateAt, refuseByClaim } from '@claviger/core/purchasing/claim-state'
import { owns } from '@claviger/core/teams/actor'
import { teamsWhere } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import { tokenHash } from '../access/session-cookie.ts'
import type { Term } from '../catalog/tables.ts'
import type { Read } from '../db/unit-of-work.ts'
import { loadOrganization } from '../teams/store.ts'
import { hasOpenClaim, loadClaim } from './claim-store.ts'

/** What an order says of itself, to whoever may see it. */
export interface OrderFacts {
  readonly id: string
  readonly number: string
  readonly company: string
  readonly country: string
  readonly vatId: string
  readonly poNumber: string
  readonly product: string
  readonly quantity: number
  readonly term: Term
  readonly unitMinor: number
  readonly netMinor: number
  readonly currency: string
  readonly state: 'waiting' | 'fulfilled' | 'cancelled'
  readonly payment: 'unpaid' | 'paid'
  readonly placedAt: Date
  readonly placedBy: string
  readonly dueOn: string
  readonly buyerName: string
  readonly buyerAddress: string
  readonly managerAddress: string | null
  readonly organizationId: number | null
  readonly fulfilledAt: Date | null
  readonly paidAt: Date | null
  readonly paymentNote: string
  /** Nothing before it is fulfilled. */
  readonly paidThrough: string | null
}

/** The page of an order, opened by the secret in its address: nothing of what the vendor noted for themselves. */
export interface OrderDoor extends Omit<OrderFacts, 'paymentNote'> {
  readonly waitsFor: 'confirmation' | 'payment' | null
  /** Somebody has become the administrator of what was bought, or nobody has to: the customer was here already. */
  readonly claimed: boolean
  /** Where its licenses are, for those who may go there. */
  readonly slug: string | null
}

/** Shows an order to whoever has its address. Looking changes nothing. */
export async function orderDoor(
  read: Read,
  query: { readonly token: string },
): Promise<Decision<OrderDoor, ReasonedRefusal<'order_not_found'>>> {
  const [order] = await ordersWhere(read, sql`customer_order.view_hash = ${tokenHash(query.token)}`)
  if (!order) return refuseBy('order_not_found', 'order_link_is_known')
  const { paymentNote: _own, ...seen } = order
  const vendor = await read.sql.selectFrom('vendor').select('invoice_release').executeTakeFirst()
  const waitsFor = vendor?.invoice_release === 'after_payment' ? 'payment' : 'confirmation'
  return accept({
    ...seen,
    waitsFor: order.state === 'waiting' ? waitsFor : null,
    claimed: !(await hasOpenClaim(read, order.id)),
    slug: await slugFor(read, order.organizationId),
  })
}

/** What a claim link opens. */
export interface ClaimDoor {
  readonly state: ClaimState
  /** Why it opens nothing any more. */
  readonly refusal: Refusal | null
  readonly orderId: string
  readonly order: Pick<OrderFacts, 'number' | 'company' | 'product' | 'quantity' | 'term' | 'paidThrough'>
  /** It was sent to whoever ordered, not to somebody they named. */
  readonly isBuyers: boolean
  /** Whose it is; the page shows it whole only to its owner and in the browser that ordered. */
  readonly address: string
  readonly yours: boolean
  /** Where its licenses are, for those who may go there. */
  readonly slug: string | null
}

/** Shows what a claim link would do. Looking spends nothing, whoever looks. */
export async function claimDoor(
  read: Read,
  query: { readonly token: string },
): Promise<Decision<ClaimDoor, ReasonedRefusal<'claim_not_found'>>> {
  const claim = await loadClaim(read, tokenHash(query.token))
  const [order] = claim ? await ordersWhere(read, sql`customer_order.id = ${claim.orderId}`) : []
  if (!claim || !order) return refuseBy('claim_not_found', 'claim_leads_to_order')
  const { number, company, product, quantity, term, paidThrough } = order
  const yours = owns(read.actor, claim.to.key)
  return accept({
    ...{ state: claimStateAt(claim, read.now), orderId: order.id, address: claim.to.address, yours },
    order: { number, company, product, quantity, term, paidThrough },
    refusal: refuseByClaim(claim, read.now),
    isBuyers: claim.to.address === order.buyerAddress,
    slug: await slugFor(read, order.organizationId),
  })
}

/** The address of an organization, for those who may see it. */
async function slugFor(read: Read, organizationId: number | null): Promise<string | null> {
  if (organizationId === null) return null
  if (teamsWhere(read.actor, 'organization.see', organizationId).length === 0) return null
  return (await loadOrganization(read, organizationId))?.slug ?? null
}

/** One order by its id, wherever it is shown. */
export async function findOrder(read: Read, id: string): Promise<OrderFacts | undefined> {
  if (!isUuid(id)) return undefined
  const [order] = await ordersWhere(read, sql`customer_order.id = ${id}`)
  return order
}

/** Orders that fit a condition, the newest first. */
export async function ordersWhere(
  read: Read,
  condition: ReturnType<typeof sql>,
  limit = 1,
  offset = 0,
): Promise<readonly OrderFacts[]> {
  const { rows } = await sql<OrderFacts>`
    select customer_order.id, customer_order.number, customer_order.company, customer_order.country,
      customer_order.vat_id as "vatId", customer_order.po_number as "poNumber", product.name as product,
      order_line.quantity, customer_order.term, order_line.unit_minor as "unitMinor",
      customer_order.net_minor as "netMinor", customer_order.currency, customer_order.state, customer_order.payment,
      customer_order.placed_at as "placedAt", customer_order.placed_by as "placedBy",
      customer_order.due_on as "dueOn", customer_order.buyer_name as "buyerName",
      customer_order.buyer_address as "buyerAddress", customer_order.manager_address as "managerAddress",
      customer_order.organization_id as "organizationId", customer_order.fulfilled_at as "fulfilledAt",
      customer_order.paid_at as "paidAt", customer_order.payment_note as "paymentNote",
      (select paid_through from subscription where subscription.organization_id = customer_order.organization_id
        and subscription.order_id = customer_order.id) as "paidThrough"
    from customer_order join order_line on order_line.order_id = customer_order.id and order_line.line = 1
    join product on product.code = order_line.product_code
    where ${condition}
    order by customer_order.placed_at desc, customer_order.number desc limit ${limit} offset ${offset}`.execute(
    read.sql,
  )
  return rows
}
