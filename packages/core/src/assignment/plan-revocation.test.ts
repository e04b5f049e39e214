import { expect, test } from 'vitest'
import { planRevocation, type RevocableLicense } from './plan-revocation.ts'

const now = new Date('2026-11-02T09:00:00Z')
const daysAgo = (days: number, millis = 0) => new Date(now.getTime() - days * 86_400_000 + millis)

const held = (licenseId: string, assignedAt = daysAgo(100)): RevocableLicense => ({
  licenseId,
  holder: { personId: 'p', address: 'a@x.example', mailTo: 'a@x.example', name: 'Ada' },
  assignment: { id: `assignment of ${licenseId}`, assignedAt },
})

const free = (licenseId: string): RevocableLicense => ({ licenseId, holder: null, assignment: null })

const verdicts = (coolDownDays: number, ...licenses: RevocableLicense[]) => {
  const { revoke, kept } = planRevocation({ coolDownDays, now }, licenses)
  return {
    revoke: revoke.map((license) => license.licenseId),
    kept: kept.map(({ license, reason }) => [license.licenseId, reason.code]),
  }
}

test("a license in somebody's hands comes back at once", () => {
  expect(verdicts(0, held('A', now))).toEqual({ revoke: ['A'], kept: [] })
})

test('a free license stays as it is and holds nothing up', () => {
  expect(verdicts(0, free('F'), held('A'))).toEqual({ revoke: ['A'], kept: [['F', 'not_assigned']] })
})

test.each([
  ['one millisecond before the end', daysAgo(30, 1), 'kept'],
  ['at its very end', daysAgo(30), 'revoke'],
  ['long after', daysAgo(31), 'revoke'],
  ['with an assignment dated ahead of the clock', daysAgo(-1), 'kept'],
] as const)('the cool-down of thirty days holds to the millisecond: %s', (_, assignedAt, answer) => {
  expect(verdicts(30, held('A', assignedAt))[answer]).toHaveLength(1)
})

test('held back by the cool-down, it says for how long and until when', () => {
  const { kept } = planRevocation({ coolDownDays: 30, now }, [held('A', daysAgo(10))])
  expect(kept[0]?.reason).toMatchObject({ code: 'recently_assigned', days: 30, until: daysAgo(-20) })
})

test('every license is answered once, in its order', () => {
  expect(verdicts(5, held('A', now), free('B'), held('C'), held('D', now), held('E'))).toEqual({
    revoke: ['C', 'E'],
    kept: [
      ['A', 'recently_assigned'],
      ['B', 'not_assigned'],
      ['D', 'recently_assigned'],
    ],
  })
})

test('nothing selected plans nothing', () => {
  expect(verdicts(0)).toEqual({ revoke: [], kept: [] })
})
