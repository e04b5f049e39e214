import { describe, expect, test } from 'vitest'
import type { Actor, Grant, TokenRole } from './actor.ts'
import { permissionMatrix, type Role, rolePermissions, roles } from './permission-matrix.ts'
import { may } from './permissions.ts'
import { tokenReach, tokenRolesAt } from './token-rules.ts'

const whole = { organizationId: 1, teamId: null, personId: 'ines' } as const
const team = { organizationId: 1, teamId: 7, personId: 'ines' } as const

const holding = (role: Role, scope: Partial<Grant> = {}): Grant => ({
  ...{ organizationId: 1, personId: 'ines', role },
  teamId: role.startsWith('team_') ? 7 : null,
  ...scope,
})

/** What a token of each kind comes to for somebody with this one role: organization, then team. */
const table: readonly [
  Role,
  Record<TokenRole, TokenRole | null>,
  Record<'administrator' | 'viewer', TokenRole | null>,
][] = [
  [
    'administrator',
    { administrator: 'administrator', primary_contact: 'primary_contact', viewer: 'viewer' },
    { administrator: 'administrator', viewer: 'viewer' },
  ],
  [
    'purchaser',
    { administrator: null, primary_contact: null, viewer: null },
    { administrator: null, viewer: null },
  ],
  [
    'billing_contact',
    { administrator: 'viewer', primary_contact: 'primary_contact', viewer: 'viewer' },
    { administrator: 'viewer', viewer: 'viewer' },
  ],
  [
    'technical_contact',
    { administrator: 'viewer', primary_contact: 'primary_contact', viewer: 'viewer' },
    { administrator: 'viewer', viewer: 'viewer' },
  ],
  [
    'licensee_contact',
    { administrator: 'viewer', primary_contact: 'primary_contact', viewer: 'viewer' },
    { administrator: 'viewer', viewer: 'viewer' },
  ],
  [
    'viewer',
    { administrator: 'viewer', primary_contact: 'viewer', viewer: 'viewer' },
    { administrator: 'viewer', viewer: 'viewer' },
  ],
  [
    'team_administrator',
    { administrator: null, primary_contact: null, viewer: null },
    { administrator: 'administrator', viewer: 'viewer' },
  ],
  [
    'team_viewer',
    { administrator: null, primary_contact: null, viewer: null },
    { administrator: 'viewer', viewer: 'viewer' },
  ],
]

test('the table speaks of every role', () => {
  expect(table.map(([role]) => role).toSorted()).toEqual([...roles].toSorted())
})

describe.each(table)('the token of a %s', (role, organization, ofTeam) => {
  test.each(Object.entries(organization))(
    'for the organization, made as %s, comes to %s',
    (made, comesTo) => {
      expect(tokenReach({ ...whole, role: made as TokenRole }, [holding(role)])?.role ?? null).toBe(comesTo)
    },
  )

  test.each(Object.entries(ofTeam))('for a team, made as %s, comes to %s', (made, comesTo) => {
    expect(tokenReach({ ...team, role: made as TokenRole }, [holding(role)])?.role ?? null).toBe(comesTo)
  })

  test.each([whole, team])('never does what the %s may not do themselves (O-33, O-40)', (place) => {
    for (const made of ['administrator', 'primary_contact', 'viewer'] as const) {
      const reach = tokenReach({ ...place, role: made }, [holding(role)])
      const [program, person] = [actorWith(reach?.grants ?? []), actorWith([holding(role)])]
      for (const { permission } of permissionMatrix)
        for (const teamId of [undefined, 7, 8])
          if (may(program, permission, 1, teamId)) expect(may(person, permission, 1, teamId)).toBe(true)
    }
  })
})

test.each(['primary_contact', 'viewer'] as const)('a token made as %s changes nothing', (role) => {
  const reach = tokenReach({ ...whole, role }, [holding('administrator')])
  const reads = reach?.grants.flatMap((grant) => rolePermissions[grant.role])
  expect(reads?.filter((permission) => !/\.see(_all)?$|^tokens\.read$/.test(permission))).toEqual([])
})

test('a token for a team acts in no other team', () => {
  const reach = tokenReach({ ...team, role: 'administrator' }, [holding('administrator')])
  expect(may(actorWith(reach?.grants ?? []), 'licenses.see', 1, 8)).toBe(false)
  expect(may(actorWith(reach?.grants ?? []), 'licenses.see', 1)).toBe(false)
})

test.each([
  ['of another organization', { organizationId: 2 }],
  ['of somebody else', { personId: 'pekka' }],
])('a role %s gives a token nothing', (_, elsewhere) => {
  expect(tokenReach({ ...whole, role: 'viewer' }, [holding('administrator', elsewhere)])).toBeNull()
})

test('roles add up: what one lacks another may allow', () => {
  const held = [holding('viewer'), holding('team_administrator')]
  expect(tokenReach({ ...team, role: 'administrator' }, held)?.role).toBe('administrator')
  expect(tokenReach({ ...whole, role: 'administrator' }, held)?.role).toBe('viewer')
})

test('people give tokens of their own level and below, and none where they have no role', () => {
  expect(tokenRolesAt(whole, [holding('administrator')])).toEqual([
    'administrator',
    'primary_contact',
    'viewer',
  ])
  expect(tokenRolesAt(whole, [holding('billing_contact')])).toEqual(['primary_contact', 'viewer'])
  expect(tokenRolesAt(team, [holding('team_administrator')])).toEqual(['administrator', 'viewer'])
  expect(tokenRolesAt({ ...team, teamId: 8 }, [holding('team_administrator')])).toEqual([])
  expect(tokenRolesAt(whole, [])).toEqual([])
})

test('a program gives no token above its own level (O-33)', () => {
  const viewer = tokenReach({ ...whole, role: 'viewer' }, [holding('administrator')])
  expect(tokenRolesAt(whole, viewer?.grants ?? [])).toEqual(['viewer'])
  expect(tokenRolesAt(team, viewer?.grants ?? [])).toEqual(['viewer'])
  const ofTeam = tokenReach({ ...team, role: 'administrator' }, [holding('administrator')])
  expect(tokenRolesAt(whole, ofTeam?.grants ?? [])).toEqual([])
})

function actorWith(grants: readonly Grant[]): Actor {
  return {
    ...{
      kind: 'token',
      tokenId: 't',
      organizationId: 1,
      teamId: null,
      role: 'viewer',
      name: 'Ines',
      addresses: [],
    },
    ...{ grants, via: 'api' },
  }
}
