import { dateFrom, termEnd, todayIn } from '@claviger/core/kernel/calendar'
import { claimValidUntil } from '@claviger/core/purchasing/claim-state'
import { localeOfCountry, timeZoneOf } from '@claviger/core/teams/guess-vendor'
import { rolesWith } from '@claviger/core/teams/permission-matrix'
import { tokenHash } from '../access/session-cookie.ts'
import { record } from '../audit/record.ts'
import { loadProduct } from '../catalog/store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { issueLicenses } from '../licenses/issue-licenses.ts'
import { makeOrganization, makeTeam, type NewTeam } from '../teams/make-organization.ts'
import { keepForMaker } from '../teams/open-team.ts'
import { listGrants, loadAcceptedGrants } from '../teams/role-store.ts'
import {
  listTeams,
  loadOrganization,
  loadTeam,
  lockOrganization,
  type Organization,
  type Team,
} from '../teams/store.ts'
import { loadSuccessor } from '../teams/team-store.ts'
import { requireVendor } from '../teams/vendor-store.ts'
import { saveClaim } from './claim-store.ts'
import type { OrderCertificateFacts } from './letter-facts.ts'
import { mailTo, type OrderLetter, orderedFacts, queueOrderLetters } from './order-letters.ts'
import { type Order, type ShortAddress, saveFulfilment } from './store.ts'

/** Where an order's licenses went. */
export interface Fulfilment {
  readonly organization: Organization
  readonly team: Team
}

/**
 * Turns a waiting, locked order into licenses: the organization where it is new, the team, the subscription with its
 * free licenses, the certificate, and the link that makes the buyer the administrator. All of it or nothing.
 */
export async function fulfilOrder(tx: Tx, order: Order): Promise<Fulfilment> {
  const product = await loadProduct(tx, order.productCode)
  if (!product) throw new Error(`order ${order.number} is for a product that is gone`)
  const isNew = order.organizationId === null
  const place = isNew ? await openOrganization(tx, order) : await openTeam(tx, order, order.organizationId)
  const { organization, team } = place
  const startsOn = todayIn(tx.now, organization.timeZone)
  const paidThrough = termEnd(startsOn, order.term, 1)
  const { productCode, term, quantity, unit, payment, dueOn } = order
  await issueLicenses(tx, {
    ...{ organizationId: organization.id, teamId: team.id, orderId: order.id },
    ...{ productCode, term, quantity, unit, payment, startsOn, paidThrough, dueOn: dateFrom(dueOn) },
  })
  await saveFulfilment(tx, order.id, { organizationId: organization.id, teamId: team.id })
  const unpaid = payment === 'unpaid'
  const facts = { ...orderedFacts(order, product), startsOn, paidThrough, dueOn, unpaid }
  await queueOrderLetters(
    tx,
    isNew
      ? await newCustomerLetters(tx, order, place, facts)
      : await knownCustomerLetters(tx, order, place, facts),
  )
  await record(tx, [
    {
      what: 'order_fulfilled',
      organizationId: organization.id,
      teamId: team.id,
      facts: { orderId: order.id, number: order.number, product: product.name, quantity },
    },
  ])
  return place
}

/** Makes a link by which the owner of this address takes an order over, and answers its secret part. */
export async function openClaim(tx: Tx, orderId: string, to: ShortAddress): Promise<string> {
  const token = tx.newId.token()
  await saveClaim(tx, { tokenHash: tokenHash(token), orderId, to, validUntil: claimValidUntil(tx.now) })
  return token
}

async function openOrganization(tx: Tx, order: Order): Promise<Fulfilment> {
  const vendor = await requireVendor(tx)
  return makeOrganization(tx, {
    name: order.company,
    country: order.country,
    timeZone: timeZoneOf(order.country, vendor.timeZone),
    locale: localeOfCountry(order.country),
  })
}

