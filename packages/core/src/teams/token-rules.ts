import { type Actor, type Grant, owns, type TokenRole } from './actor.ts'
import { type Role, rolePermissions } from './permission-matrix.ts'
import { may } from './permissions.ts'

/** The roles a token can be made for. */
export const tokenRoles = [
  'administrator',
  'primary_contact',
  'viewer',
] as const satisfies readonly TokenRole[]

/** How many tokens one person has at most: enough for every script, too few to fill a table. */
export const mostTokens = 50

/** Where a token holds, and whose it is. */
export interface TokenPlace {
  readonly organizationId: number
  /** The one team it is for; null for the whole organization. */
  readonly teamId: number | null
  readonly personId: string
}

/** What a token comes to at this moment. */
export interface TokenReach {
  readonly role: TokenRole
  readonly grants: readonly Grant[]
}

/** What a token still is where its person may no longer do what it was made for; the widest first. */
const comesDownTo: Readonly<Record<TokenRole, readonly TokenRole[]>> = {
  administrator: ['administrator', 'viewer'],
  primary_contact: ['primary_contact', 'viewer'],
  viewer: ['viewer'],
}

type ActsAs = Readonly<Partial<Record<TokenRole, Role>>>

/** The role a token acts as. */
const inOrganization: ActsAs = {
  administrator: 'administrator',
  primary_contact: 'technical_contact',
  viewer: 'viewer',
}
/** A team has no contacts. */
const inTeam: ActsAs = { administrator: 'team_administrator', viewer: 'team_viewer' }

const actsAs = (teamId: number | null) => (teamId === null ? inOrganization : inTeam)

/** The roles a token can be made for there, by whomever. */
export function tokenRolesFor(teamId: number | null): readonly TokenRole[] {
  return tokenRoles.filter((role) => role in actsAs(teamId))
}

/**
 * What a token and its person both allow: the widest role the token stands for that the person could fill themselves, by
 * the roles they hold at this moment. Whose role shrank keeps a smaller token; whose roles are gone has none, as if it
 * did not exist.
 */
export function tokenReach(
  { role: madeFor, ...place }: TokenPlace & { readonly role: TokenRole },
  held: readonly Grant[],
): TokenReach | null {
  const allowed = allowedAt(held, place)
  for (const role of comesDownTo[madeFor]) {
    const as = actsAs(place.teamId)[role]
    if (as && rolePermissions[as].every((permission) => allowed.has(permission)))
      return { role, grants: [{ ...place, role: as }] }
  }
  return null
}

/** The roles a person can give a token of theirs there, the widest first: never one above their own. */
export function tokenRolesAt(place: TokenPlace, held: readonly Grant[]): readonly TokenRole[] {
  return tokenRoles.filter((role) => tokenReach({ ...place, role }, held)?.role === role)
}

/** A token somebody has made, and the address it belongs to. */
export interface OwnedToken extends TokenPlace {
  readonly id: string
  readonly role: TokenRole
  readonly addressKey: string
}

/** How somebody stands to a token: it is theirs, or they look after those of others. Neither: it does not exist for them. */
export function standingTo(
  actor: Actor,
  token: OwnedToken,
): { readonly own: boolean; readonly manages: boolean } {
  return {
    own: isOwn(actor, token),
    manages: may(actor, 'tokens.manage', token.organizationId, token.teamId ?? undefined),
  }
}

/** A program has itself, and of its person's other tokens those it could have been given: none above its own level. */
function isOwn(actor: Actor, token: OwnedToken): boolean {
  if (actor.kind !== 'token') return owns(actor, token.addressKey)
  return actor.tokenId === token.id || tokenRolesAt(token, actor.grants).includes(token.role)
}

function allowedAt(grants: readonly Grant[], { organizationId, teamId, personId }: TokenPlace) {
  const counting = grants.filter(
    (grant) =>
      grant.organizationId === organizationId &&
      grant.personId === personId &&
      (grant.teamId === null || grant.teamId === teamId),
  )
  return new Set(counting.flatMap(({ role }) => rolePermissions[role]))
}
