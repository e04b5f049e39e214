import type { SeatCount } from '@claviger/server/assignment/seat-views'
import { expect, test } from 'vitest'
import { chosenPool, poolValue, roomiestPool } from './pool.ts'

const seats = (code: string, teamId: number, free: number): SeatCount => ({
  product: { code, slug: code.toLowerCase(), name: code },
  team: { id: teamId, name: `Team ${teamId}` },
  ...{
    total: 50,
    free,
    invited: 0,
    connected: 50 - free,
    placed: 0,
    withheld: 0,
    ended: 0,
    paidThrough: '2027-03-14',
  },
})

const all = [seats('FERR', 1, 3), seats('LOOM', 1, 18), seats('LOOM', 2, 7)]

test('a form proposes the pool with the most free seats', () => {
  expect(roomiestPool(all)).toBe(all[1])
})

test('a full pool is proposed when there is no other', () => {
  const full = [seats('LOOM', 1, 0)]
  expect(roomiestPool(full)).toBe(full[0])
})

test('the pool a form names is the one that is used', () => {
  expect(chosenPool(all, poolValue(seats('LOOM', 2, 7)))).toBe(all[2])
})

test('a pool that is not in sight is not used', () => {
  expect(chosenPool(all, 'LOOM 99')).toBe(all[1])
})

test('nothing is proposed where nothing is bought', () => {
  expect(roomiestPool([])).toBeUndefined()
})
