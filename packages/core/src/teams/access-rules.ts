import type { ReasonedCode } from '../kernel/refusal-codes.ts'
import { check, firstUnmet, type ReasonedRefusal } from '../kernel/rules.ts'
import { type Actor, actorAddress, type Grant } from './actor.ts'
import { isTeamRole, type Permission, type Role, rolePermissions } from './permission-matrix.ts'

/** What somebody wants to see and do in an organization, or in one of its teams, and whether their roles let them. */
export interface Asked<Missing extends ReasonedCode> {
  /** Said of what is not there, or not theirs to know of: nobody learns which. */
  readonly missing: Missing
  readonly sees: boolean
  readonly does: boolean
  readonly right: Permission
  readonly teamId: number | null
}

/** Where it is, and who can give the missing role there. Known to those who see the place, and to nobody else. */
export interface AccessFacts {
  readonly place: string
  /** The actor's widest role there. */
  readonly role: Role | null
  readonly givers: readonly string[]
}

/**
 * Why somebody may not do this here, or nothing when they may. What they may not see does not exist for them; what they
 * see but may not do names the role it needs and the people who can give it.
 */
export function refuseAccess<Missing extends ReasonedCode>(
  actor: Actor,
  asked: Asked<Missing>,
  facts: AccessFacts | null,
): ReasonedRefusal<Missing | 'not_allowed'> | null {
  const { missing, sees, does, right, teamId } = asked
  const { place, role, givers } = facts ?? { place: null, role: null, givers: [] }
  const needs = leastRole(right, teamId)
  return firstUnmet<Missing | 'not_allowed'>([
    ...sightChecks(actor, missing, sees, { role, place }),
    check('not_allowed', 'role_allows', does, { right, needs, place, givers }),
  ])
}

/** Refuses as if nothing were there, in the same words whether it is gone or not the actor's to know of. */
export function refuseMissing<Missing extends ReasonedCode>(
  actor: Actor,
  missing: Missing,
): { readonly ok: false; readonly refusal: ReasonedRefusal<Missing> } {
  const refusal = firstUnmet(sightChecks(actor, missing, false, {}))
  if (!refusal) throw new Error(`nothing is said of ${missing}`)
  return { ok: false, refusal }
}

function sightChecks<Missing extends ReasonedCode>(
  actor: Actor,
  missing: Missing,
  sees: boolean,
  seen: { readonly role?: Role | null; readonly place?: string | null },
) {
  return [
    check(missing, 'signed_in', actor.kind !== 'anonymous', { account: actorAddress(actor) }),
    check(missing, 'role_opens', sees, sees ? seen : {}),
  ]
}

/** Roles by how little they allow: of those that would do, the first one is what to ask for. */
const smallFirst: readonly Role[] = [
  'team_viewer',
  'team_administrator',
  'viewer',
  'technical_contact',
  'licensee_contact',
  'billing_contact',
]

/** The role that allows this and little more: what to ask for. */
export function leastRole(right: Permission, teamId: number | null): Role {
  const fitting = smallFirst.filter((role) => teamId !== null || !isTeamRole(role))
  return fitting.find((role) => rolePermissions[role].includes(right)) ?? 'administrator'
}

const width: Readonly<Record<Role, number>> = {
  administrator: 8,
  billing_contact: 7,
  viewer: 6,
  licensee_contact: 5,
  technical_contact: 4,
  purchaser: 3,
  team_administrator: 2,
  team_viewer: 1,
}

/** The grant that reaches furthest; a viewer of everything reaches further than the administrator of one team. */
export function widestGrant(grants: readonly Grant[]): Grant | undefined {
  return [...grants].sort((one, other) => width[other.role] - width[one.role])[0]
}
