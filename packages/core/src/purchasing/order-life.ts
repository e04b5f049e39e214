import { accept, type Decision, refuse } from '../kernel/decision.ts'
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

/** Decides whether an order is to be fulfilled now. Doing it twice is doing it once. */
export function decideFulfilment(
  state: OrderState,
): Decision<'fulfil' | 'already', { readonly code: 'order_cancelled' }> {
  if (state === 'cancelled') return refuse('order_cancelled')
  return accept(state === 'fulfilled' ? 'already' : 'fulfil')
}

/** Decides whether an order can be cancelled: only while nothing was delivered. */
export function decideCancellation(
  state: OrderState,
): Decision<'cancel' | 'already', { readonly code: 'order_fulfilled' }> {
  if (state === 'fulfilled') return refuse('order_fulfilled')
  return accept(state === 'cancelled' ? 'already' : 'cancel')
}

/** Writes the n-th order number of a year: 2026-0001. */
export function orderNumber(year: number, n: number): string {
  return `${year}-${String(n).padStart(4, '0')}`
}
