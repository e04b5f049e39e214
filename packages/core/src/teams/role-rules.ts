import { accept, type Decision } from '../kernel/decision.ts'
import { check, passing, type ReasonedRefusal } from '../kernel/rules.ts'
import { type Actor, type Grant, grantsOf } from './actor.ts'
import { isTeamRole, type Role } from './permission-matrix.ts'
import { mayGrant, rightToGrant, teamsWhere } from './permissions.ts'

/** A role in the whole organization, or in one team of it. */
export interface RoleScope {
  readonly organizationId: number
  readonly teamId: number | null
  readonly role: Role
}

/** What giving, seeing through or taking back this role asks of the actor. Nobody grants above their own level. */
export function askedOfGranting(actor: Actor, { organizationId, teamId, role }: RoleScope) {
  const sees = teamsWhere(actor, 'organization.see', organizationId)
  return {
    missing: 'organization_not_found',
    sees: sees === 'all' || sees.length > 0,
    does: mayGrant(actor, role, organizationId, teamId),
    right: rightToGrant(role),
    teamId: isTeamRole(role) ? teamId : null,
  } as const
}

/** The one of the actor's own roles that lets them give this role: the offer rests on it. */
export function grantBehind(actor: Actor, scope: RoleScope): Grant | undefined {
  return grantsOf(actor).find((grant) => offerStands(scope, [grant]))
}

/**
 * Whether whoever offered a role could still offer it today. An offer without a granter came with a purchase and
 * stands on its own.
 */
export function offerStands(scope: RoleScope, granter: readonly Grant[] | null): boolean {
  return granter === null || mayGrant(bearer(granter), scope.role, scope.organizationId, scope.teamId)
}

/** Decides whether a role can end: somebody must remain who can run the organization. */
export function decideRoleEnd(
  role: Role,
  accepted: boolean,
  administrators: number,
): Decision<'end', ReasonedRefusal<'last_administrator'>> {
  if (role !== 'administrator' || !accepted) return accept('end')
  const passed = passing([
    check('last_administrator', 'somebody_else_administers', administrators > 1, { administrators }),
  ])
  return passed.ok ? accept('end') : passed
}

/** Somebody known only by their grants. */
function bearer(grants: readonly Grant[]): Actor {
  return {
    kind: 'account',
    accountId: '',
    sessionId: '',
    name: '',
    addresses: [],
    grants,
    staff: null,
    via: 'page',
  }
}
