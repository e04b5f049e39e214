import { expect, test } from 'vitest'
import { type MovableLicense, planMove } from './plan-move.ts'

const platform = 1
const mobile = 2

const license = (licenseId: string, wanted: Partial<MovableLicense> = {}): MovableLicense => ({
  ...{ licenseId, teamId: platform, transferable: true },
  ...wanted,
})

test('licenses of other teams go, in the order they came', () => {
  const licenses = [license('B'), license('A')]
  expect(planMove(mobile, licenses)).toEqual({ move: licenses, kept: [] })
})

test('a license that is there already and one bound to its team stay, each with its reason', () => {
  const there = license('A', { teamId: mobile })
  const bound = license('B', { transferable: false })
  const plan = planMove(mobile, [there, bound, license('C')])
  expect(plan.move.map((one) => one.licenseId)).toEqual(['C'])
  expect(plan.kept.map(({ license: { licenseId }, reason }) => [licenseId, reason.code])).toEqual([
    ['A', 'in_team_already'],
    ['B', 'not_transferable'],
  ])
})

test('no license is in a new team already', () => {
  expect(planMove(null, [license('A'), license('B', { teamId: mobile })]).move).toHaveLength(2)
})
