import { accept, type Decision } from '../kernel/decision.ts'
import { type ReasonedRefusal, refuseBy } from '../kernel/rules.ts'
import type { InvoiceRelease } from '../teams/read-vendor-settings.ts'

export type OrderState = 'waiting' | 'fulfilled' | 'cancelled'

/** What an order waits for, if for anything. */
export type OrderWait = 'nothing' | 'confirmation' | 'payment'

/** Tells what an order waits for. A customer's own administrator needs no confirmation; nobody escapes paying first. */
export function waitOf(rule: InvoiceRelease, buyer: 'unknown' | 'administrator', paid: boolean): OrderWait {
  if (paid) return 'nothing'
  if (rule === 'after_payment') return 'payment'
  return rule === 'confirm' && buyer === 'unknown' ? 'confirmation' : 'nothing'
}

/** An order as far as what may become of it goes. */
export interface OrderStanding {
  readonly state: OrderState
  readonly number: string
}

/** Decides whether an order is to be fulfilled now. Doing it twice is doing it once. */
export function decideFulfilment({
  state,
  number,
}: OrderStanding): Decision<'fulfil' | 'already', ReasonedRefusal<'order_cancelled'>> {
  if (state === 'cancelled') return refuseBy('order_cancelled', 'order_not_cancelled', { number })
  return accept(state === 'fulfilled' ? 'already' : 'fulfil')
}

/** Decides whether an order can be cancelled: only while nothing was delivered. */
export function decideCancellation({
  state,
  number,
}: OrderStanding): Decision<'cancel' | 'already', ReasonedRefusal<'order_fulfilled'>> {
  if (state === 'fulfilled') return refuseBy('order_fulfilled', 'order_not_delivered', { number })
  return accept(state === 'cancelled' ? 'already' : 'cancel')
}

/** Writes the n-th order number of a year: 2026-0001. */
export function orderNumber(year: number, n: number): string {
  return `${year}-${String(n).padStart(4, '0')}`
}
