import { type Actor, type Grant, grantsOf } from './actor.ts'

/** What can be allowed inside an organization, one act or sight at a time. */
export type Permission =
  | 'organization.see'
  | 'organization.settings'
  | 'licenses.see'
  | 'licenses.assign'
  | 'licenses.revoke'
  | 'invitations.see'
  | 'invitations.manage'
  | 'people.see'
  | 'roles.see'
  | 'roles.grant_team'
  | 'roles.grant_organization'
  | 'orders.see'
  | 'orders.place'

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

export type Role = 'administrator' | 'viewer' | 'team_administrator' | 'team_viewer'
export type StaffRole = 'owner' | 'staff'

const sight = ['organization.see', 'licenses.see', 'invitations.see', 'people.see', 'roles.see'] as const
const work = ['licenses.assign', 'licenses.revoke', 'invitations.manage', 'roles.grant_team'] as const

/** Roles are presets of permissions; a team role holds inside its team only. */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  administrator: [
    ...sight,
    ...work,
    'roles.grant_organization',
    'organization.settings',
    'orders.see',
    'orders.place',
  ],
  viewer: [...sight, 'orders.see'],
  team_administrator: [...sight, ...work],
  team_viewer: [...sight],
}

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
  return grantsOf(actor).some((grant) => covers(grant, organizationId, teamId) && allows(grant, permission))
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
  return teamId === null || role === 'administrator' || role === 'viewer'
    ? may(actor, 'roles.grant_organization', organizationId)
    : may(actor, 'roles.grant_team', organizationId, teamId)
}

function covers(grant: Grant, organizationId: number, teamId?: number): boolean {
  return grant.organizationId === organizationId && (grant.teamId === null || grant.teamId === teamId)
}

function allows(grant: Grant, permission: Permission): boolean {
  return rolePermissions[grant.role].includes(permission)
}
