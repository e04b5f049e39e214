import { describe, expect, test } from 'vitest'
import {
  isTeamRole,
  type Permission,
  permissionMatrix,
  type Role,
  roles,
  rolesWith,
} from './permission-matrix.ts'

describe('the table of permissions', () => {
  test('names every permission once, with a cell for every role', () => {
    const names = permissionMatrix.map((row) => row.permission)
    expect(new Set(names).size).toBe(names.length)
    for (const row of permissionMatrix) expect(Object.keys(row.reach)).toEqual([...roles])
  })

  test('lets a team role reach into its own team only, and other roles nowhere less than everywhere', () => {
    for (const { reach } of permissionMatrix)
      for (const role of roles) expect([isTeamRole(role) ? 'own' : 'all', 'none']).toContain(reach[role])
  })

  test('lets the administrator do everything', () => {
    expect(permissionMatrix.filter((row) => row.reach.administrator !== 'all')).toEqual([])
  })

  test.each<[Permission, readonly Role[]]>([
    ['orders.place', ['administrator', 'purchaser', 'billing_contact', 'team_administrator']],
    ['licenses.assign', ['administrator', 'team_administrator']],
    ['licenses.revoke', ['administrator', 'team_administrator']],
    ['invitations.manage', ['administrator', 'team_administrator']],
    ['teams.create', ['administrator']],
    ['teams.create_for_licenses', ['administrator', 'team_administrator']],
    ['teams.edit', ['administrator', 'billing_contact', 'team_administrator']],
    ['teams.merge', ['administrator']],
    ['licenses.transfer', ['administrator', 'team_administrator']],
    ['roles.grant_team', ['administrator', 'team_administrator']],
    ['roles.grant_organization', ['administrator']],
    ['teams.see_all', ['administrator', 'billing_contact', 'technical_contact', 'licensee_contact']],
    ['licenses.see', roles],
    ['orders.see', ['administrator', 'billing_contact']],
    ['packs.manage', ['administrator', 'billing_contact', 'team_administrator']],
    ['renewals.switch', ['administrator', 'team_administrator']],
    ['renewals.stop', ['administrator', 'team_administrator']],
    ['contacts.edit', ['administrator']],
    ['organization.settings', ['administrator']],
    ['tokens.write', ['administrator', 'team_administrator']],
    ['orders.mail', ['administrator', 'purchaser', 'billing_contact', 'licensee_contact']],
  ])('%s is for %j', (permission, allowed) => {
    expect(rolesWith(permission)).toEqual(allowed)
  })

  test('shows a purchaser licenses and nothing about people', () => {
    expect(rolesWith('people.see')).toEqual(roles.filter((role) => role !== 'purchaser'))
  })

  test('gives an API token that reads to everybody with a role but the purchaser', () => {
    expect(rolesWith('tokens.read')).toEqual(roles.filter((role) => role !== 'purchaser'))
  })
})
