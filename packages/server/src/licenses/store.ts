import type { CalendarDate } from '@claviger/core/kernel/calendar'
import type { Money } from '@claviger/core/kernel/money'
import { sql } from 'kysely'
import type { Term } from '../catalog/tables.ts'
import type { Tx } from '../db/unit-of-work.ts'

/** What was bought in one line of an order, with its dates. */
export interface NewSubscription {
  readonly id: string
  readonly orderId: string
  readonly productCode: string
  readonly term: Term
  readonly quantity: number
  readonly startsOn: CalendarDate
  readonly paidThrough: CalendarDate
  readonly unit: Money
  readonly payment: 'unpaid' | 'paid'
  readonly dueOn: CalendarDate
}

export async function saveSubscription(
  tx: Tx,
  organizationId: number,
  subscription: NewSubscription,
): Promise<void> {
  await tx.sql
    .insertInto('subscription')
    .values({
      organization_id: organizationId,
      id: subscription.id,
      order_id: subscription.orderId,
      product_code: subscription.productCode,
      term: subscription.term,
      quantity: subscription.quantity,
      starts_on: subscription.startsOn,
      paid_through: subscription.paidThrough,
      unit_minor: Number(subscription.unit.minor),
      currency: subscription.unit.currency,
      payment: subscription.payment,
      due_on: subscription.dueOn,
      created_at: tx.now,
    })
    .execute()
}

/** New licenses of one subscription, all free, in one team. */
export interface NewLicenses {
  readonly organizationId: number
  readonly teamId: number
  readonly subscriptionId: string
  readonly productCode: string
  readonly ids: readonly string[]
  /** The organization's place of the first of them; the others follow without a gap. */
  readonly firstPlace: number
}

/** Saves a pool and its licenses, all free: two statements, however many licenses. */
export async function saveLicenses(tx: Tx, licenses: NewLicenses): Promise<void> {
  const { organizationId, teamId, subscriptionId, productCode, ids, firstPlace } = licenses
  await tx.sql
    .insertInto('pool')
    .values({
      organization_id: organizationId,
      team_id: teamId,
      subscription_id: subscriptionId,
      product_code: productCode,
      ...{ total: ids.length, free: ids.length, invited: 0, connected: 0 },
    })
    .execute()
  await sql`insert into license (organization_id, id, position, team_id, subscription_id, product_code, status)
    select ${organizationId}, l.id, ${firstPlace}::bigint + l.n - 1, ${teamId}, ${subscriptionId}, ${productCode}, 'free'
    from unnest(${[...ids]}::text[]) with ordinality as l (id, n)`.execute(tx.sql)
}

/** Notes that everything delivered for an order is paid. */
export async function saveSubscriptionsPaid(tx: Tx, organizationId: number, orderId: string): Promise<void> {
  await tx.sql
    .updateTable('subscription')
    .set({ payment: 'paid' })
    .where('organization_id', '=', organizationId)
    .where('order_id', '=', orderId)
    .execute()
}
