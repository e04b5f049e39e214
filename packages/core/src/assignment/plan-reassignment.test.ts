import { expect, test } from 'vitest'
import type { HeldLicense } from './plan-assignment.ts'
import { type PassableLicense, planReassignment } from './plan-reassignment.ts'

const now = new Date('2026-11-25T09:00:00Z')
const policy = { coolDownDays: 0, now }

const license = (licenseId: string, productCode: string): PassableLicense => ({
  ...{ licenseId, productCode },
  holder: { personId: 'ada', address: 'ada@acme.test', mailTo: 'ada@acme.test', name: 'Ada' },
  assignment: { id: `of ${licenseId}`, assignedAt: new Date('2026-11-20T09:00:00Z') },
})

const held = (productCode: string): HeldLicense => ({
  ...{ licenseId: 'THEIRS', productCode, productName: productCode, assignedAt: now },
})

const idsOf = ({ revoke }: ReturnType<typeof planReassignment<PassableLicense>>) =>
  revoke.map(({ licenseId }) => licenseId)

test('everything goes over to somebody who holds none of it', () => {
  const plan = planReassignment(policy, [license('A', 'LOOM'), license('B', 'FERR')], new Map())
  expect([idsOf(plan), plan.kept]).toEqual([['A', 'B'], []])
})

test('what the other one has already stays, and the reason names it', () => {
  const plan = planReassignment(
    policy,
    [license('A', 'LOOM'), license('B', 'FERR')],
    new Map([['A', held('LOOM')]]),
  )
  expect(idsOf(plan)).toEqual(['B'])
  expect(plan.kept).toMatchObject([{ reason: { code: 'already_has_license', licenseId: 'THEIRS' } }])
})

test('what a pack of theirs contains stays too', () => {
  const plan = planReassignment(policy, [license('A', 'LOOM')], new Map([['A', held('ALL')]]))
  expect(plan.kept).toMatchObject([{ reason: { code: 'already_has_through_pack' } }])
})

test('of two licenses of one product only the first goes over', () => {
  const plan = planReassignment(policy, [license('A', 'LOOM'), license('B', 'LOOM')], new Map())
  expect(idsOf(plan)).toEqual(['A'])
  expect(plan.kept).toMatchObject([{ reason: { code: 'already_has_license', licenseId: 'A' } }])
})

test('what was given too lately to be taken back is not passed on either', () => {
  const plan = planReassignment({ coolDownDays: 30, now }, [license('A', 'LOOM')], new Map())
  expect(plan.kept).toMatchObject([{ reason: { code: 'recently_assigned' } }])
})
