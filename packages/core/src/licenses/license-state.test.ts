import { describe, expect, test } from 'vitest'
import { dateFrom } from '../kernel/calendar.ts'
import { coverageOn, type LicenseFacts, licenseStateOn } from './license-state.ts'

const facts = (known: Partial<LicenseFacts> = {}): LicenseFacts => ({
  paidThrough: dateFrom('2027-03-14'),
  payment: 'settled',
  ...known,
})
const stateOn = (today: string, known: Partial<LicenseFacts> = {}) =>
  licenseStateOn(facts(known), dateFrom(today), 7)
const held = { assignment: { connectedAt: new Date(0) } }

describe('a license', () => {
  test('is free, invited or in use by whose hands it is in', () => {
    expect(stateOn('2027-03-01')).toEqual({ kind: 'free' })
    expect(stateOn('2027-03-01', { assignment: {} })).toEqual({ kind: 'invited' })
    expect(stateOn('2027-03-01', held)).toEqual({ kind: 'in_use' })
  })

  test('runs through the end of its last day, then seven days of grace', () => {
    expect(stateOn('2027-03-14', held)).toEqual({ kind: 'in_use' })
    expect(stateOn('2027-03-15', held)).toEqual({ kind: 'grace', daysLeft: 7 })
    expect(stateOn('2027-03-21', held)).toEqual({ kind: 'grace', daysLeft: 1 })
    expect(stateOn('2027-03-22', held)).toEqual({ kind: 'expired' })
  })

  test('keeps its fallback after grace', () => {
    expect(stateOn('2027-03-22', { kept: { version: '6.2', products: 1 } })).toEqual({
      ...{ kind: 'on_fallback', version: '6.2', products: 1 },
    })
  })

  test('that nobody paid for says so before anything else', () => {
    expect(stateOn('2027-03-22', { ...held, payment: 'awaiting' })).toEqual({ kind: 'awaiting_payment' })
  })
})

test('days left of coverage count today, and grace can be none', () => {
  const paidThrough = dateFrom('2027-03-14')
  expect(coverageOn(paidThrough, paidThrough, 7)).toEqual({ kind: 'active', daysLeft: 1 })
  expect(coverageOn(paidThrough, dateFrom('2027-03-15'), 0)).toEqual({ kind: 'ended' })
})
