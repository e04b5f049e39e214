import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import { owns } from '@claviger/core/teams/actor'
import { offerStands } from '@claviger/core/teams/role-rules'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { loadAcceptedGrants, lockGrant, type RoleGrant, saveAcceptance } from './role-store.ts'

export interface AcceptRole {
  readonly organizationId: number
  readonly id: string
}

export type AcceptRoleRefusal =
  | { readonly code: 'role_offer_not_found' }
  | { readonly code: 'role_offer_void'; readonly by: string; readonly role: string }

/**
 * Takes an offered role: only by the owner of the address it was sent to, and only while whoever offered it could still
 * do so. The page renews the session, because its rights have risen.
 */
export async function acceptRole(
  tx: Tx,
  request: AcceptRole,
): Promise<Decision<RoleGrant, AcceptRoleRefusal>> {
  const offer = await lockGrant(tx, request.organizationId, request.id)
  if (!offer || !owns(tx.actor, offer.addressKey)) return refuse('role_offer_not_found')
  if (offer.acceptedAt) return accept(offer)
  const granter = offer.granterKey && (await loadAcceptedGrants(tx, offer.organizationId, offer.granterKey))
  if (!offerStands(offer, granter || null)) {
    return refuse('role_offer_void', { by: offer.grantedBy, role: offer.role })
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
