import { accept, type Decision } from '@claviger/core/kernel/decision'
import { type FieldsWrong, readFields, readFormId } from '@claviger/core/kernel/fields'
import { type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import { waitOf } from '@claviger/core/purchasing/order-life'
import {
  choiceReadings,
  readDoorToken,
  readPoNumber,
  type TypedChoice,
} from '@claviger/core/purchasing/read-order'
import { actorName } from '@claviger/core/teams/actor'
import { teamsWhere } from '@claviger/core/teams/permissions'
import { tokenHash } from '../access/session-cookie.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { missing, refuseWhere } from '../teams/access.ts'
import { loadOrganization, type Organization } from '../teams/store.ts'
import { fulfilOrder } from './fulfil-order.ts'
import { knownCustomer, openOrder } from './new-order.ts'
import { tellOfWaiting } from './order-letters.ts'
import { findOffer, type Offer, type PlacedOrder } from './place-order.ts'
import type { Order } from './store.ts'
import { findOwnTeam, readNewTeam, type WishRefusal } from './team-wish.ts'

export interface BuyForOrganization extends TypedChoice {
  readonly organizationId: number
  /** Both drawn when the form is shown: sending it twice makes one order. */
  readonly id: string
  readonly token: string
  readonly productCode: string
  /** Neither: into the first team. A name, also an empty one, wishes for a new team. */
  readonly teamId?: number | null
  readonly newTeamName?: string
  readonly poNumber?: string
}

export type BuyRefusal =
  | FieldsWrong
  | WishRefusal
  | ReasonedRefusal<'product_not_found' | 'product_not_sold' | 'form_already_used'>

/** Orders by invoice for an organization, or a team of it, the actor may buy for: the licenses come at once, unless all is paid first. */
export async function buyForOrganization(
  tx: Tx,
  request: BuyForOrganization,
): Promise<Decision<PlacedOrder, BuyRefusal>> {
  const { organizationId } = request
  const organization = await loadOrganization(tx, organizationId)
  const sees = teamsWhere(tx.actor, 'organization.see', organizationId)
  const refusal = await refuseWhere(tx, organizationId, {
    ...{ missing: 'organization_not_found', sees: organization !== undefined && sees.length > 0 },
    ...{
      does: teamsWhere(tx.actor, 'orders.place', organizationId).length > 0,
      right: 'orders.place',
      teamId: null,
    },
  })
  if (refusal) return { ok: false, refusal }
  if (!organization) return missing(tx, 'organization_not_found')
  const read = readFields({
    id: readFormId(request.id),
    token: readDoorToken(request.token),
    ...choiceReadings(request),
    newTeamName: readNewTeam(request.newTeamName),
    poNumber: readPoNumber(request.poNumber),
  })
  if (!read.ok) return read
  const { id, token, quantity, term, poNumber, newTeamName } = read.plan
  const wish = await findOwnTeam(tx, organizationId, { teamId: request.teamId ?? null, newTeamName })
  if (!wish.ok) return wish
  const offer = await findOffer(tx, request.productCode, term)
  if (!offer.ok) return offer

  const party = knownCustomer(organization, wish.plan, contactOf(tx))
  const [viewHash, choice] = [tokenHash(token), { quantity, term }]
  const opened = await openOrder(tx, { ...offer.plan, id, viewHash, party, choice, poNumber, paid: false })
  const { order, isNew } = opened
  if (order.viewHash !== viewHash || order.organizationId !== organizationId)
    return refuseBy('form_already_used', 'form_not_sent_before')
  if (isNew) await release(tx, { ...offer.plan, order, token, organization })
  return accept({ id, number: order.number, token, isNew })
}

function contactOf({ actor }: Tx) {
  const own = actor.kind === 'account' ? actor.addresses[0] : undefined
  if (!own) throw new Error('only somebody signed in buys for an organization')
  return { ...own, name: actorName(actor) }
}

async function release(
  tx: Tx,
  placed: Offer & { order: Order; token: string; organization: Organization },
): Promise<void> {
  const { vendor, order, organization } = placed
  const wait = waitOf(vendor.invoiceRelease, 'administrator', false)
  if (wait === 'nothing') await fulfilOrder(tx, order)
  else await tellOfWaiting(tx, { ...placed, wait, locale: organization.locale, vendorLocale: vendor.locale })
}
