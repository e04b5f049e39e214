import { randomUUID } from 'node:crypto'
import type { Actor } from '@claviger/core/teams/actor'
import { askAdministrator } from '../assignment/ask-administrator.ts'
import { assignPeople } from '../assignment/assign-people.ts'
import { type CreateInvitation, createInvitation } from '../assignment/create-invitation.ts'
import { invitationPage } from '../assignment/invitation-views.ts'
import type { LicenseFilter, Selection } from '../assignment/license-filter.ts'
import { type LicensesPage, licensesPage } from '../assignment/license-views.ts'
import { requestsPage } from '../assignment/request-views.ts'
import { type RevokeLicenses, revokeLicenses } from '../assignment/revoke-licenses.ts'
import { takeLicense } from '../assignment/take-license.ts'
import { undoJob } from '../assignment/undo-job.ts'
import { type Customer, planOf, rowsOf, type Story, visitor } from './story.ts'

/** Gives each of these people a license and answers the job. */
export async function assign(story: Story, customer: Customer, ...addresses: string[]): Promise<string> {
  const { organizationId, teamId, productCode, admin } = customer
  const jobId = randomUUID()
  const list = { organizationId, teamId, productCode, rows: rowsOf(...addresses), cameBy: 'list' as const }
  planOf(await story.write(admin, assignPeople, { ...list, jobId, preview: false }))
  return jobId
}

/** The licenses page as the customer's administrator sees it. */
export async function pageOf(
  story: Story,
  customer: Customer,
  filter: LicenseFilter = {},
): Promise<LicensesPage> {
  const { organizationId, admin } = customer
  const query = {
    organizationId,
    filter,
    sort: 'position' as const,
    descending: false,
    page: 1,
    perPage: 2000,
  }
  return planOf(await story.read(admin, licensesPage, query))
}

/** Seats by what they are, and who holds them in the order of the licenses. */
export async function seatsOf(story: Story, customer: Customer) {
  const { seats, rows } = await pageOf(story, customer)
  const holders = rows.flatMap((row) => (row.person ? [row.person.address] : []))
  const count = (which: 'free' | 'invited' | 'connected') => seats.reduce((sum, seat) => sum + seat[which], 0)
  return { free: count('free'), invited: count('invited'), connected: count('connected'), holders }
}

/** The license in the hands of this address. */
export async function licenseOf(story: Story, customer: Customer, address: string): Promise<string> {
  const { rows } = await pageOf(story, customer)
  return rows.find((row) => row.person?.address === address)?.licenseId ?? 'nobody'
}

/** Exactly these licenses. */
export const these = (...licenseIds: string[]): Selection => ({ kind: 'these', licenseIds })

/** The form that takes these licenses back. */
export function revoking(customer: Customer, selection: Selection): RevokeLicenses {
  return { organizationId: customer.organizationId, selection, jobId: randomUUID(), preview: false }
}

/** Takes the licenses of these people back and answers the job. */
export async function revoke(story: Story, customer: Customer, ...addresses: string[]): Promise<string> {
  const ids = await Promise.all(addresses.map((address) => licenseOf(story, customer, address)))
  const request = revoking(customer, these(...ids))
  planOf(await story.write(customer.admin, revokeLicenses, request))
  return request.jobId
}

/** Takes a whole job back, the customer's administrator when nobody else is named. */
export function undo(story: Story, customer: Customer, jobId: string, actor: Actor = customer.admin) {
  return story.write(actor, undoJob, { organizationId: customer.organizationId, jobId })
}

/** Every letter queued for the customer, in the order it was queued. */
export function lettersOf(story: Story, { organizationId }: Customer) {
  return story.database.db
    .selectFrom('letter')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('id')
    .execute()
}

/** Terms of a link that limit nothing. */
export const openTerms = { name: 'Autumn', cap: '', endsOn: '', domains: '' } as const

/** An invitation link with its address in force when it was made. */
export interface Link {
  readonly customer: Customer
  readonly act: { readonly organizationId: number; readonly id: string }
  readonly token: string
}

/** Makes a link to the customer's licenses. */
export async function newLink(
  story: Story,
  customer: Customer,
  terms: Partial<CreateInvitation> = {},
): Promise<Link> {
  const { organizationId, teamId, productCode } = customer
  const request = { ...openTerms, organizationId, teamId, productCode, id: randomUUID(), ...terms }
  const { id } = planOf(await story.write(customer.admin, createInvitation, request))
  const act = { organizationId, id }
  return { customer, act, token: (await linkPage(story, { customer, act })).token }
}

/** The link's page as the customer's administrator sees it. */
export async function linkPage(story: Story, { customer, act }: Omit<Link, 'token'>) {
  const query = { ...act, publicOrigin: 'https://licenses.fenwick.example' }
  return planOf(await story.read(customer.admin, invitationPage, query))
}

/** Asks for a license by a link as whoever has proved the address, and answers the request. */
export async function askBy(story: Story, { customer, token }: Link, address: string): Promise<string> {
  const asking = { token, address, note: 'For the new loom' }
  planOf(await story.write(visitor(address), askAdministrator, asking))
  const query = { organizationId: customer.organizationId, search: address, page: 1, perPage: 1 }
  const { requests } = planOf(await story.read(customer.admin, requestsPage, query))
  return requests[0]?.id ?? ''
}

/** Presses *Take the license* as whoever has proved the address, or as somebody else. */
export function take(story: Story, token: string, address: string, actor: Actor = visitor(address)) {
  return story.write(actor, takeLicense, { token, address })
}
