import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { may, teamsWhere } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import { missing, refuseWhere } from '../teams/access.ts'
import { loadOrganizationBySlug } from '../teams/store.ts'
import type { OrderFacts } from './order-views.ts'

type Shown =
  | 'id'
  | 'number'
  | 'product'
  | 'quantity'
  | 'term'
  | 'netMinor'
  | 'currency'
  | 'state'
  | 'payment'
  | 'placedAt'
  | 'placedBy'
  | 'dueOn'
  | 'paidAt'
  | 'poNumber'

/** An order as the customer sees it: nothing of what the vendor noted for themselves. */
export interface OrganizationOrder extends Pick<OrderFacts, Shown> {
  /** The team it was bought for, or the name of the one it will make. */
  readonly team: string | null
}

export interface OrganizationOrdersPage {
  readonly orders: readonly OrganizationOrder[]
  readonly total: number
  readonly unpaid: number
  readonly page: number
  readonly perPage: number
  readonly mayBuy: boolean
}

const perPage = 50

/** The orders of one organization, the newest first, for those who may see its money. */
export async function organizationOrders(
  read: Read,
  query: { readonly slug: string; readonly page: number },
): Promise<Decision<OrganizationOrdersPage, ReasonedRefusal<'organization_not_found' | 'not_allowed'>>> {
  const { actor } = read
  const id = (await loadOrganizationBySlug(read, query.slug))?.id
  if (id === undefined) return missing(read, 'organization_not_found')
  const refusal = await refuseWhere(read, id, {
    ...{ missing: 'organization_not_found', sees: seesAnything(read, id) },
    ...{ does: may(actor, 'orders.see', id), right: 'orders.see', teamId: null },
  })
  if (refusal) return { ok: false, refusal }
  const { total, unpaid } = await countOrders(read, id)
  const page = Math.min(Math.max(1, query.page), Math.max(1, Math.ceil(total / perPage)))
  const orders = await listOrders(read, id, (page - 1) * perPage)
  return accept({ orders, total, unpaid, page, perPage, mayBuy: may(actor, 'orders.place', id) })
}

/** Whether the actor has any role here, in the whole organization or in one team. */
function seesAnything({ actor }: Read, organizationId: number): boolean {
  const sees = teamsWhere(actor, 'organization.see', organizationId)
  return sees === 'all' || sees.length > 0
}

async function countOrders(read: Read, organizationId: number) {
  const { rows } = await sql<{ total: number; unpaid: number }>`
    select count(*) as total, count(*) filter (where payment = 'unpaid' and state <> 'cancelled') as unpaid
    from customer_order where organization_id = ${organizationId}`.execute(read.sql)
  return rows[0] ?? { total: 0, unpaid: 0 }
}

async function listOrders(read: Read, organizationId: number, offset: number) {
  const { rows } = await sql<OrganizationOrder>`
    select o.id, o.number, product.name as product, line.quantity, o.term, o.net_minor as "netMinor", o.currency,
      o.state, o.payment, o.placed_at as "placedAt", o.placed_by as "placedBy", o.due_on as "dueOn",
      o.paid_at as "paidAt", o.po_number as "poNumber", coalesce(team.name, o.new_team_name) as team
    from customer_order o
    join order_line line on line.order_id = o.id and line.line = 1
    join product on product.code = line.product_code
    left join team on team.organization_id = o.organization_id and team.id = o.team_id
    where o.organization_id = ${organizationId}
    order by o.placed_at desc, o.number desc limit ${perPage} offset ${offset}`.execute(read.sql)
  return rows
}
