import { type Money, percentOf, plus, times } from '../kernel/money.ts'

/** What a line of an order costs. */
export interface OrderPrice {
  readonly net: Money
  readonly tax: Money
  readonly gross: Money
}

/** Prices one line: the unit price is exact, so only the tax is rounded, once. */
export function priceOrder(line: { unit: Money; quantity: number; taxPercent?: string }): OrderPrice {
  const net = times(line.unit, line.quantity)
  const tax = percentOf(net, line.taxPercent ?? '0')
  return { net, tax, gross: plus(net, tax) }
}
