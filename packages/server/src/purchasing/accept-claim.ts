import { accept, type Decision } from '@claviger/core/kernel/decision'
import { readAddress } from '@claviger/core/kernel/email'
import { type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import { refuseClaiming } from '@claviger/core/purchasing/claim-state'
import { type Actor, actorAddress, owns } from '@claviger/core/teams/actor'
import { tokenHash } from '../access/session-cookie.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { loadGrantOf, saveAcceptance, saveGrant } from '../teams/role-store.ts'
import { ensurePeople, loadOrganization, type Organization } from '../teams/store.ts'
import { type Claim, loadClaim, saveClaimUsed } from './claim-store.ts'
import { mailTo, queueOrderLetters } from './order-letters.ts'
import { lockOrder, type Order } from './store.ts'

export interface AcceptClaim {
  readonly token: string
}

export type ClaimRefusal = ReasonedRefusal<
  'claim_not_found' | 'claim_used' | 'claim_too_old' | 'claim_for_another_address'
>

/** Where the new administrator goes on. */
export interface Claimed {
  readonly organizationId: number
  readonly slug: string
}

/**
 * Makes the owner of an order's address the administrator of what was bought: once, by a pressed button. The page
 * renews the session, because its rights have risen.
 */
export async function acceptClaim(tx: Tx, request: AcceptClaim): Promise<Decision<Claimed, ClaimRefusal>> {
  const hash = tokenHash(request.token)
  const found = await loadClaim(tx, hash)
  const order = found && (await lockOrder(tx, found.orderId))
  // Read again under the order's lock: the same button may have been pressed twice.
  const claim = order && (await loadClaim(tx, hash))
  if (!claim || order.organizationId === null) return refuseBy('claim_not_found', 'claim_leads_to_order')
  const organization = await loadOrganization(tx, order.organizationId)
  if (!organization) throw new Error(`order ${order.number} is for an organization that is gone`)
  const answer = { organizationId: organization.id, slug: organization.slug }
  const taker = {
    account: actorAddress(tx.actor),
    owns: owns(tx.actor, claim.to.key),
    administers: isAdministrator(tx.actor, organization.id),
  }
  const refusal = refuseClaiming(claim, taker, tx.now)
  if (refusal) return { ok: false, refusal }
  if (claim.usedAt) return accept(answer)

  await raise(tx, { claim, order, organization })
  await saveClaimUsed(tx, hash, claim.to.address)
  return accept(answer)
}

interface Claiming {
  readonly claim: Claim
  readonly order: Order
  readonly organization: Organization
}

async function raise(tx: Tx, { claim, order, organization }: Claiming): Promise<void> {
  const name = nameOf(tx.actor, claim, order)
  const read = readAddress(claim.to.address)
  if (!read.ok) throw new Error(`order ${order.number} has an address that cannot be read`)
  const person = { address: read.plan, name, firstName: '', lastName: '' }
  const personId = (await ensurePeople(tx, organization.id, [person])).get(claim.to.key)
  if (!personId) throw new Error('a person was not kept')
  const grant = {
    ...{ id: tx.newId.uuid(), organizationId: organization.id, teamId: null, personId, acceptedAt: tx.now },
    ...{ role: 'administrator' as const, grantedBy: `order ${order.number}`, granterKey: null },
  }
  if (!(await saveGrant(tx, grant))) {
    const before = await loadGrantOf(tx, grant)
    if (before && !before.acceptedAt) await saveAcceptance(tx, organization.id, before.id)
  }
  await tell(tx, { claim, order, organization }, name)
  const facts = { orderId: order.id, number: order.number, address: claim.to.address }
  await record(tx, [{ what: 'order_claimed', organizationId: organization.id, personId, facts }])
}

async function tell(tx: Tx, { claim, order, organization }: Claiming, name: string): Promise<void> {
  await queueOrderLetters(tx, [
    {
      kind: 'became_administrator',
      organizationId: organization.id,
      to: { address: mailTo(claim.to), name },
      locale: organization.locale,
      facts: { organization: organization.name, slug: organization.slug, seats: order.quantity },
    },
  ])
}

/** The buyer by the name on the order; somebody else by the name of their account, if it has one. */
function nameOf(actor: Actor, claim: Claim, order: Order): string {
  if (claim.to.key === order.buyer.key) return order.buyer.name
  const unnamed = actor.kind !== 'account' || actor.name.includes('@')
  return unnamed ? '' : actor.name
}

function isAdministrator(actor: Actor, organizationId: number): boolean {
  return (
    actor.kind === 'account' &&
    actor.grants.some((grant) => grant.organizationId === organizationId && grant.role === 'administrator')
  )
}
