import { dateFrom } from '@claviger/core/kernel/calendar'
import { expect, test } from 'vitest'
import { columnKeys, columnsChosen, columnsOf } from './column-keys.ts'
import { filterOf, readLicensesAddress, viewQuery } from './license-address.ts'
import { builtInViews, sameQuery } from './license-views.ts'

test.each([
  ['status=idle&idle=60', 'idle=60&status=idle', true],
  ['status=free&status=idle', 'status=idle&status=free', true],
  ['', '', true],
  ['status=idle', 'status=idle&sort=person', false],
  ['status=free&status=free', 'status=free', false],
])('%j and %j are the same list: %s', (one, other, same) => {
  expect(sameQuery(one, other)).toBe(same)
})

test('our own views are understood whole, and stand in the address as they are kept', () => {
  for (const { query } of builtInViews) {
    const params = new URLSearchParams(query)
    expect(viewQuery(params)).toBe(query)
    const { filter } = readLicensesAddress(params, { seats: [], today: dateFrom('2026-11-25') })
    expect(Object.keys(filter).length > 0).toBe(filterOf(params) !== '')
  }
})

function form(...names: readonly string[]): FormData {
  const made = new FormData()
  for (const name of names) made.append(name, 'yes')
  return made
}

test('the column that names the row is always there, the others in their order as they were chosen', () => {
  expect(columnsOf(form('column_until', 'column_team', 'column_price'))).toEqual(['person', 'team', 'until'])
  expect(columnsOf(form())).toEqual(['person'])
  expect(columnsChosen(['machines', 'gone'])).toEqual(['person', 'machines'])
})

test('whoever never chose, or asks for them again, has the usual columns', () => {
  expect(columnsOf(form('usual', 'column_team'))).toEqual([])
  const usual = columnsChosen(null)
  expect(columnKeys.filter((key) => usual.includes(key))).toEqual(usual)
  expect(usual).not.toContain('machines')
})
