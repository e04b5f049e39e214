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
import { loadSetting, type Setting } from './store.ts'

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

  const { pools, freeSeats, held } = await seatsFor(
    tx,
    invitation,
    address.plan,
    product.name,
    setting.timeZone,
  )
  const answer = { productName: product.name, ...namesOf(setting), address: address.plan.typed }
  if (held) return accept({ ...answer, licenseId: held.licenseId, already: true })
  const taken = await countTaken(tx, invitation.organizationId, invitation.id)
  const refused = await refuse(tx, request.token, {
    invitation,
    setting,
    address: address.plan,
    taken,
    freeSeats,
  })
  if (refused) return { ok: false, refusal: refused }

  const [license] = await pickFreeLicenses(tx, invitation, pools, 1)
  if (!license) throw new Error('fewer free licenses than the locked pools count')
  const counts = { takenNow: taken + 1, freeNow: freeSeats - 1 }
  await giveByLink(tx, { invitation, setting, product, license, address: address.plan, ...counts })
  return accept({ ...answer, licenseId: license.licenseId, already: false })
}

function namesOf({ organizationId, organizationName }: Setting) {
  return { organizationId, organizationName }
}

interface Taking {
  readonly invitation: Invitation
  readonly setting: Setting
  readonly address: Address
  readonly taken: number
  readonly freeSeats: number
}

/** Looks at every rule under the lock, which may have waited for "Replace link": the address is looked up again. */
async function refuse(tx: Tx, token: string, { invitation, setting, address, taken, freeSeats }: Taking) {
  const current = await findInvitationAddress(tx, token)
  const replacedAt = current ? current.replacedAt : tx.now
  const returnedAt = await loadReturnByLink(tx, invitation, address.key)
  return refuseTaking(
    invitationFacts(invitation, { replacedAt, taken, freeSeats }),
    { address: address.typed, domain: address.domain, returnedAt },
    todayIn(tx.now, setting.timeZone),
  )
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
  const product = { productCode: invitation.productCode, productName }
  const { holds } = await loadAssignmentFacts(tx, question, product, freeSeats)
  return { pools, freeSeats, held: holds.get(address.key) }
}
