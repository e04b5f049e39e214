import { expect, test } from 'vitest'
import type { Availability } from '../licenses/availability.ts'
import { planSingleAssignment } from './plan-single-assignment.ts'

const named = (availability: Availability) =>
  planSingleAssignment({ by: 'license', licenseId: 'ABC1234567', paidThrough: '2026-03-09', availability })

test('a license that is named goes to the person when it can be given', () => {
  expect(named('available')).toEqual({ ok: true, plan: { licenseId: 'ABC1234567' } })
})

test.each([
  ['not_per_user', ['license_is_for_people']],
  ['allocated', ['license_is_for_people', 'nobody_has_license']],
  ['suspended', ['license_is_for_people', 'nobody_has_license', 'license_not_suspended']],
  [
    'expired_without_fallback',
    ['license_is_for_people', 'nobody_has_license', 'license_not_suspended', 'license_runs_or_keeps'],
  ],
] as const)(
  'one that cannot be given is refused with the reason %s and the rules before it',
  (reason, rules) => {
    const decision = named(reason)
    expect(decision).toMatchObject({ ok: false, refusal: { code: 'license_not_available', reason } })
    const why = decision.ok ? [] : (decision.refusal as { why: { rule: string }[] }).why
    expect(why.map(({ rule }) => rule)).toEqual(rules)
  },
)

test('of a team the first license goes, and none at all is refused with the names', () => {
  const place = { by: 'team', team: 'Looms', product: 'Loomwright' } as const
  expect(planSingleAssignment({ ...place, licenseId: 'ABC1234567' })).toEqual({
    ...{ ok: true, plan: { licenseId: 'ABC1234567' } },
  })
  expect(planSingleAssignment({ ...place, licenseId: null })).toMatchObject({
    ...{ ok: false, refusal: { code: 'no_free_seat', team: 'Looms', product: 'Loomwright' } },
  })
})
