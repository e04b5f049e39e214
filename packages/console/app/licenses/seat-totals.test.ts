import { dateFrom } from '@claviger/core/kernel/calendar'
import type { SeatCount } from '@claviger/server/assignment/seat-views'
import { expect, test } from 'vitest'
import { totalsOf } from './seat-totals.ts'

const pool = (code: string, paidThrough: string): SeatCount => ({
  product: { code, slug: code.toLowerCase(), name: code },
  team: { id: 1, name: 'Platform' },
  ...{ total: 16, free: 2, invited: 3, connected: 5, placed: 4, withheld: 1, ended: 1, paidThrough },
})

const today = dateFrom('2026-11-24')

test('pools add up, and a product in two pools counts once', () => {
  const totals = totalsOf(
    [pool('LOOM', '2027-03-14'), pool('LOOM', '2027-05-01'), pool('FERR', '2027-04-01')],
    today,
  )
  expect(totals).toMatchObject({
    ...{ total: 48, free: 6, invited: 9, connected: 15, placed: 12, withheld: 3, ended: 3, products: 2 },
  })
})

test('what renews first is told, on the day after the last paid one', () => {
  const { renewal } = totalsOf([pool('FERR', '2027-05-01'), pool('LOOM', '2027-03-14')], today)
  expect(renewal).toEqual({ on: '2027-03-15', days: 111 })
})

test('a renewal that has passed has days below zero', () => {
  expect(totalsOf([pool('LOOM', '2026-11-20')], today).renewal).toEqual({ on: '2026-11-21', days: -3 })
})

test('without seats nothing renews', () => {
  expect(totalsOf([], today)).toMatchObject({ total: 0, products: 0, renewal: null })
})
