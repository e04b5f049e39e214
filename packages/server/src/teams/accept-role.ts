import { accept, type Decision } from '@claviger/core/kernel/decision'
import { type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import { owns } from '@claviger/core/teams/actor'
import { offerStands } from '@claviger/core/teams/role-rules'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { loadAcceptedGrants, lockGrant, type RoleGrant, saveAcceptance } from './role-store.ts'

export interface AcceptRole {
  readonly organizationId: number
  readonly id: string
}

export type AcceptRoleRefusal = ReasonedRefusal<'role_offer_not_found' | 'role_offer_void'>

/**
 * Takes an offered role: only by the owner of the address it was sent to, and only while whoever offered it could still
 * do so. The page renews the session, because its rights have risen.
 */
export async function acceptRole(
  tx: Tx,
  request: AcceptRole,
): Promise<Decision<RoleGrant, AcceptRoleRefusal>> {
  const offer = await lockGrant(tx, request.organizationId, request.id)
  if (!offer || !owns(tx.actor, offer.addressKey)) return refuseBy('role_offer_not_found', 'offer_is_open')
  if (offer.acceptedAt) return accept(offer)
  const granter = offer.granterKey && (await loadAcceptedGrants(tx, offer.organizationId, offer.granterKey))
  if (!offerStands(offer, granter || null)) {
    return refuseBy('role_offer_void', 'granter_may_still_offer', { by: offer.grantedBy, role: offer.role })
  }
  await saveAcceptance(tx, offer.organizationId, offer.id)
  await record(tx, [
    {
      what: 'role_accepted',
      organizationId: offer.organizationId,
      ...(offer.teamId === null ? {} : { teamId: offer.teamId }),
      personId: offer.personId,
      facts: { address: offer.address, role: offer.role },
    },
  ])
  return accept({ ...offer, acceptedAt: tx.now })
}
