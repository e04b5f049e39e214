import { expect, test } from 'vitest'
import { chipsOf } from './filter-chips.ts'

const filters = [
  {
    name: 'status',
    label: 'Status',
    options: [
      { value: 'free', label: 'Free' },
      { value: 'idle', label: 'Idle' },
    ],
  },
]
const chips = (query: string) => chipsOf(new URLSearchParams(query), filters, ['q', 'sort', 'page', 'open'])

test('a filter shows its words and leads to the address without itself, on the first page', () => {
  expect(chips('q=voss&status=free&status=idle&page=3&open=x')).toEqual([
    {
      name: 'status',
      value: 'free',
      label: 'Status',
      valueLabel: 'Free',
      without: '?q=voss&status=idle',
      unknown: false,
    },
    {
      name: 'status',
      value: 'idle',
      label: 'Status',
      valueLabel: 'Idle',
      without: '?q=voss&status=free',
      unknown: false,
    },
  ])
})

test('what no filter understands is shown and can be removed', () => {
  expect(chips('color=red&status=purple').map((chip) => [chip.label, chip.valueLabel, chip.unknown])).toEqual(
    [
      ['color', 'red', true],
      ['Status', 'purple', true],
    ],
  )
})

test('an empty choice is no filter', () => {
  expect(chips('status=&q=')).toEqual([])
})

test('a typed value is understood where a filter reads it, and ticks are left behind with the filter', () => {
  const reads = (value: string) => (/^\d+$/.test(value) ? `for ${value} days` : null)
  const days = { name: 'idle', label: 'Idle', options: [{ value: '60', label: 'for 60 days' }], reads }
  const query = new URLSearchParams('idle=60&idle=17&idle=soon&select=all')
  const found = chipsOf(query, [days], ['select'])
  expect(found.map(({ valueLabel, unknown }) => [valueLabel, unknown])).toEqual([
    ['for 60 days', false],
    ['for 17 days', false],
    ['soon', true],
  ])
  expect(found[0]?.without).toBe('?idle=17&idle=soon')
})
