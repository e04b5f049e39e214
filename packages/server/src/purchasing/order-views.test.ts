import { randomUUID } from 'node:crypto'
import { type AccountActor, anonymous, operator } from '@claviger/core/teams/actor'
import type { Role } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setPrice } from '../catalog/set-price.ts'
import { randomIds } from '../db/new-id.ts'
import { vendorCustomer, vendorCustomers } from '../teams/vendor-views.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import {
  actorWith,
  dump,
  newCustomer,
  openStory,
  planOf,
  refusalOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { acceptClaim } from './accept-claim.ts'
import { claimDoor, orderDoor } from './order-views.ts'
import { vendorHome, vendorOrder, vendorOrders } from './orders-views.ts'
import { organizationOrders } from './organization-order-views.ts'
import { placeOrder } from './place-order.ts'
import { confirmOrder, recordPayment } from './settle-order.ts'

let database: TestDatabase
let story: Story

beforeAll(async () => {
  database = await freshDatabase()
  story = await openStory(database.connection)
  planOf(await story.write(operator, setPrice, { code: 'LOOM', term: 'year', price: '189' }))
})
afterAll(async () => {
  await story.close()
  await database.drop()
})

const staff: AccountActor = { ...visitor('ravi@fenwick.example', 'Ravi Menon'), staff: 'staff' }

test('an order’s own page follows it from waiting to claimed, and nobody finds it without its address', async () => {
  const { token, id } = await ordered('Kelso')
  expect(planOf(await story.read(anonymous, orderDoor, { token }))).toMatchObject({
    ...{
      state: 'waiting',
      waitsFor: 'confirmation',
      quantity: 25,
      netMinor: 472_500,
      paidThrough: null,
      slug: null,
    },
  })
  planOf(await story.write(operator, confirmOrder, { id }))
  expect(planOf(await story.read(anonymous, orderDoor, { token }))).toMatchObject({
    ...{ state: 'fulfilled', waitsFor: null, claimed: false, paidThrough: '2027-11-01' },
  })
  planOf(await story.write(visitor('buyer@kelso.example'), acceptClaim, { token: await claimOf(id) }))
  expect(planOf(await story.read(anonymous, orderDoor, { token }))).toMatchObject({
    claimed: true,
    slug: null,
  })
  for (const wrong of [randomIds.token(), '', "'", 'x'.repeat(5000)])
    expect((await story.read(anonymous, orderDoor, { token: wrong })).ok).toBe(false)
})

test('looking at a claim, by whoever and however often, spends nothing', async () => {
  const { id } = await ordered('Ardent')
  planOf(await story.write(operator, confirmOrder, { id }))
  const token = await claimOf(id)
  const before = await dump(story)
  for (const actor of [anonymous, visitor('mallory@evil.example'), visitor('buyer@ardent.example')])
    expect(planOf(await story.read(actor, claimDoor, { token }))).toMatchObject({
      state: 'open',
      isBuyers: true,
    })
  expect(await dump(story)).toEqual(before)
  expect(planOf(await story.read(visitor('BUYER@ardent.example'), claimDoor, { token })).yours).toBe(true)
  story.pass({ days: 14 })
  expect(planOf(await story.read(anonymous, claimDoor, { token })).state).toBe('too_old')
})

test('orders are found by any piece of them, every sign taken literally (O-59)', async () => {
  for (const company of [
    'a_b tools',
    'axb tools',
    '50% off',
    'back\\slash',
    "O'Neill & Søns",
    'Straße 9',
    'İstanbul',
  ])
    await ordered(company)
  const found = async (search: string) => (await listed({ search })).orders.map((order) => order.company)
  expect(await found('a_b')).toEqual(['a_b tools'])
  expect(await found('50%')).toEqual(['50% off'])
  expect(await found('%')).toEqual(['50% off'])
  expect(await found('\\')).toEqual(['back\\slash'])
  expect(await found("o'neill & sons")).toEqual(["O'Neill & Søns"])
  expect(await found('STRASSE')).toEqual(['Straße 9'])
  expect(await found('istanbul')).toEqual(['İstanbul'])
  expect(await found('😀')).toEqual([])
  expect(await found('x'.repeat(5000))).toEqual([])
  expect((await listed({ search: '   ' })).shown).toBe((await listed({})).total)
})

test('orders are filtered by state and payment, and an overdue one stops being so when it is paid', async () => {
  const { id, number } = await ordered('Late & Co')
  planOf(await story.write(operator, confirmOrder, { id }))
  story.pass({ days: 31 })
  const overdue = async () => (await listed({ payment: 'overdue' })).orders.map((order) => order.number)
  expect(await overdue()).toContain(number)
  expect(planOf(await story.read(staff, vendorHome, {})).overdueCount).toBe((await overdue()).length)
  planOf(await story.write(operator, recordPayment, { id }))
  expect(await overdue()).not.toContain(number)
  const states = (await listed({ state: 'waiting' })).orders.map((order) => order.state)
  expect(new Set(states)).toEqual(new Set(['waiting']))
  expect((await listed({ state: 'nonsense' })).shown).toBe(0)
})

