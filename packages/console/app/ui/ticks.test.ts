import { expect, test } from 'vitest'
import { ticksOf } from './ticks.ts'

test('strips beside each other are drawn to the scale of the longest', () => {
  expect(ticksOf([10, 30], 40, 200)).toEqual({ per: 5, ticks: [2, 6] })
})

test('every seat is a tick while they fit', () => {
  expect(ticksOf([9, 16], 400)).toEqual({ per: 1, ticks: [9, 16] })
  expect(ticksOf([400], 400)).toEqual({ per: 1, ticks: [400] })
})

test('more seats than fit share ticks by a number people can multiply with', () => {
  expect(ticksOf([401], 400)).toEqual({ per: 2, ticks: [201] })
  expect(ticksOf([9_000, 1_000], 400)).toEqual({ per: 25, ticks: [360, 40] })
  expect(ticksOf([100_000], 400)).toEqual({ per: 250, ticks: [400] })
})

test('a single seat among thousands still shows, and none shows nothing', () => {
  expect(ticksOf([9_999, 1, 0], 400).ticks).toEqual([400, 1, 0])
})
