import { expect, test } from 'vitest'
import type { Availability } from '../licenses/availability.ts'
import { planSingleAssignment } from './plan-single-assignment.ts'

const license = (availability: Availability) => ({
  licenseId: 'ABC1234567',
  paidThrough: '2026-03-09',
  availability,
})
const place = { by: 'team', team: 'Looms', product: 'Loomwright' } as const

test('a license that can be given goes to the person, named or found', () => {
  const plan = license('available')
  expect(planSingleAssignment({ by: 'license', license: plan })).toEqual({ ok: true, plan })
  expect(planSingleAssignment({ ...place, license: plan })).toEqual({ ok: true, plan })
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
    const why = rules.map((rule) => expect.objectContaining({ rule }))
    expect(planSingleAssignment({ by: 'license', license: license(reason) })).toMatchObject({
      ...{ ok: false, refusal: { code: 'license_not_available', reason, licenseId: 'ABC1234567', why } },
    })
  },
)

test('of a team that has none to give none goes, and the refusal names team and product', () => {
  expect(planSingleAssignment({ ...place, license: null })).toMatchObject({
    ...{ ok: false, refusal: { code: 'no_free_seat', team: 'Looms', product: 'Loomwright' } },
  })
})
