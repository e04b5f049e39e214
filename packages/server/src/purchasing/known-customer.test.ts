import { operator } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { buyerForm, buyForm, handSale, openShop, type Shop } from '../testing/shop.ts'
import { actorWith, dump, newCustomer, planOf, refusalOf } from '../testing/story.ts'
import { buyForOrganization } from './buy-for-organization.ts'
import { sellByHand } from './sell-by-hand.ts'

let database: TestDatabase
let shop: Shop

beforeAll(async () => {
  database = await freshDatabase()
  shop = await openShop(database.connection)
})
afterAll(async () => {
  await shop.close()
  await database.drop()
})

describe('an administrator who buys', () => {
  test('has the licenses at once although unknown buyers wait, in the team named', async () => {
    await shop.releaseInvoices('confirm')
    const { admin, organizationId, teamId } = await newCustomer(shop, 3)
    const form = { ...buyForm(organizationId), teamId }
    const { id } = planOf(await shop.write(admin, buyForOrganization, form))
    expect(await shop.orderRow(id)).toMatchObject({ state: 'fulfilled', organization_id: organizationId })
    expect(await shop.licensesOf(organizationId)).toMatchObject({ licenses: 8, places: '1-8', free: 8 })
    expect(await shop.countRows('claim', 'order_id', id)).toBe(0)
  })

  test('may open a new team with them', async () => {
    const { admin, organizationId } = await newCustomer(shop, 1)
    const form = { ...buyForm(organizationId), newTeamName: 'Mobile' }
    planOf(await shop.write(admin, buyForOrganization, form))
    expect(await shop.teamNames(organizationId)).toContain('Mobile')
    const nameless = { ...buyForm(organizationId), newTeamName: ' ' }
    expect(refusalOf(await shop.write(admin, buyForOrganization, nameless))).toMatchObject({
      fields: [{ field: 'newTeamName', code: 'text_missing' }],
    })
  })

  test('waits for the payment where all is paid first', async () => {
    await shop.releaseInvoices('after_payment')
    const { admin, organizationId } = await newCustomer(shop, 1)
    const { id } = planOf(await shop.write(admin, buyForOrganization, buyForm(organizationId)))
    expect(await shop.orderRow(id)).toMatchObject({ state: 'waiting' })
    await shop.releaseInvoices('confirm')
  })

  test('cannot buy for another organization, nor into another’s team', async () => {
    const [one, other] = [await newCustomer(shop, 1), await newCustomer(shop, 1)]
    const before = await dump(shop)
    const elsewhere = await shop.write(one.admin, buyForOrganization, buyForm(other.organizationId))
    expect(refusalOf(elsewhere)).toMatchObject({ code: 'organization_not_found' })
    const wrongTeam = { ...buyForm(one.organizationId), teamId: other.teamId }
    expect(refusalOf(await shop.write(one.admin, buyForOrganization, wrongTeam))).toMatchObject({
      code: 'team_not_found',
    })
    expect(await dump(shop)).toEqual(before)
  })

  test.each(['viewer', 'team_administrator'] as const)('as a %s is refused', async (role) => {
    const { organizationId, teamId } = await newCustomer(shop, 1)
    const scope = role === 'viewer' ? {} : { teamId }
    const actor = await actorWith(shop, organizationId, {
      address: `${role}@hv.example`,
      name: 'Noor',
      role,
      ...scope,
    })
    const answer = await shop.write(actor, buyForOrganization, buyForm(organizationId))
    expect(refusalOf(answer)).toMatchObject({
      code: 'not_allowed',
      needs: 'administrator',
      givers: ['Ines Okafor'],
    })
  })
})

describe('a sale by hand', () => {
  test('to somebody new gives licenses and a claim', async () => {
    const buyer = buyerForm()
    const sale = planOf(await shop.write(operator, sellByHand, handSale({ kind: 'new', ...buyer })))
    expect(await shop.orderRow(sale.id)).toMatchObject({
      state: 'fulfilled',
      payment: 'unpaid',
      placed_by: 'operator',
    })
    expect(await shop.lettersOf(sale.number)).toEqual([['order_certificate', buyer.email]])
    expect(await shop.countRows('claim', 'order_id', sale.id)).toBe(1)
  })

  test('to a customer takes the price agreed on and goes to its first administrator', async () => {
    const { organizationId, admin } = await newCustomer(shop, 1)
    const request = { ...handSale({ kind: 'known', organizationId }), unitPrice: '150,50', paid: true }
    const sale = planOf(await shop.write(operator, sellByHand, request))
    expect(await shop.orderRow(sale.id)).toMatchObject({ net_minor: 60_200, payment: 'paid' })
    expect(await shop.subscriptionOf(sale.id)).toMatchObject({ unit_minor: 15_050, payment: 'paid' })
    expect(await shop.lettersOf(sale.number)).toEqual([['order_certificate', admin.addresses[0]?.address]])
  })

  test('sent twice sells once', async () => {
    const request = handSale({ kind: 'new', ...buyerForm() })
    const both = [
      planOf(await shop.write(operator, sellByHand, request)),
      planOf(await shop.write(operator, sellByHand, request)),
    ]
    expect(both[0]).toEqual(both[1])
  })

  test('names every wrong field of customer and sale together', async () => {
    const wrong = {
      ...handSale({ kind: 'new', ...buyerForm(), email: '' }),
      quantity: '1.5',
      unitPrice: 'cheap',
    }
    const refusal = refusalOf(await shop.write(operator, sellByHand, wrong))
    expect((refusal.fields as { field: string }[]).map(({ field }) => field)).toEqual([
      'email',
      'quantity',
      'unitPrice',
    ])
  })
})
