import { randomUUID } from 'node:crypto'
import type { House } from './house.ts'
import type { PageVisit } from './pages.ts'
import { type Customer, makeLink, planOf } from './town.ts'

/** People who asked for a license of one team, with every answer there is. */
export interface Asking {
  /** The link they asked by. */
  readonly path: string
  readonly id: string
  /** Who waits. */
  readonly as: string
  readonly requests: Readonly<Record<'open' | 'given' | 'declined', string>>
}

const longName = 'maximilian.freiherr.von.und.zu.hohenstaufen-wolkenkuckucksheim'

/** Makes a link that asks first, lets three people ask by it, and answers two of them. */
export async function letPeopleAsk(house: House, customer: Customer, domain: string): Promise<Asking> {
  const { organizationId } = customer
  const { operations } = house.app
  const link = await makeLink(house, customer, { name: 'Wer möchte, fragt', asksFirst: 'after' })
  const as = `${longName}@${domain}`
  const open = await ask(house, customer, link.path, as)
  const given = await ask(house, customer, link.path, `given@${domain}`)
  const declined = await ask(house, customer, link.path, `declined@${domain}`)
  const admin = await house.actor(customer.admin)
  const yes = { organizationId, ids: [given], jobId: randomUUID(), preview: false }
  planOf(await operations.approveRequests(admin, yes))
  const note = 'Erst wieder im Frühjahr, wenn die neuen Webstühle stehen.'
  planOf(await operations.declineRequests(admin, { organizationId, ids: [declined], note }))
  return { ...link, as, requests: { open, given, declined } }
}

/** Asks by a link as whoever has proved the address, and answers the request. */
export async function ask(
  house: House,
  { organizationId, admin }: Customer,
  path: string,
  address: string,
): Promise<string> {
  const { operations, views } = house.app
  const token = path.slice('/i/'.length)
  const note = 'Die neue Maschine steht schon da, und am Montag soll der erste Auftrag darauf laufen.'
  planOf(await operations.askAdministrator(await house.actor(address), { token, address, note }))
  const query = { organizationId, search: address, page: 1, perPage: 1 }
  return planOf(await views.requestsPage(await house.actor(admin), query)).requests[0]?.id ?? ''
}

type Visit = (route: string, path?: string, state?: string) => PageVisit

/** The pages of those who answer. */
export function requestPages({ requests }: Asking, page: Visit): PageVisit[] {
  return [
    page('/requests'),
    page('/requests', '/requests?state=all', 'all of them'),
    page('/requests', '/requests?q=nobody+like+this', 'no match'),
    page('/requests/:request', `/requests/${requests.open}`),
    page('/requests/:request', `/requests/${requests.given}`, 'given'),
    page('/requests/:request', `/requests/${requests.declined}`, 'declined'),
  ]
}

/** The pages of those who ask. */
export function askingPages({ path, as }: Asking): PageVisit[] {
  return [
    { route: '/i/:token', path, state: 'asks first' },
    { route: '/i/:token', path, state: 'asks first, signed in', as: 'li.ming@harrowvale.example' },
    { route: '/i/:token/asked', path: `${path}/asked`, as },
  ]
}
