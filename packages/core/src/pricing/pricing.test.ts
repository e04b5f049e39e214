import { expect, test } from 'vitest'
import { money } from '../kernel/money.ts'
import { priceOrder } from './price-order.ts'

const euros = (minor: number) => money(minor, 'EUR')

test('a line costs its unit price times its quantity, and tax on top', () => {
  expect(priceOrder({ unit: euros(21900), quantity: 25 })).toEqual({
    net: euros(547500),
    tax: euros(0),
    gross: euros(547500),
  })
  expect(priceOrder({ unit: euros(21900), quantity: 25, taxPercent: '19' })).toEqual({
    net: euros(547500),
    tax: euros(104025),
    gross: euros(651525),
  })
})

test('tax is rounded once for the line, not once for each piece', () => {
  expect(priceOrder({ unit: euros(3), quantity: 100, taxPercent: '19' }).tax).toEqual(euros(57))
})
