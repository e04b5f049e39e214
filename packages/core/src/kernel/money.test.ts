import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isCurrency } from './currency.ts'
import { formatMinorPlain, minus, money, parseMoney, percentOf, plus, share, times } from './money.ts'

const amounts = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })
const currencies = fc.constantFrom('EUR', 'JPY', 'KWD')

describe('a typed amount', () => {
  test.each([
    ['219', 'EUR', 21900n],
    ['219.00', 'EUR', 21900n],
    ['219,00', 'EUR', 21900n],
    ['219,5', 'EUR', 21950n],
    ['1.234,50', 'EUR', 123450n],
    ['1,234.50', 'USD', 123450n],
    ["1'234.50", 'CHF', 123450n],
    ['1 234,50', 'EUR', 123450n],
    ['1.234', 'EUR', 123400n],
    ['1,234,567', 'EUR', 123456700n],
    ['0.99', 'EUR', 99n],
    ['12,000', 'JPY', 12000n],
    ['1.234', 'KWD', 1234n],
    ['1,234.5', 'KWD', 1234500n],
    ['0', 'EUR', 0n],
  ])('%s in %s is read', (text, currency, minor) => {
    expect(parseMoney(text, currency)).toEqual({ ok: true, plan: { minor, currency } })
  })

  test.each([
    ['10.50', 'JPY', 'amount_too_precise'],
    ['10.505', 'KWD', undefined],
    ['0.125', 'EUR', 'amount_too_precise'],
    ['-5', 'EUR', 'amount_negative'],
    ['−5', 'EUR', 'amount_negative'],
    ['', 'EUR', 'amount_missing'],
    ['   ', 'EUR', 'amount_missing'],
    ['1e3', 'EUR', 'not_an_amount'],
    ['12.34.56', 'EUR', 'not_an_amount'],
    ['1.23,456', 'EUR', 'not_an_amount'],
    ['1,234.567,8', 'EUR', 'not_an_amount'],
    ['free', 'EUR', 'not_an_amount'],
    ['٢١٩', 'EUR', 'not_an_amount'],
    ['9'.repeat(13), 'EUR', 'amount_too_large'],
    ['9'.repeat(100_000), 'EUR', 'not_an_amount'],
    [' '.repeat(100_000), 'EUR', 'amount_missing'],
  ])('%s in %s answers %s', (text, currency, code) => {
    const decision = parseMoney(text, currency)
    expect(decision.ok ? undefined : decision.refusal.code).toBe(code)
  })

  test('comes back unchanged after writing it', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 11n }),
        fc.constantFrom('EUR', 'JPY'),
        (minor, currency) => {
          const amount = money(minor, currency)
          expect(parseMoney(formatMinorPlain(amount), currency)).toEqual({ ok: true, plan: amount })
        },
      ),
    )
  })
})

describe('money', () => {
  test('is written with the decimals of its currency', () => {
    expect(formatMinorPlain(money(5, 'EUR'))).toBe('0.05')
    expect(formatMinorPlain(money(-123450, 'EUR'))).toBe('-1234.50')
    expect(formatMinorPlain(money(1234, 'JPY'))).toBe('1234')
    expect(formatMinorPlain(money(1234, 'KWD'))).toBe('1.234')
  })

  test('of two currencies does not mix', () => {
    expect(() => plus(money(1, 'EUR'), money(1, 'USD'))).toThrow('cannot mix EUR and USD')
  })

  test('multiplies exactly and subtracts what it added', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 100_000 }), currencies, (minor, quantity, currency) => {
        const line = times(money(minor, currency), quantity)
        expect(line.minor).toBe(minor * BigInt(quantity))
        expect(minus(plus(line, money(minor, currency)), line)).toEqual(money(minor, currency))
      }),
    )
  })
})

describe('a share', () => {
  test('is rounded half up, away from zero', () => {
    expect(share(money(25, 'EUR'), 1, 2).minor).toBe(13n)
    expect(share(money(-25, 'EUR'), 1, 2).minor).toBe(-13n)
    expect(share(money(24, 'EUR'), 1, 5).minor).toBe(5n)
    expect(share(money(0, 'EUR'), 7, 9).minor).toBe(0n)
  })

  test('is the mirror image for the opposite sum', () => {
    fc.assert(
      fc.property(amounts, fc.nat(366), fc.integer({ min: 1, max: 366 }), (minor, part, whole) => {
        const mirrored = share(money(-minor, 'EUR'), part, whole).minor
        expect(share(money(minor, 'EUR'), part, whole).minor).toBe(-mirrored)
      }),
    )
  })

  test('lies within half a unit of the exact value', () => {
    fc.assert(
      fc.property(amounts, fc.nat(366), fc.integer({ min: 1, max: 366 }), (minor, part, whole) => {
        const error = share(money(minor, 'EUR'), part, whole).minor * BigInt(whole) - minor * BigInt(part)
        expect((error < 0n ? -error : error) * 2n <= BigInt(whole)).toBe(true)
      }),
    )
  })
})

test('a percentage is rounded once, half up', () => {
  expect(percentOf(money(547500, 'EUR'), '19').minor).toBe(104025n)
  expect(percentOf(money(50, 'EUR'), '19').minor).toBe(10n)
  expect(percentOf(money(-50, 'EUR'), '19').minor).toBe(-10n)
  expect(percentOf(money(1000, 'CHF'), '8.1').minor).toBe(81n)
})

test('a currency is one that can be paid in', () => {
  expect(['EUR', 'JPY', 'KWD', 'CHF'].every(isCurrency)).toBe(true)
  expect(['eur', 'XXX', 'EURO', ''].some(isCurrency)).toBe(false)
})
