import { describe, expect, test } from 'vitest'
import { leastRole, refuseAccess, refuseMissing, widestGrant } from './access-rules.ts'
import { type Actor, anonymous, type Grant } from './actor.ts'
import type { Permission, StaffRole } from './permissions.ts'
import { refuseAtVendor } from './vendor-door.ts'

const noor: Actor = {
  ...{ kind: 'account', accountId: 'a', sessionId: 's', name: 'Noor El-Sayed', grants: [], staff: null },
  ...{ addresses: [{ key: 'noor@harrowvale.example', address: 'noor@harrowvale.example' }], via: 'page' },
}
const working = (staff: StaffRole): Actor => ({ ...noor, staff })
const facts = {
  place: 'Harrow Vale',
  role: 'viewer',
  givers: ['Ines Okafor', 'Pekka Lahtinen'],
} as const
const asked = { missing: 'team_not_found', right: 'licenses.assign', teamId: null } as const

describe('an act in an organization', () => {
  test('is refused by nothing where the roles allow it', () => {
    expect(refuseAccess(noor, { ...asked, sees: true, does: true }, null)).toBeNull()
  })

  test('that is seen but not allowed names who one is, the role one has, the role it needs and who gives it', () => {
    const refusal = refuseAccess(noor, { ...asked, sees: true, does: false }, facts)
    expect(refusal).toMatchObject({ code: 'not_allowed', needs: 'administrator', givers: facts.givers })
    expect(refusal?.why).toEqual([
      { rule: 'signed_in', met: true, facts: { account: 'noor@harrowvale.example' } },
      { rule: 'role_opens', met: true, facts: { role: 'viewer', place: 'Harrow Vale' } },
      {
        ...{ rule: 'role_allows', met: false },
        facts: { right: asked.right, needs: 'administrator', place: 'Harrow Vale', givers: facts.givers },
      },
    ])
  })

  test('on what one may not see tells nothing of it, as if it were not there', () => {
    const hidden = refuseAccess(noor, { ...asked, sees: false, does: false }, facts)
    expect(hidden).toEqual(refuseMissing(noor, 'team_not_found').refusal)
    expect(JSON.stringify(hidden)).not.toMatch(/Harrow Vale|Okafor/)
  })

  test('asks somebody unknown to sign in first', () => {
    expect(refuseMissing(anonymous, 'license_not_found').refusal.why.map(({ rule }) => rule)).toEqual([
      'signed_in',
    ])
  })
})

test.each<[Permission, number | null, string]>([
  ['licenses.assign', 7, 'team_administrator'],
  ['licenses.assign', null, 'administrator'],
  ['licenses.see', 7, 'team_viewer'],
  ['people.see', null, 'viewer'],
  ['orders.see', null, 'billing_contact'],
  ['orders.see', 7, 'billing_contact'],
  ['orders.place', 7, 'team_administrator'],
  ['teams.see_all', null, 'technical_contact'],
  ['teams.merge', 7, 'administrator'],
  ['roles.grant_organization', null, 'administrator'],
])('for %s in team %s one needs to be %s', (right, teamId, role) => {
  expect(leastRole(right, teamId)).toBe(role)
})

describe("the vendor's side", () => {
  const house = { vendor: 'Northmoor', owners: ['Maud Vance'] }

  test('tells its own people who can give them more', () => {
    const refusal = refuseAtVendor(working('staff'), 'vendor.settings', house)
    expect(refusal).toMatchObject({ code: 'not_allowed', needs: 'owner', givers: ['Maud Vance'] })
    expect(refusal?.why.map(({ rule, met }) => [rule, met])).toEqual([
      ['signed_in', true],
      ['works_for_vendor', true],
      ['role_allows', false],
    ])
  })

  test('tells nobody else who works there', () => {
    const refusal = refuseAtVendor(noor, 'vendor.settings', house)
    expect(refusal).toMatchObject({ code: 'not_allowed', needs: 'staff' })
    expect(JSON.stringify(refusal)).not.toMatch(/Maud/)
  })

  test('opens to its owners', () => {
    expect(refuseAtVendor(working('owner'), 'vendor.settings', house)).toBeNull()
  })
})

test('the grant that reaches furthest is named as the role one has', () => {
  const grants: Grant[] = [
    { organizationId: 1, teamId: 2, personId: 'p', role: 'team_administrator' },
    { organizationId: 1, teamId: null, personId: 'p', role: 'viewer' },
  ]
  expect(widestGrant(grants)?.role).toBe('viewer')
})
