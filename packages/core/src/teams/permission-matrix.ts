/** The roles there are, in the order of the table's columns; the last two hold inside one team only. */
export const roles = [
  'administrator',
  'purchaser',
  'billing_contact',
  'technical_contact',
  'licensee_contact',
  'viewer',
  'team_administrator',
  'team_viewer',
] as const

export type Role = (typeof roles)[number]

/** Whether a role belongs to one team rather than to the whole organization. */
export function isTeamRole(role: Role): boolean {
  return role === 'team_administrator' || role === 'team_viewer'
}

/**
 * Who may do what: `+` in the whole organization, `o` in the role's own team, `-` nowhere. Every guard asks for a row
 * and none asks for a role, so to change what a role may do is to change its column. Whoever only holds a license needs
 * no role and has none of this.
 */
const table = [
  // administrator, purchaser, billing, technical and licensee contact, viewer, team administrator, team viewer
  ['+ + + + + + o o', 'organization.see', 'See the organization’s pages'],
  ['+ - - - - - - -', 'organization.settings', 'Change settings, turn the API on or off'],
  ['+ + + + + + o o', 'licenses.see', 'See licenses and who has them'],
  ['+ - - - - - o -', 'licenses.assign', 'Assign licenses'],
  ['+ - - - - - o -', 'licenses.revoke', 'Take licenses back'],
  ['+ - - - - - o -', 'licenses.transfer', 'Move licenses between teams one administers'],
  ['+ - + + + + o o', 'invitations.see', 'See invitation links'],
  ['+ - - - - - o -', 'invitations.manage', 'Create and change invitation links'],
  ['+ - + + + + o o', 'people.see', 'See people'],
  ['+ - + + + + o o', 'teams.see', 'See a team with its figures and administrators'],
  ['+ - + + + - - -', 'teams.see_all', 'See the list of all teams'],
  ['+ - - - - - - -', 'teams.create', 'Create an empty team'],
  ['+ - - - - - o -', 'teams.create_for_licenses', 'Create a team for licenses one moves or buys'],
  ['+ - + - - - o -', 'teams.edit', 'Rename a team'],
  ['+ - - - - - - -', 'teams.merge', 'Merge teams'],
  ['+ - - - - - - -', 'teams.delete', 'Delete an empty team'],
  ['+ - + + + + o o', 'roles.see', 'See who has which role'],
  ['+ - - - - - o -', 'roles.grant_team', 'Name administrators and viewers of a team'],
  ['+ - - - - - - -', 'roles.grant_organization', 'Name administrators and viewers of the organization'],
  ['+ - - - - - - -', 'contacts.edit', 'Name contacts and purchasers'],
  ['+ - + - - - - -', 'orders.see', 'See orders and invoices'],
  ['+ + + - - - o -', 'orders.place', 'Buy, renew, upgrade'],
  ['+ + + - + - - -', 'orders.mail', 'Receive certificates and invoices by mail'],
  ['+ - + - - - o -', 'packs.manage', 'See and move subscription packs'],
  ['+ - - - - - o -', 'renewals.switch', 'Turn automatic renewal on or off'],
  ['+ - - - - - o -', 'renewals.stop', 'Stop payments'],
  ['+ - + + + + o o', 'tokens.read', 'Have an API token that reads'],
  ['+ - - - - - o -', 'tokens.write', 'Have an API token that acts'],
  ['+ - - - - - o -', 'tokens.manage', 'See and revoke API tokens of others'],
  ['+ - + + + + o o', 'events.see', 'See the log of what happened'],
] as const

/** What can be allowed inside an organization, one act or sight at a time. */
export type Permission = (typeof table)[number][1]

/** How far a role reaches in one row: everywhere, in the one team it is for, or nowhere. */
export type Reach = 'all' | 'own' | 'none'

export interface PermissionRow {
  readonly permission: Permission
  /** What is done, in words. */
  readonly act: string
  readonly reach: Readonly<Record<Role, Reach>>
}

const reachOf: Readonly<Record<string, Reach>> = { '+': 'all', o: 'own', '-': 'none' }

/** The table, row by row. */
export const permissionMatrix: readonly PermissionRow[] = table.map(([cells, permission, act]) => {
  const letters = cells.split(' ')
  const reach = forEachRole((role) => reachOf[letters[roles.indexOf(role)] ?? '-'] ?? 'none')
  return { permission, act, reach }
})

/** The table turned: what each role may do. A team role may do it inside its team only. */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = forEachRole((role) =>
  permissionMatrix.filter((row) => row.reach[role] !== 'none').map((row) => row.permission),
)

/** The roles that have this permission. */
export function rolesWith(permission: Permission): readonly Role[] {
  return roles.filter((role) => rolePermissions[role].includes(permission))
}

function forEachRole<One>(of: (role: Role) => One): Record<Role, One> {
  return {
    administrator: of('administrator'),
    purchaser: of('purchaser'),
    billing_contact: of('billing_contact'),
    technical_contact: of('technical_contact'),
    licensee_contact: of('licensee_contact'),
    viewer: of('viewer'),
    team_administrator: of('team_administrator'),
    team_viewer: of('team_viewer'),
  }
}
