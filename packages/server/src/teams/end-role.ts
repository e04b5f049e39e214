import { accept, type Decision } from '@claviger/core/kernel/decision'
import { type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import { owns } from '@claviger/core/teams/actor'
import { decideRoleEnd } from '@claviger/core/teams/role-rules'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { refuseGranting } from './access.ts'
import { endDeadTokens } from './end-dead-tokens.ts'
import { countAdministrators, deleteGrant, lockGrant, type RoleGrant } from './role-store.ts'
import { loadOrganization, lockOrganization } from './store.ts'

export interface EndRole {
  readonly organizationId: number
  readonly id: string
}

export type EndRoleRefusal = ReasonedRefusal<
  'organization_not_found' | 'not_allowed' | 'role_not_found' | 'last_administrator'
>

/** Takes a role, or the offer of one, back from somebody. The last administrator stays. */
export async function takeBackRole(tx: Tx, request: EndRole): Promise<Decision<RoleGrant, EndRoleRefusal>> {
  return endRole(tx, request, 'role_taken_back', (grant) => refuseGranting(tx, grant))
}

/** Lets somebody lay down their own role, or decline an offer. The last administrator stays. */
export async function leaveRole(tx: Tx, request: EndRole): Promise<Decision<RoleGrant, EndRoleRefusal>> {
  return endRole(tx, request, 'role_left', async (grant) =>
    owns(tx.actor, grant.addressKey) ? null : refuseBy('role_not_found', 'role_is_there').refusal,
  )
}

async function endRole(
  tx: Tx,
  { organizationId, id }: EndRole,
  what: 'role_taken_back' | 'role_left',
  refuseIt: (grant: RoleGrant) => Promise<EndRoleRefusal | null>,
): Promise<Decision<RoleGrant, EndRoleRefusal>> {
  if (!(await loadOrganization(tx, organizationId))) return refuseBy('role_not_found', 'role_is_there')
  await lockOrganization(tx, organizationId)
  const grant = await lockGrant(tx, organizationId, id)
  if (!grant) return refuseBy('role_not_found', 'role_is_there')
  const refusal = await refuseIt(grant)
  if (refusal) return { ok: false, refusal }
  const administrators = await countAdministrators(tx, organizationId)
  const decision = decideRoleEnd(grant.role, grant.acceptedAt !== null, administrators)
  if (!decision.ok) return decision

  await deleteGrant(tx, organizationId, id)
  await endDeadTokens(tx, grant)
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
