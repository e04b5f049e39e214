import { expect, test } from 'vitest'
import { accept, refuse } from '../kernel/decision.ts'
import { money } from '../kernel/money.ts'
import { readPriceSteps } from './read-prices.ts'

const euros = (minor: number) => money(minor, 'EUR')

test('a price without discounts is the same every year', () => {
  expect(readPriceSteps({ price: '219' }, 'EUR')).toEqual(accept([euros(21900), euros(21900), euros(21900)]))
})

test('discounts for staying are rounded half up, once each', () => {
  const typed = { price: '219.99', yearTwoPercent: '20', yearThreePercent: '40' }
  expect(readPriceSteps(typed, 'EUR')).toEqual(accept([euros(21999), euros(17599), euros(13199)]))
})

test('a currency without cents keeps whole units', () => {
  const typed = { price: '24,500', yearTwoPercent: '20', yearThreePercent: '' }
  const yen = (minor: number) => money(minor, 'JPY')
  expect(readPriceSteps(typed, 'JPY')).toEqual(accept([yen(24500), yen(19600), yen(24500)]))
})

test('every wrong field is named', () => {
  const typed = { price: 'a lot', yearTwoPercent: '101', yearThreePercent: '1e1' }
  expect(readPriceSteps(typed, 'EUR')).toEqual(
    refuse('fields_wrong', {
      fields: [
        { code: 'not_an_amount', currency: 'EUR', field: 'price' },
        { code: 'out_of_range', field: 'yearTwoPercent', min: 0, max: 100 },
        { code: 'not_a_whole_number', field: 'yearThreePercent', min: 0, max: 100 },
      ],
    }),
  )
})

test('a price nobody could count is refused', () => {
  expect(readPriceSteps({ price: '100000001' }, 'EUR')).toMatchObject({
    refusal: { fields: [{ code: 'amount_too_large', field: 'price' }] },
  })
})
