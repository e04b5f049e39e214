import { refuseTaking } from '@claviger/core/assignment/invitation-rules'
import { todayIn } from '@claviger/core/kernel/calendar'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { type Address, readAddress } from '@claviger/core/kernel/email'
import { refuseBy } from '@claviger/core/kernel/rules'
import { owns } from '@claviger/core/teams/actor'
import { loadProduct } from '../catalog/store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { lockPools, type Pool, pickFreeLicenses } from '../licenses/pool-store.ts'
import { loadAssignmentFacts } from './facts-store.ts'
import { giveByLink } from './give-by-link.ts'
import {
  countTaken,
  findInvitationAddress,
  type Invitation,
  invitationFacts,
  loadReturnByLink,
  lockInvitation,
} from './invitation-store.ts'
import { loadSetting } from './store.ts'

export interface TakeLicense {
  readonly token: string
  /** The proved address the license is for. */
  readonly address: string
}

export interface TakenLicense {
  readonly organizationId: number
  readonly licenseId: string
  readonly productName: string
  readonly organizationName: string
  readonly address: string
  /** The person had one before pressing: nothing was used up. */
  readonly already: boolean
}

/**
 * Takes a license by an invitation link for an address the actor has proved. Everything is checked again here, under the
 * locks: the page it was pressed on may be old.
 */
export async function takeLicense(tx: Tx, request: TakeLicense): Promise<Decision<TakenLicense, Refusal>> {
  const address = readAddress(request.address)
  if (!address.ok) return address
  const found = await findInvitationAddress(tx, request.token)
  if (!found) return refuseBy('link_unknown', 'link_leads_somewhere')
  if (!owns(tx.actor, address.plan.key))
    return refuseBy('address_not_proved', 'address_is_proved', { address: address.plan.typed })
  const invitation = await lockInvitation(tx, found.organizationId, found.invitationId)
  const setting = await loadSetting(tx, found.organizationId)
  const product = invitation && (await loadProduct(tx, invitation.productCode))
  if (!invitation || !setting || !product) return refuseBy('link_unknown', 'link_leads_somewhere')
  // The lock may have waited for "Replace link": what was found before it is looked at again.
  const current = await findInvitationAddress(tx, request.token)

  const { pools, facts, held } = await seatsFor(tx, invitation, address.plan, product.name, setting.timeZone)
  const names = {
    productName: product.name,
    organizationName: setting.organizationName,
    address: address.plan.typed,
  }
  if (held)
    return accept({
      organizationId: setting.organizationId,
      licenseId: held.licenseId,
      ...names,
      already: true,
    })

  const taken = await countTaken(tx, invitation.organizationId, invitation.id)
  const freeSeats = facts.freeSeats
  const replacedAt = current ? current.replacedAt : tx.now
  const returnedAt = await loadReturnByLink(tx, invitation, address.plan.key)
  const refused = refuseTaking(
    invitationFacts(invitation, { replacedAt, taken, freeSeats }),
    { address: address.plan.typed, domain: address.plan.domain, returnedAt },
    todayIn(tx.now, setting.timeZone),
  )
  if (refused) return { ok: false, refusal: refused }

  const [license] = await pickFreeLicenses(tx, invitation, pools, 1)
  if (!license) throw new Error('fewer free licenses than the locked pools count')
  await giveByLink(tx, { invitation, setting, product, license, address: address.plan, takenNow: taken + 1 })
  return accept({
    organizationId: setting.organizationId,
    licenseId: license.licenseId,
    ...names,
    already: false,
  })
}

async function seatsFor(
  tx: Tx,
  invitation: Invitation,
  address: Address,
  productName: string,
  timeZone: string,
) {
  const pools: readonly Pool[] = await lockPools(tx, invitation, timeZone)
  const freeSeats = pools.reduce((sum, pool) => sum + pool.free, 0)
  const question = { ...invitation, addressKeys: [address.key], nameKeys: [] }
  const facts = await loadAssignmentFacts(
    tx,
    question,
    { productCode: invitation.productCode, productName },
    freeSeats,
  )
  return { pools, facts, held: facts.holds.get(address.key) }
}
