import { expect, test } from 'vitest'
import { readDay } from './read-day.ts'

const day = (day: string, shows?: string) => ({ kind: 'day', day, ...(shows && { shows }) })

test.each([
  ['2027-01-12', day('2027-01-12')],
  ['2027/1/2', day('2027-01-02')],
  ['2027-01-12T00:00:00Z', day('2027-01-12')],
  ['12/25/2027 0:00', day('2027-12-25', 'month_first')],
  ['25/01/2027', day('2027-01-25', 'day_first')],
  ['12.01.2027', day('2027-01-12')],
  ['5/5/27', day('2027-05-05')],
  ['12/01/2027', { kind: 'either', dayFirst: '2027-01-12', monthFirst: '2027-12-01' }],
  ['1/2/27', { kind: 'either', dayFirst: '2027-02-01', monthFirst: '2027-01-02' }],
  ['46399', day('2027-01-12')],
  ['46399.0', day('2027-01-12')],
  ['2027年1月12日', day('2027-01-12')],
  ['2027년 1월 12일', day('2027-01-12')],
  ['12 January 2027', day('2027-01-12')],
  ['Jan 12, 2027', day('2027-01-12')],
  ['12-Jan-27', day('2027-01-12')],
  ['12. März 2027', day('2027-03-12')],
  ['1er février 2027', day('2027-02-01')],
  ['12 de enero de 2027', day('2027-01-12')],
])('%s is read as a day (O-27)', (text, reading) => {
  expect(readDay(text)).toEqual(reading)
})

test.each([
  '31/02/2027',
  '2027-02-31',
  'tomorrow',
  '0',
  '1970',
  '12',
  '99999',
  '',
  '2027',
  '13/13/2027',
  '12:30',
])('"%s" is no day (O-27)', (text) => {
  expect(readDay(text)).toEqual({ kind: 'none' })
})
