import { dateFrom } from '@claviger/core/kernel/calendar'
import type { SeatCount } from '@claviger/server/assignment/seat-views'
import { describe, expect, test } from 'vitest'
import { filterOf, readLicensesAddress, viewQuery } from './license-address.ts'

const seats: readonly SeatCount[] = [
  {
    product: { code: 'LOOM', slug: 'loomwright', name: 'Loomwright' },
    team: { id: 2_000_001, name: 'Platform' },
    ...{
      total: 10,
      free: 4,
      invited: 3,
      connected: 3,
      placed: 0,
      withheld: 0,
      ended: 0,
      paidThrough: '2027-03-14',
    },
  },
  {
    product: { code: 'FERR', slug: 'ferrule', name: 'Ferrule' },
    team: { id: 2_000_002, name: 'Mobile' },
    ...{
      total: 10,
      free: 4,
      invited: 3,
      connected: 3,
      placed: 0,
      withheld: 0,
      ended: 0,
      paidThrough: '2027-03-14',
    },
  },
]

const place = { seats, today: dateFrom('2026-11-25') }
const read = (query: string) => readLicensesAddress(new URLSearchParams(query), place)

describe('the address of the Licenses page', () => {
  test('an empty address limits nothing', () => {
    expect(read('')).toEqual({
      filter: {},
      ...{ sort: 'position', descending: false, page: 1, open: null, job: null },
    })
  })

  test('different keys are "and", the same key twice is "or"', () => {
    const { filter } = read('status=free&status=invited&product=loomwright&team=2000001&q=voss')
    expect(filter).toEqual({
      ...{ status: ['invited', 'free'], products: ['LOOM'], teams: [2_000_001], search: 'voss' },
    })
  })

  test('a reminder leads to the people it counts', () => {
    expect(read('status=invited&waiting=60&select=all').filter).toEqual({
      status: ['invited'],
      waitingDays: 60,
    })
  })

  test('how a license is used is a status, its days are a limit of their own', () => {
    expect(read('status=idle&status=never&idle=90&idle=30&never=14').filter).toEqual({
      ...{ status: ['idle', 'never'], days: { idle: 30, never: 14 } },
    })
  })

  test.each([
    ['renews=45', { renews: { from: '2026-11-25', to: '2027-01-09' } }],
    ['renews=2027-03-15', { renews: { to: '2027-03-15' } }],
    ['renews=45&renews=2027-03-15', { renews: { to: '2027-03-15' } }],
    ['until=any', { until: {} }],
    ['until=7&until=30', { until: { from: '2026-11-25', to: '2026-12-25' } }],
    ['until=7&until=any', { until: {} }],
    ['came=link&came=list&came=spell', { came: ['list', 'link'] }],
    ['domain=kelso.example&domain=nothing', { domains: ['kelso.example'] }],
    ['code=no', { code: ['no'] }],
  ])('%s is understood', (query, filter) => {
    expect(read(query).filter).toEqual(filter)
  })

  test('a view keeps which licenses match and their order, never where somebody is in the list', () => {
    const params = new URLSearchParams('page=3&sort=-last_used&status=idle&open=A&select=all&act=x&color=red')
    expect(viewQuery(params)).toBe('status=idle&sort=-last_used')
  })

  test.each([
    'status=gone',
    'product=unknown',
    'team=7',
    'waiting=soon',
    'waiting=-1',
    'foo=bar',
    'renews=2027-02-30',
    'until=',
    'idle=x',
    'q=%20',
  ])('%s limits nothing', (query) => {
    expect(read(query).filter).toEqual({})
  })

  test.each([
    ['sort=person', { sort: 'person', descending: false }],
    ['sort=-assigned', { sort: 'assigned', descending: true }],
    ['sort=price', { sort: 'position', descending: false }],
  ])('%s sorts as it says', (query, expected) => {
    expect(read(query)).toMatchObject(expected)
  })

  test.each(['page=0', 'page=-3', 'page=1.5', 'page=x', 'page=99999999999999999999'])(
    '%s is the first page',
    (query) => {
      expect(read(query).page).toBe(1)
    },
  )

  test('how the list is shown is no part of what matches', () => {
    expect(filterOf(new URLSearchParams('q=voss&sort=person&page=2&open=A02M7F3H16&status=free&job=x'))).toBe(
      'q=voss&status=free',
    )
  })
})
