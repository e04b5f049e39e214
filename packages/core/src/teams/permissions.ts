import { type Actor, type Grant, grantsOf } from './actor.ts'
import { type Permission, type Role, rolePermissions } from './permission-matrix.ts'

export { type Permission, type Role, rolePermissions } from './permission-matrix.ts'

/** What can be allowed at the vendor's side. */
export type VendorPermission =
  | 'vendor.see'
  | 'vendor.catalog'
  | 'vendor.orders'
  | 'vendor.customers'
  | 'vendor.mail'
  | 'vendor.codes'
  | 'vendor.keys'
  | 'vendor.settings'
  | 'vendor.staff'

export type StaffRole = 'owner' | 'staff'

export const staffPermissions: Readonly<Record<StaffRole, readonly VendorPermission[]>> = {
  owner: [
    'vendor.see',
    'vendor.catalog',
    'vendor.orders',
    'vendor.customers',
    'vendor.mail',
    'vendor.codes',
    'vendor.keys',
    'vendor.settings',
    'vendor.staff',
  ],
  staff: ['vendor.see', 'vendor.catalog', 'vendor.orders', 'vendor.customers', 'vendor.mail'],
}

/** Whether the actor may do this in the whole organization, or in the one team named. */
export function may(actor: Actor, permission: Permission, organizationId: number, teamId?: number): boolean {
  if (actor.kind === 'operator' || actor.kind === 'system') return true
  return grantsOf(actor).some((grant) => lets(grant, permission, organizationId, teamId))
}

/** Whether this one role lets its bearer do this in the whole organization, or in the one team named. */
export function lets(grant: Grant, permission: Permission, organizationId: number, teamId?: number): boolean {
  return covers(grant, organizationId, teamId) && allows(grant, permission)
}

/** The teams in which the actor may do this: all of the organization's, or these. */
export function teamsWhere(
  actor: Actor,
  permission: Permission,
  organizationId: number,
): 'all' | readonly number[] {
  if (may(actor, permission, organizationId)) return 'all'
  return grantsOf(actor).flatMap((grant) =>
    grant.organizationId === organizationId && grant.teamId !== null && allows(grant, permission)
      ? [grant.teamId]
      : [],
  )
}

/** Whether the actor may do this on the vendor's side. */
export function mayAtVendor(actor: Actor, permission: VendorPermission): boolean {
  if (actor.kind === 'operator' || actor.kind === 'system') return true
  return (
    actor.kind === 'account' && actor.staff !== null && staffPermissions[actor.staff].includes(permission)
  )
}

/** Whether the actor may give (or take) this role: nobody grants above their own level, by any path. */
export function mayGrant(actor: Actor, role: Role, organizationId: number, teamId: number | null): boolean {
  const right = rightToGrant(role)
  if (right !== 'roles.grant_team') return may(actor, right, organizationId)
  return teamId !== null && may(actor, right, organizationId, teamId)
}

/** The permission it takes to give this role, or to take it back. */
export function rightToGrant(role: Role): GrantRight {
  return granting[role]
}

type GrantRight = 'roles.grant_organization' | 'roles.grant_team' | 'contacts.edit'

const granting: Readonly<Record<Role, GrantRight>> = {
  administrator: 'roles.grant_organization',
  viewer: 'roles.grant_organization',
  purchaser: 'contacts.edit',
  billing_contact: 'contacts.edit',
  technical_contact: 'contacts.edit',
  licensee_contact: 'contacts.edit',
  team_administrator: 'roles.grant_team',
  team_viewer: 'roles.grant_team',
}

function covers(grant: Grant, organizationId: number, teamId?: number): boolean {
  return grant.organizationId === organizationId && (grant.teamId === null || grant.teamId === teamId)
}

function allows(grant: Grant, permission: Permission): boolean {
  return rolePermissions[grant.role].includes(permission)
}
