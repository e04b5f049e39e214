import Big from 'big.js'
import { decimalsOf } from './currency.ts'
import { accept, type Decision, refuse } from './decision.ts'

/** A sum in the smallest unit of its currency: 219 euros are 21900n. */
export interface Money {
  readonly minor: bigint
  readonly currency: string
}

const longestAmount = 32
const mostDigits = 12

/** Makes a sum from minor units. */
export function money(minor: bigint | number, currency: string): Money {
  return { minor: BigInt(minor), currency }
}

/** Multiplies by a number of pieces, exactly. */
export function times(amount: Money, quantity: number): Money {
  return { ...amount, minor: amount.minor * BigInt(quantity) }
}

/** Adds sums of one currency; mixing currencies is a fault. */
export function plus(first: Money, ...others: readonly Money[]): Money {
  const minor = others.reduce((sum, other) => sum + sameCurrency(first, other).minor, first.minor)
  return { ...first, minor }
}

/** Takes one sum from another of the same currency; the rest may be negative. */
export function minus(amount: Money, taken: Money): Money {
  return { ...amount, minor: amount.minor - sameCurrency(amount, taken).minor }
}

/** Takes `part` of `whole` of a sum, rounded half up once, away from zero. */
export function share(amount: Money, part: number, whole: number): Money {
  const scaled = amount.minor * BigInt(part)
  const divisor = BigInt(whole)
  const sign = scaled < 0n === divisor < 0n ? 1n : -1n
  return { ...amount, minor: (sign * (2n * size(scaled) + size(divisor))) / (2n * size(divisor)) }
}

/** Takes a percentage written as a decimal ('19', '8.1'), rounded half up once: what a tax rate does to a net sum. */
export function percentOf(amount: Money, percent: string): Money {
  const exact = new Big(amount.minor.toString()).times(percent).div(100)
  return { ...amount, minor: BigInt(exact.round(0, Big.roundHalfUp).toFixed(0)) }
}

/** Writes a sum with a dot and all its decimals, without currency or grouping: '1234.50'. */
export function formatMinorPlain({ minor, currency }: Money): string {
  const decimals = decimalsOf(currency)
  const digits = size(minor)
    .toString()
    .padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  return (minor < 0n ? '-' : '') + (decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`)
}

/**
 * Reads a typed sum whatever the locale: of two kinds of separator the last is the decimal one, and a lone one
 * before exactly three digits groups thousands unless the currency itself has three decimals.
 */
export function parseMoney(typed: string, currency: string): Decision<Money> {
  const text = typed.slice(0, longestAmount * 2).replace(/[\s'’]/gu, '')
  if (text === '') return refuse('amount_missing', { currency })
  if (/^[-−–]/u.test(text)) return refuse('amount_negative', { currency })
  if (text.length > longestAmount || typed.length > longestAmount * 2)
    return refuse('not_an_amount', { currency })
  return amountOf(text, currency)
}

function amountOf(text: string, currency: string): Decision<Money> {
  const decimals = decimalsOf(currency)
  const parts = splitAmount(text, decimals)
  if (!parts) return refuse('not_an_amount', { currency })
  if (parts.fraction.length > decimals) return refuse('amount_too_precise', { currency, decimals })
  const whole = parts.whole.replace(/^0+(?=\d)/, '')
  if (whole.length > mostDigits) return refuse('amount_too_large', { currency, digits: mostDigits })
  return accept(money(BigInt(whole + parts.fraction.padEnd(decimals, '0')), currency))
}

function splitAmount(text: string, decimals: number): { whole: string; fraction: string } | undefined {
  const grouped = /^[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*$/.test(text)
  const loneSeparator = /^\d+[.,]\d+$/.test(text)
  if (/^\d+$/.test(text) || (grouped && !(loneSeparator && decimals === 3)))
    return { whole: withoutMarks(text), fraction: '' }
  const pattern = /^(\d+|[1-9]\d{0,2}(?:(?:\.\d{3})+(?=,)|(?:,\d{3})+(?=\.)))[.,](\d+)$/
  const [found, whole = '', fraction = ''] = pattern.exec(text) ?? []
  return found === undefined ? undefined : { whole: withoutMarks(whole), fraction }
}

function withoutMarks(digits: string): string {
  return digits.replace(/[.,]/g, '')
}

function sameCurrency(first: Money, other: Money): Money {
  if (other.currency !== first.currency) throw new Error(`cannot mix ${first.currency} and ${other.currency}`)
  return other
}

function size(minor: bigint): bigint {
  return minor < 0n ? -minor : minor
}
