import { operator } from '@claviger/core/teams/actor'
import type { Role } from '@claviger/core/teams/permissions'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { buyerForm, buyForm, handSale, openShop, type Shop } from '../testing/shop.ts'
import { actorWith, dump, newCustomer, newTeam, planOf, refusalOf } from '../testing/story.ts'
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

  test('cannot call a new team like one that is there', async () => {
    const { admin, organizationId } = await newCustomer(shop, 1)
    const form = { ...buyForm(organizationId), newTeamName: 'Mobile' }
    planOf(await shop.write(admin, buyForOrganization, form))
    const again = { ...buyForm(organizationId), newTeamName: 'mobile' }
    expect(refusalOf(await shop.write(admin, buyForOrganization, again))).toMatchObject({
      code: 'team_name_taken',
    })
  })

  test.each([
    ['viewer', 'billing_contact'],
    ['technical_contact', 'billing_contact'],
    ['licensee_contact', 'billing_contact'],
  ] as const)('as a %s is told that it takes a %s', async (role, needs) => {
    const { organizationId } = await newCustomer(shop, 1)
    const actor = await somebody(organizationId, role)
    const answer = await shop.write(actor, buyForOrganization, buyForm(organizationId))
    expect(refusalOf(answer)).toMatchObject({ code: 'not_allowed', needs, givers: ['Ines Okafor'] })
  })
})

describe.each(['purchaser', 'billing_contact'] as const)('a %s who buys', (role) => {
  test('buys into any team that is there, and makes none', async () => {
    const { organizationId, teamId } = await newCustomer(shop, 1)
    const actor = await somebody(organizationId, role)
    const buy = (more: object) =>
      shop.write(actor, buyForOrganization, { ...buyForm(organizationId), ...more })
    const { id } = planOf(await buy({ teamId }))
    expect(await shop.orderRow(id)).toMatchObject({ state: 'fulfilled', team_id: teamId })
    expect(refusalOf(await buy({ newTeamName: 'Mobile' }))).toMatchObject({
      ...{ code: 'not_allowed', needs: 'administrator' },
    })
  })
})

describe('a team administrator who buys', () => {
  test('buys into their own team, named or not, and into no other', async () => {
    const customer = await newCustomer(shop, 1)
    const { organizationId, teamId: other } = customer
    const { teamId } = await newTeam(shop, customer, 0)
    const actor = await somebody(organizationId, 'team_administrator', teamId)
    const buy = (more: object) =>
      shop.write(actor, buyForOrganization, { ...buyForm(organizationId), ...more })
    for (const wish of [{ teamId }, {}])
      expect(await shop.orderRow(planOf(await buy(wish)).id)).toMatchObject({ team_id: teamId })
    expect(refusalOf(await buy({ teamId: other }))).toMatchObject({ code: 'team_not_found' })
  })

  test('administers the new team they bought into', async () => {
    const { organizationId, teamId } = await newCustomer(shop, 1)
    const actor = await somebody(organizationId, 'team_administrator', teamId)
    const form = { ...buyForm(organizationId), newTeamName: 'Mobile' }
    const { id } = planOf(await shop.write(actor, buyForOrganization, form))
    const order = await shop.orderRow(id)
    const held = await shop.rowsOf('role_grant', 'team_id', String(order?.team_id))
    expect(held).toMatchObject([{ role: 'team_administrator', accepted_at: shop.now() }])
  })
})

describe('the certificate of a customer who is known', () => {
  test('goes to the buyer and to everybody whose role brings the papers, each once', async () => {
    const { organizationId, teamId } = await newCustomer(shop, 1)
    for (const role of ['licensee_contact', 'technical_contact', 'viewer'] as const)
      await somebody(organizationId, role)
    await somebody(organizationId, 'team_administrator', teamId)
    const buyer = await somebody(organizationId, 'billing_contact')
    const { number } = planOf(await shop.write(buyer, buyForOrganization, buyForm(organizationId)))
    expect((await shop.lettersOf(number)).sort()).toEqual([
      ['order_certificate', 'billing_contact@hv.example'],
      ['order_certificate', 'ines.okafor@harrowvale.example'],
      ['order_certificate', 'licensee_contact@hv.example'],
    ])
  })
})

function somebody(organizationId: number, role: Role, teamId?: number) {
  const cast = { address: `${role}@hv.example`, name: 'Noor', role }
  return actorWith(shop, organizationId, { ...cast, ...(teamId !== undefined && { teamId }) })
}

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
