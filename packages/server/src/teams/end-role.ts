import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { owns } from '@claviger/core/teams/actor'
import { decideGranting, decideRoleEnd, type RoleRefusal } from '@claviger/core/teams/role-rules'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { countAdministrators, deleteGrant, lockGrant, type RoleGrant } from './role-store.ts'
import { loadOrganization, lockOrganization } from './store.ts'

export interface EndRole {
  readonly organizationId: number
  readonly id: string
}

export type EndRoleRefusal =
  | RoleRefusal
  | ReasonedRefusal<'last_administrator'>
  | { readonly code: 'role_not_found' }

/** Takes a role, or the offer of one, back from somebody. The last administrator stays. */
export async function takeBackRole(tx: Tx, request: EndRole): Promise<Decision<RoleGrant, EndRoleRefusal>> {
  return endRole(tx, request, 'role_taken_back', (grant) => decideGranting(tx.actor, grant))
}

/** Lets somebody lay down their own role, or decline an offer. The last administrator stays. */
export async function leaveRole(tx: Tx, request: EndRole): Promise<Decision<RoleGrant, EndRoleRefusal>> {
  return endRole(tx, request, 'role_left', (grant) =>
    owns(tx.actor, grant.addressKey) ? accept(grant) : refuse('role_not_found'),
  )
}

async function endRole(
  tx: Tx,
  { organizationId, id }: EndRole,
  what: 'role_taken_back' | 'role_left',
  allow: (grant: RoleGrant) => Decision<unknown, EndRoleRefusal>,
): Promise<Decision<RoleGrant, EndRoleRefusal>> {
  if (!(await loadOrganization(tx, organizationId))) return refuse('role_not_found')
  await lockOrganization(tx, organizationId)
  const grant = await lockGrant(tx, organizationId, id)
  if (!grant) return refuse('role_not_found')
  const allowed = allow(grant)
  if (!allowed.ok) return allowed
  const administrators = await countAdministrators(tx, organizationId)
  const decision = decideRoleEnd(grant.role, grant.acceptedAt !== null, administrators)
  if (!decision.ok) return decision

  await deleteGrant(tx, organizationId, id)
  await record(tx, [
    {
      what,
      organizationId,
      ...(grant.teamId === null ? {} : { teamId: grant.teamId }),
      personId: grant.personId,
      facts: { address: grant.address, role: grant.role },
    },
  ])
  return accept(grant)
}
