import { expect, test } from 'vitest'
import { accept } from '../kernel/decision.ts'
import { refuseBy } from '../kernel/rules.ts'
import { decideStaffRole } from './staff-rules.ts'

const maud = { addressKey: 'maud@fenwick.example', role: 'owner' } as const
const ravi = { addressKey: 'ravi@fenwick.example', role: 'staff' } as const

test('the last owner cannot be removed or become staff', () => {
  expect(decideStaffRole([maud, ravi], maud.addressKey, null)).toEqual(
    refuseBy('last_owner', 'somebody_else_owns', { others: 0 }),
  )
  expect(decideStaffRole([maud, ravi], maud.addressKey, 'staff')).toEqual(
    refuseBy('last_owner', 'somebody_else_owns', { others: 0 }),
  )
})

test('an owner can go while another remains', () => {
  const both = [maud, { ...ravi, role: 'owner' as const }]
  expect(decideStaffRole(both, maud.addressKey, null)).toEqual(accept('pass'))
})

test('staff can come, go and rise', () => {
  expect(decideStaffRole([maud], ravi.addressKey, 'staff')).toEqual(accept('pass'))
  expect(decideStaffRole([maud, ravi], ravi.addressKey, null)).toEqual(accept('pass'))
  expect(decideStaffRole([maud, ravi], ravi.addressKey, 'owner')).toEqual(accept('pass'))
})
