import { randomUUID } from 'node:crypto'
import type { Actor } from '@claviger/core/teams/actor'
import { approveRequests } from '../assignment/approve-requests.ts'
import { askAdministrator } from '../assignment/ask-administrator.ts'
import { declineRequests } from '../assignment/decline-requests.ts'
import { type RequestsQuery, requestsPage } from '../assignment/request-views.ts'
import { type Link, newLink } from './acts.ts'
import { type Customer, newCustomer, planOf, type Story, visitor } from './story.ts'

/** Somebody who has proved an address and asks. */
export const noor = visitor('noor@harrowvale.example', 'Noor El-Sayed')

/** Terms of a link by which nobody takes a license without asking. */
export const asksFirst = { asksFirst: 'after' } as const

/** What people do about requests, in one story. */
export function askingIn(story: () => Story) {
  const look = async (
    { organizationId, admin }: Customer,
    filter: Partial<RequestsQuery> = {},
    actor: Actor = admin,
  ) =>
    planOf(
      await story().read(actor, requestsPage, { ...{ organizationId, page: 1, perPage: 50 }, ...filter }),
    )
  const ask = (link: Pick<Link, 'token'>, actor: Actor = noor, address = 'noor@harrowvale.example') =>
    story().write(actor, askAdministrator, { token: link.token, address, note: 'For the new loom' })
  return {
    look,
    ask,
    approve(
      { organizationId, admin }: Customer,
      ids: readonly string[],
      more: { readonly teamId?: number; readonly jobId?: string } = {},
      actor: Actor = admin,
    ) {
      const request = { organizationId, ids, jobId: randomUUID(), preview: false, ...more }
      return story().write(actor, approveRequests, request)
    },
    decline({ organizationId, admin }: Customer, ids: readonly string[], note = '', actor: Actor = admin) {
      return story().write(actor, declineRequests, { organizationId, ids, note })
    },
    /** A link that asks first, and somebody who has asked by it. */
    async asking(seats: number) {
      const customer = await newCustomer(story(), seats)
      const link = await newLink(story(), customer, asksFirst)
      planOf(await ask(link))
      const [request] = (await look(customer)).requests
      return { customer, link, id: request?.id ?? '' }
    },
  }
}