/** Finds or makes the team an order is for, and keeps it from ending meanwhile. */
async function openTeam(tx: Tx, order: Order, organizationId: number): Promise<Fulfilment> {
  await lockOrganization(tx, organizationId)
  const organization = await loadOrganization(tx, organizationId)
  const team = order.newTeamName
    ? await openNewTeam(tx, { organizationId, name: order.newTeamName }, order.buyer)
    : await findTeam(tx, organizationId, order.teamId)
  if (!organization || !team) throw new Error(`order ${order.number} is for a place that is gone`)
  return { organization, team }
}

/** A team administrator who bought into a new team administers it. */
async function openNewTeam(tx: Tx, wanted: NewTeam, buyer: ShortAddress): Promise<Team> {
  const team = await makeTeam(tx, wanted)
  const { organizationId } = wanted
  const grants = await loadAcceptedGrants(tx, organizationId, buyer.key)
  await keepForMaker(tx, { organizationId, teamId: team.id }, grants)
  return team
}

/** What was merged since it was ordered for is found where it is now; of what has ended otherwise the first team is left. */
async function findTeam(tx: Tx, organizationId: number, teamId: number | null): Promise<Team | undefined> {
  const wished =
    teamId === null
      ? undefined
      : ((await loadTeam(tx, organizationId, teamId)) ?? (await loadSuccessor(tx, organizationId, teamId)))
  return wished ?? (await listTeams(tx, organizationId))[0]
}

type CertificateFacts = Omit<OrderCertificateFacts, 'claim' | 'licensesPath' | 'managerAddress'>

/** The certificate to the buyer; the claim in it, or in a letter of its own to whom the buyer named instead. */
async function newCustomerLetters(
  tx: Tx,
  order: Order,
  { organization }: Fulfilment,
  facts: CertificateFacts,
): Promise<OrderLetter[]> {
  const { buyer, manager } = order
  const claim = await openClaim(tx, order.id, manager ?? buyer)
  const common = { organizationId: organization.id, locale: organization.locale, secret: true }
  const toBuyer = { address: mailTo(buyer), name: buyer.name }
  const opens = manager
    ? { claim: null, licensesPath: null, managerAddress: manager.address }
    : { claim, licensesPath: null, managerAddress: null }
  const certificate: OrderLetter = {
    ...common,
    ...{ kind: 'order_certificate', to: toBuyer, facts: { ...facts, ...opens } },
  }
  if (!manager) return [certificate]
  const named = { ...facts, buyer: buyer.name, buyerAddress: buyer.address, claim }
  const to = { address: mailTo(manager), name: '' }
  return [certificate, { ...common, kind: 'licenses_to_manage', to, facts: named }]
}

/** The certificate to whoever ordered, and to everybody whose role brings the organization's papers. */
async function knownCustomerLetters(
  tx: Tx,
  order: Order,
  { organization }: Fulfilment,
  facts: CertificateFacts,
): Promise<OrderLetter[]> {
  const { id: organizationId, locale, slug } = organization
  const opens = { claim: null, licensesPath: `/o/${slug}/licenses`, managerAddress: null }
  const buyer: Reader = { ...order.buyer, copy: false }
  const mailed = rolesWith('orders.mail')
  const holders = (await listGrants(tx, organizationId))
    .filter((grant) => grant.acceptedAt !== null && mailed.includes(grant.role))
    .map(({ address, addressKey: key, name }): Reader => ({ address, key, name, copy: true }))
  const readers = new Map([...holders, buyer].map((reader) => [reader.key, reader]))
  return [...readers.values()].map((reader) => ({
    ...{ kind: 'order_certificate', organizationId, locale },
    to: { address: mailTo(reader), name: reader.name },
    facts: { ...facts, ...opens, copy: reader.copy },
  }))
}

interface Reader extends ShortAddress {
  readonly name: string
  /** Gets it for their role, without having ordered. */
  readonly copy: boolean
}
