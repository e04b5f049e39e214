import { randomUUID } from 'node:crypto'
import { anonymous, operator } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buyForOrganization } from '../purchasing/buy-for-organization.ts'
import { placeOrder } from '../purchasing/place-order.ts'
import { sellByHand } from '../purchasing/sell-by-hand.ts'
import { linkPage, newLink, openTerms, pageOf, take } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { buyForm, handSale, openShop, orderForm, type Shop } from '../testing/shop.ts'
import { type Customer, dump, newCustomer, planOf, refusalOf } from '../testing/story.ts'
import { changeInvitation } from './change-invitation.ts'
import { createInvitation } from './create-invitation.ts'
import { invitationsPage } from './invitation-views.ts'

let database: TestDatabase
let shop: Shop
let customer: Customer

beforeAll(async () => {
  database = await freshDatabase()
  shop = await openShop(database.connection)
  customer = await newCustomer(shop, 10)
})
afterAll(async () => {
  await shop.close()
  await database.drop()
})

const known = () => ({ kind: 'known', organizationId: customer.organizationId }) as const

/** Every form with a number of seats or places; a number that is too large for one is too large for all. */
const forms = {
  'the checkout': (quantity: unknown) => shop.write(anonymous, placeOrder, { ...orderForm(), quantity }),
  'an administrator’s order': (quantity: unknown) =>
    shop.write(customer.admin, buyForOrganization, { ...buyForm(customer.organizationId), quantity }),
  'a sale by hand': (quantity: unknown) =>
    shop.write(operator, sellByHand, { ...handSale(known()), quantity }),
  'a link’s cap': (cap: unknown) =>
    shop.write(customer.admin, createInvitation, {
      ...customer,
      ...openTerms,
      id: randomUUID(),
      cap: cap as string,
    }),
}

const field = /"field":"(quantity|cap)"/
const wrong = [
  ...['0', '-1', '1.5', '1e3', '1,000', '1.000', '2147483647', '2147483648', '99999999999999999999999'],
  ...['100001', '٣', '0x10', '+5', 'ten', Number.NaN, 1.5, -1, 0, 1e300, true, [5], {}],
]

describe.each(Object.entries(forms))('in %s', (name, send) => {
  test.each(wrong)('%j names the field and its range, and keeps nothing (O-03)', async (typed) => {
    const before = await dump(shop)
    const refusal = JSON.stringify(refusalOf(await send(typed)))
    expect(refusal).toMatch(field)
    expect(refusal).toMatch(/"min":1,"max":100000/)
    expect(await dump(shop)).toEqual(before)
  })

  test.each(['', null])(
    'nothing typed (%j) is no number of seats; for a cap it is no limit (O-03)',
    async (empty) => {
      const answer = await send(empty)
      if (name.includes('cap')) expect(answer.ok).toBe(true)
      else expect(JSON.stringify(refusalOf(answer))).toMatch(field)
    },
  )

  test.each(['5 ', '007'])('%j is read (O-03)', async (typed) => expect((await send(typed)).ok).toBe(true))
})

test('the greatest number of seats is sold, and its licenses are still listed and handed out (O-03)', async () => {
  const whale = await newCustomer(shop, 0)
  const sale = { ...handSale({ kind: 'known', organizationId: whale.organizationId }), quantity: '100000' }
  planOf(await shop.write(operator, sellByHand, sale))
  const { seats } = await pageOf(shop, whale)
  expect(seats).toMatchObject([{ total: 100_000, free: 100_000 }])
  const { token } = await newLink(shop, whale, { cap: '99999' })
  expect((await take(shop, token, 'one@harrowvale.example')).ok).toBe(true)
})

test('a cap may be lowered below what is taken: nobody loses a license, and its row says it is used up (O-03, O-06)', async () => {
  const link = await newLink(shop, await newCustomer(shop, 10), { cap: '10' })
  for (const name of ['a', 'b', 'c', 'd', 'e'])
    planOf(await take(shop, link.token, `${name}@harrowvale.example`))
  planOf(await shop.write(link.customer.admin, changeInvitation, { ...openTerms, ...link.act, cap: '4' }))
  expect(await linkPage(shop, link)).toMatchObject({ cap: 4, taken: 5 })
  const { organizationId, admin } = link.customer
  const { invitations } = planOf(await shop.read(admin, invitationsPage, { organizationId }))
  expect(invitations).toMatchObject([{ cap: 4, taken: 5 }])
  expect(refusalOf(await take(shop, link.token, 'f@harrowvale.example'))).toMatchObject({
    ...{ code: 'link_used_up', cap: 4, taken: 5 },
  })
  expect((await pageOf(shop, link.customer)).seats).toMatchObject([{ total: 10, connected: 5, free: 5 }])
})
