import { dateFrom } from '@claviger/core/kernel/calendar'
import type { SeatCount } from '@claviger/server/assignment/seat-views'
import { expect, test } from 'vitest'
import { peopleFilterOf, readPeopleAddress } from './people-address.ts'

const seat = {
  team: { id: 7, name: 'Platform' },
  product: { code: 'LOOM', slug: 'loomwright', name: 'Loomwright' },
} as unknown as SeatCount

const read = (query: string) => readPeopleAddress(new URLSearchParams(query), [seat])

test('an address without filters finds everybody, by name, on the first page', () => {
  expect(read('')).toMatchObject({ sort: 'person', descending: false, page: 1, job: null })
  expect(read('').filter).toMatchObject({ search: '', products: [], teams: [], status: [] })
})

test('states, uses and days of an address are read, each by itself and together', () => {
  expect(read('status=none').filter.holding).toBe('none')
  expect(read('status=connected&status=invited').filter.status).toEqual(['connected', 'invited'])
  expect(read('status=idle').filter.idleDays).toBe(60)
  expect(read('status=idle&idle=14').filter.idleDays).toBe(14)
  expect(read('status=never').filter.use).toBe('never')
  expect(read('status=not_recorded').filter.use).toBe('not_recorded')
  expect(read('outside=ours&domain=@Kelso.example').filter).toMatchObject({
    ...{ outside: true, domain: 'Kelso.example' },
  })
})

test('what is not there, or means nothing, limits nothing', () => {
  expect(read('product=nothing&team=8&idle=many&status=strange&domain=x').filter).toMatchObject({
    ...{ products: [], teams: [], idleDays: undefined, status: [], domain: undefined },
  })
  expect(read('page=-3').page).toBe(1)
  expect(read('page=1e9').page).toBe(100_000)
  expect(read('product=Loomwright&team=7').filter).toMatchObject({ products: ['LOOM'], teams: [7] })
})

test('the filter of an address has one spelling, without what only says how it is shown', () => {
  const params = new URLSearchParams(`q=ada&sort=-used&page=3&job=x&idle=60&day=${dateFrom('2026-11-25')}`)
  expect(peopleFilterOf(params)).toBe('q=ada&idle=60')
})
