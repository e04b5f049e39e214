import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { type FieldsWrong, readFields } from '../kernel/fields.ts'
import { type Money, parseMoney, share } from '../kernel/money.ts'
import { readWhole } from '../kernel/text.ts'

/** What a seat costs in its first, its second and every later year. */
export type PriceSteps = readonly [Money, Money, Money]

/** How much less a customer who stays pays, in percent: what set-up proposes. */
export const proposedDiscounts = { yearTwo: 20, yearThree: 40 } as const

/** A price as typed; discounts left out mean the same price every year. */
export interface TypedPrices {
  readonly price: string
  readonly yearTwoPercent?: string | undefined
  readonly yearThreePercent?: string | undefined
}

/** So that a hundred thousand seats still come to a sum every program can count. */
const dearestMinor = 10_000_000_000n

/** Reads a first-year price and the discounts of later years, each rounded once. */
export function readPriceSteps(typed: TypedPrices, currency: string): Decision<PriceSteps, FieldsWrong> {
  const read = readFields({
    price: readPrice(typed.price, currency),
    yearTwoPercent: readDiscount(typed.yearTwoPercent, 'yearTwoPercent'),
    yearThreePercent: readDiscount(typed.yearThreePercent, 'yearThreePercent'),
  })
  if (!read.ok) return read
  const { price, yearTwoPercent, yearThreePercent } = read.plan
  return accept([price, share(price, 100 - yearTwoPercent, 100), share(price, 100 - yearThreePercent, 100)])
}

/** Reads what one seat costs. */
export function readPrice(typed: string, currency: string): Decision<Money> {
  const read = parseMoney(typed, currency)
  return read.ok && read.plan.minor > dearestMinor
    ? refuse('amount_too_large', { currency, digits: 8 })
    : read
}

function readDiscount(typed: string | undefined, field: string): Decision<number> {
  return typed === undefined || typed.trim() === ''
    ? accept(0)
    : readWhole(typed, { field, min: 0, max: 100 })
}