test('a page past the end is the last page', async () => {
  expect((await listed({ page: 1_000_000 })).page).toBe(1)
  expect((await listed({ page: -1 })).page).toBe(1)
})

test('an order shows its customer, the state of its claim and what was written about it', async () => {
  const { id } = await ordered('Written')
  planOf(await story.write(operator, confirmOrder, { id }))
  const order = planOf(await story.read(staff, vendorOrder, { id }))
  expect(order).toMatchObject({
    customer: { name: 'Written' },
    claim: { address: 'buyer@written.example', used: false },
  })
  expect(order.letters.map((letter) => letter.kind)).toEqual(['order_certificate', 'order_received'])
  expect((await story.read(staff, vendorOrder, { id: randomUUID() })).ok).toBe(false)
  expect((await story.read(staff, vendorOrder, { id: "1'" })).ok).toBe(false)
})

test('an organization’s orders are seen by its administrators and billing contacts, in all and alone', async () => {
  const [customer, other] = [await newCustomer(story, 3), await newCustomer(story, 4)]
  const { organizationId, teamId } = customer
  const slug = await slugOf(organizationId)
  for (const actor of [customer.admin, await somebody(organizationId, 'billing_contact')])
    expect(planOf(await story.read(actor, organizationOrders, { slug, page: 1 }))).toMatchObject({
      ...{ total: 1, mayBuy: true, orders: [{ quantity: 3 }] },
    })
  const others = [
    await somebody(organizationId, 'team_administrator', teamId),
    await somebody(organizationId, 'viewer'),
    await somebody(organizationId, 'purchaser'),
  ]
  for (const actor of [...others, other.admin, anonymous])
    expect((await story.read(actor, organizationOrders, { slug, page: 1 })).ok).toBe(false)
})

function somebody(organizationId: number, role: Role, teamId?: number) {
  const cast = { address: `${role}@hv.example`, name: 'Noor', role }
  return actorWith(story, organizationId, { ...cast, ...(teamId !== undefined && { teamId }) })
}

test('customers are found by name and number and shown with their seats', async () => {
  const customer = await newCustomer(story, 7)
  const found = planOf(
    await story.read(staff, vendorCustomers, { search: String(customer.organizationId), page: 1 }),
  )
  expect(found.customers).toMatchObject([{ id: customer.organizationId, seats: 7, administrators: 1 }])
  const page = planOf(await story.read(staff, vendorCustomer, { id: customer.organizationId }))
  expect(page).toMatchObject({
    seats: { free: 7, invited: 0, connected: 0 },
    people: [{ name: 'Ines Okafor', role: 'administrator', accepted: true }],
    subscriptions: [{ product: 'Loomwright', quantity: 7 }],
  })
  for (const id of [0, Number.NaN, 1.5, 2 ** 53])
    expect((await story.read(staff, vendorCustomer, { id })).ok).toBe(false)
})

test.each([
  ['nobody signed in', anonymous, 'not_signed_in'],
  ['a customer', visitor('ines@harrowvale.example'), 'not_allowed'],
])('%s sees nothing of the vendor’s side', async (_who, actor, code) => {
  const { id } = await ordered('Unseen')
  const answers = [
    await story.read(actor, vendorHome, {}),
    await story.read(actor, vendorOrders, { search: '', state: null, payment: null, page: 1 }),
    await story.read(actor, vendorOrder, { id }),
    await story.read(actor, vendorCustomers, { search: '', page: 1 }),
    await story.read(actor, vendorCustomer, { id: 1_000_001 }),
  ]
  expect(new Set(answers.map((answer) => refusalOf(answer).code))).toEqual(new Set([code]))
})

async function ordered(company: string) {
  const domain = company.toLowerCase().replace(/[^a-z]/g, '')
  const ids = {
    id: randomUUID(),
    token: randomIds.token(),
    productCode: 'LOOM',
    quantity: '25',
    term: 'year',
  }
  const buyer = {
    email: `buyer@${domain || 'x'}.example`,
    name: 'Buyer',
    company,
    country: 'GB',
    locale: 'en-GB',
  }
  return planOf(await story.write(anonymous, placeOrder, { ...ids, ...buyer }))
}

async function listed(query: Partial<Parameters<typeof vendorOrders>[1]>) {
  const all = { search: '', state: null, payment: null, page: 1 }
  return planOf(await story.read(staff, vendorOrders, { ...all, ...query }))
}

async function claimOf(orderId: string): Promise<string> {
  const { rows } = await sql<{ claim: string }>`select letter.facts->>'claim' as claim from letter
    join customer_order on customer_order.number = letter.facts->>'orderNumber'
    where customer_order.id = ${orderId} and kind = 'order_certificate'`.execute(story.database.db)
  return rows[0]?.claim ?? ''
}

async function slugOf(id: number): Promise<string> {
  const { rows } = await sql<{ slug: string }>`select slug from organization where id = ${id}`.execute(
    story.database.db,
  )
  return rows[0]?.slug ?? ''
}
