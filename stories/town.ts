import { randomUUID } from 'node:crypto'
import type { AssignmentRow } from '@claviger/core/assignment/plan-assignment'
import { readPeople } from '@claviger/core/assignment/read-people'
import { anonymous, operator } from '@claviger/core/teams/actor'
import { randomIds } from '../packages/server/src/db/new-id.ts'
import type { House } from './house.ts'

/** A customer of the house, as the stories begin with. */
export interface Customer {
  readonly organizationId: number
  readonly teamId: number
  readonly slug: string
  readonly name: string
  /** The administrator's address. */
  readonly admin: string
}

export const owner = 'margit@fenwick.example'
export const ines = 'ines.okafor@harrowvale.example'

type Answer<Plan> =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly refusal: { readonly code: string } }

/** The plan of a decision that must have been accepted. */
export function planOf<Plan>(decision: Answer<Plan>): Plan {
  if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision.refusal)}`)
  return decision.plan
}

/** Does the first run: Fenwick Tools of Berlin sells Loomwright for 219 euros a year. */
export async function foundVendor({ app }: House): Promise<void> {
  const { key } = planOf(await app.operations.makeSetupKey(operator, {}))
  const steps = {
    you: { name: 'Margit Fenwick', email: owner },
    vendor: {
      ...{
        name: 'Fenwick Tools',
        country: 'DE',
        currency: 'EUR',
        timeZone: 'Europe/Berlin',
        locale: 'en-US',
      },
    },
    mail: { replyTo: 'licenses@fenwick.example' },
    product: { name: 'Loomwright', code: 'LOOM', version: '6.2', releasedOn: '2026-09-01' },
    price: { price: '219', continuity: 'on', yearTwoPercent: '20', yearThreePercent: '40' },
  }
  for (const [step, typed] of Object.entries(steps))
    planOf(await app.operations.saveSetupStep(operator, { key, step, typed }))
  planOf(await app.operations.finishSetup(operator, { key }))
}

/** Adds Ferrule and the pack of both to what is sold. */
export async function widenCatalog(house: House): Promise<void> {
  const { operations } = house.app
  const actor = await house.actor(owner)
  planOf(await operations.addProduct(actor, { name: 'Ferrule', code: 'FERR' }))
  planOf(
    await operations.addPack(actor, { name: 'All-products pack', code: 'ALL', members: ['LOOM', 'FERR'] }),
  )
  for (const [code, price] of [
    ['FERR', '149'],
    ['ALL', '389'],
  ] as const)
    planOf(await operations.setPrice(actor, { code, term: 'year', price }))
}

/** Lets orders of unknown buyers become licenses at once, or not. */
export async function releaseOrders(house: House, invoiceRelease: 'confirm' | 'at_once'): Promise<void> {
  planOf(
    await house.app.operations.changeVendorSettings(await house.actor(owner), {
      ...{ name: 'Fenwick Tools', country: 'DE', timeZone: 'Europe/Berlin', locale: 'en-US' },
      ...{ replyTo: 'licenses@fenwick.example', invoiceRelease, invoiceDays: '30' },
      ...{ undoMinutes: '10', letterMinutes: '2', coolDownDays: '0' },
      ...{ graceDays: '7', checkHours: '24', offlineDays: '30', machines: '3' },
    }),
  )
}

/** Sells this many seats to a new customer, whose buyer claims them. */
export async function winCustomer(
  house: House,
  quantity: number,
  { company = 'Harrow & Vale GmbH', admin = ines, name = 'Ines Okafor', productCode = 'LOOM' } = {},
): Promise<Customer> {
  const { operations, views } = house.app
  const customer = { kind: 'new', email: admin, name, company, country: 'DE' } as const
  const term = 'year'
  planOf(
    await operations.sellByHand(await house.actor(owner), {
      ...{ id: randomUUID(), productCode, customer, quantity, term, paid: true },
    }),
  )
  const token = (await house.mail.link(admin, /\/claim\/[0-9a-z]+/)).slice('/claim/'.length)
  const { slug } = planOf(await operations.acceptClaim(await house.actor(admin), { token }))
  const place = planOf(await views.organizationBySlug(await house.actor(admin), { slug }))
  const teamId = place.teams[0]?.id ?? 0
  return { organizationId: place.organizationId, teamId, slug, name: company, admin }
}

/** Sells more seats to a customer, into a new team when one is named; answers the team. */
export async function sellMore(
  house: House,
  customer: Customer,
  quantity: number,
  { productCode = 'LOOM', newTeamName = '', term = 'year' } = {},
): Promise<number> {
  const { operations, views } = house.app
  const { organizationId, teamId, slug } = customer
  const place = newTeamName ? { newTeamName } : { teamId }
  planOf(
    await operations.sellByHand(await house.actor(owner), {
      ...{ id: randomUUID(), productCode, quantity, term, paid: true },
      customer: { kind: 'known', organizationId, ...place },
    }),
  )
  const teams = planOf(await views.organizationBySlug(await house.actor(customer.admin), { slug })).teams
  return teams.find((team) => team.name === newTeamName)?.id ?? teamId
}

/** Gives somebody a role they have accepted. */
export async function employ(
  house: House,
  { organizationId, admin }: Customer,
  cast: { readonly email: string; readonly name: string; readonly role: string; readonly teamId?: number },
): Promise<void> {
  const { operations } = house.app
  const { id } = planOf(
    await operations.offerRole(await house.actor(admin), { organizationId, id: randomUUID(), ...cast }),
  )
  planOf(await operations.acceptRole(await house.actor(cast.email), { organizationId, id }))
}

/** Hands licenses to the people of a pasted list; answers the job. */
export async function handOut(
  house: House,
  customer: Customer,
  list: string,
  productCode = 'LOOM',
): Promise<string> {
  const { organizationId, teamId, admin } = customer
  const rows: AssignmentRow[] = readPeople(list).rows.map((row) => ({ ...row, anyway: false }))
  const jobId = randomUUID()
  planOf(
    await house.app.operations.assignPeople(await house.actor(admin), {
      ...{ organizationId, teamId, productCode, rows, cameBy: 'list', jobId, preview: false },
    }),
  )
  return jobId
}

/** Makes an invitation link; answers its path. */
export async function makeLink(
  house: House,
  { organizationId, teamId, admin }: Customer,
  terms: {
    readonly cap?: string
    readonly endsOn?: string
    readonly domains?: string
    readonly name?: string
    readonly offered?: boolean
    readonly asksFirst?: string
    readonly restAsks?: boolean
  } = {},
): Promise<{ readonly id: string; readonly path: string }> {
  const { operations, views } = house.app
  const actor = await house.actor(admin)
  const { id } = planOf(
    await operations.createInvitation(actor, {
      ...{ organizationId, teamId, productCode: 'LOOM', id: randomUUID() },
      ...{ name: '', cap: '', endsOn: '', domains: '', ...terms },
    }),
  )
  const page = planOf(await views.invitationPage(actor, { organizationId, id, publicOrigin: house.origin }))
  return { id, path: `/i/${page.token}` }
}

/** The addresses of this many people of Harrow & Vale, one a line. */
export function crowd(count: number, domain = 'harrowvale.example'): string {
  return Array.from({ length: count }, (_, index) => `person.${index + 1}@${domain}`).join('\n')
}

/** Orders at the shop as a new customer does; answers the order and its page's path. */
export async function orderAtShop(
  { app }: House,
  typed: { readonly email: string; readonly company: string; readonly quantity: string },
): Promise<{ readonly id: string; readonly path: string }> {
  const token = randomIds.token()
  const buyer = { name: 'M. Adler', country: 'DE', ...typed }
  const id = randomUUID()
  planOf(
    await app.operations.placeOrder(anonymous, {
      ...{ id, token, productCode: 'LOOM', term: 'year', locale: 'en-US', ...buyer },
    }),
  )
  return { id, path: `/order/${token}` }
}
