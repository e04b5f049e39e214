import type { House } from './house.ts'
import { type Customer, ines, planOf } from './town.ts'

/** Somebody who was asked whether they still use what they hold. */
export interface AskedFirst {
  readonly personId: string
  /** Where the letter leads. */
  readonly door: string
}

/** Asks the person with this address about everything they hold. */
export async function askFirst(house: House, customer: Customer, address: string): Promise<AskedFirst> {
  const { organizationId } = customer
  const actor = await house.actor(ines)
  const query = { organizationId, filter: { search: address }, page: 1, perPage: 2 }
  const [person] = planOf(await house.app.views.peoplePage(actor, query)).people
  const personId = person?.id ?? ''
  const people = { kind: 'these', personIds: [personId] } as const
  planOf(await house.app.operations.askPeople(actor, { organizationId, people, preview: false }))
  return { personId, door: await house.mail.link(address, /\/keep\/[0-9a-z]+/) }
}
