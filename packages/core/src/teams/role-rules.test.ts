import { describe, expect, test } from 'vitest'
import { refuseBy } from '../kernel/rules.ts'
import { refuseAccess } from './access-rules.ts'
import { type Actor, anonymous, type Grant, operator } from './actor.ts'
import type { Role } from './permissions.ts'
import { askedOfGranting, decideRoleEnd, offerStands, type RoleScope } from './role-rules.ts'

const harrow = 1_000_001
const platform = 2_000_001
const mobile = 2_000_002

describe('giving a role', () => {
  test.each<[Role | 'nobody' | 'operator', Role, number | null, string]>([
    ['administrator', 'administrator', null, 'yes'],
    ['administrator', 'team_administrator', mobile, 'yes'],
    ['team_administrator', 'team_administrator', platform, 'yes'],
    ['team_administrator', 'team_viewer', platform, 'yes'],
    ['team_administrator', 'team_administrator', mobile, 'not_allowed'],
    ['team_administrator', 'administrator', null, 'not_allowed'],
    ['team_administrator', 'viewer', null, 'not_allowed'],
    ['viewer', 'team_viewer', platform, 'not_allowed'],
    ['viewer', 'administrator', null, 'not_allowed'],
    ['administrator', 'billing_contact', null, 'yes'],
    ['administrator', 'purchaser', null, 'yes'],
    ['billing_contact', 'billing_contact', null, 'not_allowed'],
    ['purchaser', 'technical_contact', null, 'not_allowed'],
    ['team_administrator', 'licensee_contact', null, 'not_allowed'],
    ['nobody', 'administrator', null, 'organization_not_found'],
    ['operator', 'administrator', null, 'yes'],
  ])('%s giving %s in %s: %s (O-33)', (own, role, teamId, answer) => {
    expect(grantingAs(actorAs(own), { organizationId: harrow, teamId, role })?.code ?? 'yes').toBe(answer)
  })

  test('an administrator role smuggled in with a team id still needs an administrator', () => {
    const scope = { organizationId: harrow, teamId: platform, role: 'administrator' } as const
    expect(grantingAs(actorAs('team_administrator'), scope)).toMatchObject({
      code: 'not_allowed',
      needs: 'administrator',
    })
  })

  test('a role elsewhere gives no sight of this organization', () => {
    const actor = actorAs('administrator', 1_000_002)
    const scope = { organizationId: harrow, teamId: null, role: 'viewer' } as const
    expect(grantingAs(actor, scope)?.code).toBe('organization_not_found')
  })
})

describe('an offer', () => {
  const scope = { organizationId: harrow, teamId: null, role: 'administrator' } as const

  test('stands while its granter could still make it', () => {
    expect(offerStands(scope, [grant('administrator')])).toBe(true)
  })
  test('falls with the rights of its granter (O-33)', () => {
    expect(offerStands(scope, [grant('viewer')])).toBe(false)
    expect(offerStands(scope, [])).toBe(false)
  })
  test('that came with a purchase stands on its own', () => {
    expect(offerStands(scope, null)).toBe(true)
  })
})

describe('the end of a role', () => {
  test.each<[Role, boolean, number, string]>([
    ['administrator', true, 2, 'end'],
    ['administrator', true, 1, 'last_administrator'],
    ['administrator', false, 1, 'end'],
    ['viewer', true, 1, 'end'],
  ])('%s, accepted %s, %i administrators: %s', (role, accepted, administrators, answer) => {
    const decision = decideRoleEnd(role, accepted, administrators)
    expect(decision.ok ? decision.plan : decision.refusal.code).toBe(answer)
  })

  test('is refused to the last administrator with the rule that stands in the way (O-34)', () => {
    const facts = { administrators: 1 }
    expect(decideRoleEnd('administrator', true, 1)).toEqual(
      refuseBy('last_administrator', 'somebody_else_administers', facts),
    )
  })
})

function grantingAs(actor: Actor, scope: RoleScope) {
  return refuseAccess(actor, askedOfGranting(actor, scope), null)
}

function grant(role: Role, organizationId = harrow): Grant {
  return { organizationId, teamId: role.startsWith('team_') ? platform : null, personId: 'p', role }
}

function actorAs(role: Role | 'nobody' | 'operator', organizationId = harrow): Actor {
  if (role === 'nobody') return anonymous
  if (role === 'operator') return operator
  return {
    kind: 'account',
    accountId: 'a',
    sessionId: 's',
    name: 'Ines Okafor',
    addresses: [],
    grants: [grant(role, organizationId)],
    staff: null,
    via: 'page',
  }
}
