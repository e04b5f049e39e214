import { randomUUID } from 'node:crypto'
import { type AccountActor, anonymous, operator } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tokenHash } from '../access/session-cookie.ts'
import { setPrice } from '../catalog/set-price.ts'
import { randomIds } from '../db/new-id.ts'
import { changeVendorSettings } from '../teams/change-vendor-settings.ts'
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
import { buyForOrganization } from './buy-for-organization.ts'
import { type PlaceOrder, placeOrder } from './place-order.ts'
import { sellByHand } from './sell-by-hand.ts'
import { sendFreshClaim } from './send-fresh-claim.ts'
import { cancelOrder, confirmOrder, recordPayment } from './settle-order.ts'

let database: TestDatabase
let story: Story
let companies = 0

beforeAll(async () => {
  database = await freshDatabase()
  story = await openStory(database.connection)
  planOf(await story.write(operator, setPrice, { code: 'LOOM', term: 'year', price: '189' }))
})
afterAll(async () => {
  await story.close()
  await database.drop()
})

describe('an order by somebody new', () => {
  test('waits for the vendor to confirm it, and tells both', async () => {
    await releaseInvoices('confirm')
    const form = orderForm()
    const placed = planOf(await story.write(anonymous, placeOrder, form))

    expect(await orderRow(placed.id)).toMatchObject({
      state: 'waiting',
      payment: 'unpaid',
      net_minor: 472_500,
    })
    expect(await lettersOf(placed.number)).toEqual([['order_received', form.email]])
    expect(await countRows('organization', 'name', form.company)).toBe(0)
  })

  test('becomes licenses in one act when it is confirmed, twice over or not', async () => {
    await releaseInvoices('confirm')
    const form = orderForm()
    const { id, number } = planOf(await story.write(anonymous, placeOrder, form))
    const both = await Promise.all([
      story.write(operator, confirmOrder, { id }),
      story.write(operator, confirmOrder, { id }),
    ])

    expect(both.map(planOf).sort()).toEqual(['already', 'done'])
    const order = await orderRow(id)
    expect(order).toMatchObject({ state: 'fulfilled', payment: 'unpaid' })
    expect(await licensesOf(Number(order.organization_id))).toEqual({
      licenses: 25,
      places: '1-25',
      free: 25,
      total: 25,
    })
    expect(await teamNames(Number(order.organization_id))).toEqual([form.company])
    expect(await lettersOf(number)).toEqual([
      ['order_certificate', form.email],
      ['order_received', form.email],
    ])
  })

  test('becomes licenses at once where the vendor says so', async () => {
    await releaseInvoices('at_once')
    const { id } = planOf(await story.write(anonymous, placeOrder, orderForm()))
    expect(await orderRow(id)).toMatchObject({ state: 'fulfilled', payment: 'unpaid' })
  })

  test('waits for its payment where the vendor says so, and is delivered with it', async () => {
    await releaseInvoices('after_payment')
    const { id } = planOf(await story.write(anonymous, placeOrder, orderForm()))
    expect(await orderRow(id)).toMatchObject({ state: 'waiting' })

    expect(planOf(await story.write(operator, recordPayment, { id, note: 'bank, 2 Nov' }))).toBe('done')
    expect(planOf(await story.write(operator, recordPayment, { id }))).toBe('already')
    expect(await orderRow(id)).toMatchObject({
      state: 'fulfilled',
      payment: 'paid',
      payment_note: 'bank, 2 Nov',
    })
    expect(await subscriptionOf(id)).toMatchObject({
      payment: 'paid',
      quantity: 25,
      paid_through: '2027-11-01',
    })
  })

  test('sent twice is one order, and the second sender learns nothing without its token', async () => {
    await releaseInvoices('confirm')
    const form = orderForm()
    const [first, second] = await Promise.all([
      story.write(anonymous, placeOrder, form),
      story.write(anonymous, placeOrder, form),
    ])

    expect(planOf(first).number).toBe(planOf(second).number)
    expect([planOf(first).isNew, planOf(second).isNew].sort()).toEqual([false, true])
    const stolen = { ...form, token: randomIds.token() }
    expect(refusalOf(await story.write(anonymous, placeOrder, stolen))).toEqual({ code: 'form_already_used' })
  })

  test('gets a number of the year without a gap, whatever arrives at once', async () => {
    const forms = Array.from({ length: 8 }, () => orderForm())
    const placed = await Promise.all(forms.map((form) => story.write(anonymous, placeOrder, form)))
    const numbers = placed.map((one) => Number(planOf(one).number.replace('2026-', ''))).sort((a, b) => a - b)
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index))
  })

  test.each([
    ['quantity', { quantity: '0' }],
    ['quantity', { quantity: '2147483648' }],
    ['email', { email: 'ines.harrowvale.example' }],
    ['company', { company: 'Harrow\u0000Vale' }],
    ['name', { name: '\ud800' }],
    ['country', { country: 'XX' }],
    ['poNumber', { poNumber: 'x'.repeat(51) }],
    ['managerEmail', { managerEmail: 'nobody@' }],
    ['id', { id: 'again' }],
    ['token', { token: 'guess' }],
  ])('with a wrong %s is refused by naming the field, and nothing is kept', async (field, wrong) => {
    const before = await dump(story)
    const refusal = refusalOf(await story.write(anonymous, placeOrder, { ...orderForm(), ...wrong }))
    expect(refusal).toMatchObject({ code: 'fields_wrong', fields: [{ field }] })
    expect(await dump(story)).toEqual(before)
  })

  test('of what is not sold is refused', async () => {
    const unknown = await story.write(anonymous, placeOrder, { ...orderForm(), productCode: 'NONE' })
    expect(refusalOf(unknown)).toEqual({ code: 'product_not_found' })
    const monthly = await story.write(anonymous, placeOrder, { ...orderForm(), term: 'month' })
    expect(refusalOf(monthly)).toEqual({ code: 'product_not_sold' })
  })

  test('can be cancelled until it is delivered, and the buyer is told', async () => {
    await releaseInvoices('confirm')
    const form = orderForm()
    const { id, number } = planOf(await story.write(anonymous, placeOrder, form))
    expect(planOf(await story.write(operator, cancelOrder, { id, note: 'Sold out' }))).toBe('done')
    expect(planOf(await story.write(operator, cancelOrder, { id }))).toBe('already')
    expect(refusalOf(await story.write(operator, confirmOrder, { id }))).toEqual({ code: 'order_cancelled' })
    expect(refusalOf(await story.write(operator, recordPayment, { id }))).toEqual({ code: 'order_cancelled' })
    expect((await lettersOf(number)).map(([kind]) => kind)).toEqual(['order_cancelled', 'order_received'])
  })

  test('once delivered is not cancelled', async () => {
    const { id } = await sold()
    expect(refusalOf(await story.write(operator, cancelOrder, { id }))).toEqual({ code: 'order_fulfilled' })
  })

  test('of the same company name gets an address of its own', async () => {
    const company = 'Kelso & Söhne'
    const slugs = []
    for (const form of [orderForm({ company }), orderForm({ company })]) {
      const { organizationId } = await sold(form)
      slugs.push((await rowsOf('organization', 'id', organizationId))[0]?.slug)
    }
    expect(slugs).toEqual(['kelso-and-soehne', 'kelso-and-soehne-2'])
  })
})

describe('the orders page is the vendor’s', () => {
  test.each([
    ['nobody signed in', anonymous, 'not_signed_in'],
    ['a customer', visitor('ines@elsewhere.example'), 'not_allowed'],
  ])('%s neither confirms, cancels, pays nor sells', async (_who, actor, code) => {
    const { id } = planOf(await story.write(anonymous, placeOrder, orderForm()))
    const answers = [
      await story.write(actor, confirmOrder, { id }),
      await story.write(actor, cancelOrder, { id }),
      await story.write(actor, recordPayment, { id }),
      await story.write(actor, sellByHand, handSale({ kind: 'known', organizationId: 1 })),
    ]
    expect(answers.map((one) => refusalOf(one).code)).toEqual([code, code, code, code])
  })

  test('an order nobody placed is not found, whatever its id looks like', async () => {
    for (const id of [randomUUID(), 'x', ''])
      expect(refusalOf(await story.write(operator, confirmOrder, { id })).code).toBe('order_not_found')
  })
})

describe('a claim', () => {
  test('makes the owner of the order’s address the administrator, once', async () => {
    const { claim, form, organizationId } = await sold()
    const buyer = visitor(form.email)
    const claimed = planOf(await story.write(buyer, acceptClaim, { token: claim }))
    expect(claimed.organizationId).toBe(organizationId)
    expect(await grantsOf(organizationId)).toEqual([['administrator', form.email, true]])

    const raised = { ...buyer, grants: [grant(organizationId, 'administrator')] } satisfies AccountActor
    expect(planOf(await story.write(raised, acceptClaim, { token: claim }))).toEqual(claimed)
    expect(refusalOf(await story.write(buyer, acceptClaim, { token: claim }))).toEqual({ code: 'claim_used' })
  })

  test('pressed twice at once is used once', async () => {
    const { claim, form, organizationId } = await sold()
    const press = () => story.write(visitor(form.email), acceptClaim, { token: claim })
    const answers = await Promise.all([press(), press()])
    expect(answers.filter((one) => one.ok)).toHaveLength(1)
    expect(await grantsOf(organizationId)).toHaveLength(1)
  })

  test('does nothing for the owner of another address', async () => {
    const { claim, organizationId } = await sold()
    const other = visitor('mallory@evil.example')
    const refusal = refusalOf(await story.write(other, acceptClaim, { token: claim }))
    expect(refusal).toEqual({ code: 'claim_for_another_address' })
    expect(refusalOf(await story.write(anonymous, acceptClaim, { token: claim }))).toEqual(refusal)
    expect(await grantsOf(organizationId)).toEqual([])
  })

  test('goes to whoever the buyer named, and the buyer is told so', async () => {
    const manager = 'pekka@harrowvale.example'
    const { claim, number, form, organizationId } = await sold(orderForm({ managerEmail: manager }))
    expect(await lettersOf(number)).toEqual([
      ['licenses_to_manage', manager],
      ['order_certificate', form.email],
    ])
    expect((await story.write(visitor(form.email), acceptClaim, { token: claim })).ok).toBe(false)
    planOf(await story.write(visitor(manager, 'Pekka Lahtinen'), acceptClaim, { token: claim }))
    expect(await grantsOf(organizationId)).toEqual([['administrator', manager, true]])
  })

  test('too old is replaced by a fresh one to the order’s address, and the old one stays dead', async () => {
    const { claim, form, number, organizationId } = await sold()
    story.pass({ days: 15 })
    const buyer = visitor(form.email)
    expect(refusalOf(await story.write(buyer, acceptClaim, { token: claim }))).toEqual({
      code: 'claim_too_old',
    })

    planOf(await story.write(anonymous, sendFreshClaim, { claim }))
    expect(await lettersOf(number)).toContainEqual(['fresh_claim', form.email])
    const fresh = await claimIn(number, 'fresh_claim')
    expect(refusalOf(await story.write(buyer, acceptClaim, { token: claim }))).toEqual({
      code: 'claim_too_old',
    })
    planOf(await story.write(buyer, acceptClaim, { token: fresh }))
    expect(await grantsOf(organizationId)).toHaveLength(1)
  })

  test('asked for afresh answers the same whether or not there is one', async () => {
    const { claim, form, number, token } = await sold()
    expect(planOf(await story.write(anonymous, sendFreshClaim, { claim: randomIds.token() }))).toBe(
      'answered',
    )
    planOf(await story.write(visitor(form.email), acceptClaim, { token: claim }))
    expect(planOf(await story.write(anonymous, sendFreshClaim, { claim }))).toBe('answered')
    expect(planOf(await story.write(anonymous, sendFreshClaim, { order: token }))).toBe('answered')
    expect((await lettersOf(number)).map(([kind]) => kind)).not.toContain('fresh_claim')
  })

  test('asked for afresh sends three letters an hour and no more', async () => {
    const { claim } = await sold()
    const answers = []
    for (let n = 0; n < 4; n++) answers.push(await story.write(anonymous, sendFreshClaim, { claim }))
    expect(answers.map((one) => one.ok)).toEqual([true, true, true, false])
    story.pass({ minutes: 61 })
    expect((await story.write(anonymous, sendFreshClaim, { claim })).ok).toBe(true)
  })
})

describe('an administrator who buys', () => {
  test('has the licenses at once although unknown buyers wait, in the team named', async () => {
    await releaseInvoices('confirm')
    const { admin, organizationId, teamId } = await newCustomer(story, 3)
    const form = { ...buyForm(organizationId), teamId }
    const { id } = planOf(await story.write(admin, buyForOrganization, form))
    expect(await orderRow(id)).toMatchObject({ state: 'fulfilled', organization_id: organizationId })
    expect(await licensesOf(organizationId)).toMatchObject({ licenses: 8, places: '1-8', free: 8 })
    expect(await countRows('claim', 'order_id', id)).toBe(0)
  })

  test('may open a new team with them', async () => {
    const { admin, organizationId } = await newCustomer(story, 1)
    const form = { ...buyForm(organizationId), newTeamName: 'Mobile' }
    planOf(await story.write(admin, buyForOrganization, form))
    expect(await teamNames(organizationId)).toContain('Mobile')
    const nameless = { ...buyForm(organizationId), newTeamName: ' ' }
    expect(refusalOf(await story.write(admin, buyForOrganization, nameless))).toMatchObject({
      fields: [{ field: 'newTeamName', code: 'text_missing' }],
    })
  })

  test('waits for the payment where all is paid first', async () => {
    await releaseInvoices('after_payment')
    const { admin, organizationId } = await newCustomer(story, 1)
    const { id } = planOf(await story.write(admin, buyForOrganization, buyForm(organizationId)))
    expect(await orderRow(id)).toMatchObject({ state: 'waiting' })
    await releaseInvoices('confirm')
  })

  test('cannot buy for another organization, nor into another’s team', async () => {
    const [one, other] = [await newCustomer(story, 1), await newCustomer(story, 1)]
    const before = await dump(story)
    const elsewhere = await story.write(one.admin, buyForOrganization, buyForm(other.organizationId))
    expect(refusalOf(elsewhere)).toEqual({ code: 'organization_not_found' })
    const wrongTeam = { ...buyForm(one.organizationId), teamId: other.teamId }
    expect(refusalOf(await story.write(one.admin, buyForOrganization, wrongTeam))).toEqual({
      code: 'team_not_found',
    })
    expect(await dump(story)).toEqual(before)
  })

  test.each(['viewer', 'team_administrator'] as const)('as a %s is refused', async (role) => {
    const { organizationId, teamId } = await newCustomer(story, 1)
    const scope = role === 'viewer' ? {} : { teamId }
    const actor = await actorWith(story, organizationId, {
      address: `${role}@hv.example`,
      name: 'Noor',
      role,
      ...scope,
    })
    const answer = await story.write(actor, buyForOrganization, buyForm(organizationId))
    expect(refusalOf(answer)).toEqual({ code: 'organization_not_found' })
  })
})

describe('a sale by hand', () => {
  test('to somebody new gives licenses and a claim', async () => {
    const buyer = buyerForm()
    const sale = planOf(await story.write(operator, sellByHand, handSale({ kind: 'new', ...buyer })))
    expect(await orderRow(sale.id)).toMatchObject({
      state: 'fulfilled',
      payment: 'unpaid',
      placed_by: 'operator',
    })
    expect(await lettersOf(sale.number)).toEqual([['order_certificate', buyer.email]])
    expect(await countRows('claim', 'order_id', sale.id)).toBe(1)
  })

  test('to a customer takes the price agreed on and goes to its first administrator', async () => {
    const { organizationId, admin } = await newCustomer(story, 1)
    const request = { ...handSale({ kind: 'known', organizationId }), unitPrice: '150,50', paid: true }
    const sale = planOf(await story.write(operator, sellByHand, request))
    expect(await orderRow(sale.id)).toMatchObject({ net_minor: 60_200, payment: 'paid' })
    expect(await subscriptionOf(sale.id)).toMatchObject({ unit_minor: 15_050, payment: 'paid' })
    expect(await lettersOf(sale.number)).toEqual([['order_certificate', admin.addresses[0]?.address]])
  })

  test('sent twice sells once', async () => {
    const request = handSale({ kind: 'new', ...buyerForm() })
    const both = [
      planOf(await story.write(operator, sellByHand, request)),
      planOf(await story.write(operator, sellByHand, request)),
    ]
    expect(both[0]).toEqual(both[1])
  })

  test('names every wrong field of customer and sale together', async () => {
    const wrong = {
      ...handSale({ kind: 'new', ...buyerForm(), email: '' }),
      quantity: '1.5',
      unitPrice: 'cheap',
    }
    const refusal = refusalOf(await story.write(operator, sellByHand, wrong))
    expect((refusal.fields as { field: string }[]).map(({ field }) => field)).toEqual([
      'email',
      'quantity',
      'unitPrice',
    ])
  })
})

function buyerForm() {
  companies += 1
  const email = `ines.okafor@hv${companies}.example`
  return { email, name: 'Ines Okafor', company: `Harrow & Vale Holding ${companies}`, country: 'GB' }
}

function orderForm(changes: Partial<PlaceOrder> = {}): PlaceOrder {
  return {
    ...{ id: randomUUID(), token: randomIds.token(), productCode: 'LOOM', quantity: '25', term: 'year' },
    ...{ ...buyerForm(), locale: 'en-GB' },
    ...changes,
  }
}

function buyForm(organizationId: number) {
  const ids = { id: randomUUID(), token: randomIds.token() }
  return { organizationId, ...ids, productCode: 'LOOM', quantity: '5', term: 'year' }
}

function handSale(customer: Parameters<typeof sellByHand>[1]['customer']) {
  return { id: randomUUID(), productCode: 'LOOM', customer, quantity: '4', term: 'year', paid: false }
}

/** An order delivered at once, with the secrets only its letters carry. */
async function sold(form = orderForm()) {
  await releaseInvoices('at_once')
  const { id, number, token } = planOf(await story.write(anonymous, placeOrder, form))
  await releaseInvoices('confirm')
  const organizationId = Number((await orderRow(id)).organization_id)
  const claim = await claimIn(number, form.managerEmail ? 'licenses_to_manage' : 'order_certificate')
  expect(await rowsOf('claim', 'token_hash', tokenHash(claim))).toHaveLength(1)
  return { id, number, token, form, organizationId, claim }
}

async function claimIn(number: string, kind: string): Promise<string> {
  const { rows } = await sql<{ claim: string }>`select facts->>'claim' as claim from letter
    where kind = ${kind} and facts->>'orderNumber' = ${number} order by id desc`.execute(story.database.db)
  return rows[0]?.claim ?? ''
}

async function releaseInvoices(invoiceRelease: 'confirm' | 'at_once' | 'after_payment') {
  const rules = { invoiceDays: '30', undoMinutes: '10', letterMinutes: '2', coolDownDays: '0' }
  const place = { country: 'GB', timeZone: 'Europe/London', locale: 'en-GB' }
  const request = {
    name: 'Fenwick Tools',
    replyTo: 'sales@fenwick.example',
    invoiceRelease,
    ...rules,
    ...place,
  }
  planOf(await story.write(operator, changeVendorSettings, request))
}

async function rowsOf(table: string, column: string, value: unknown): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}
    where ${sql.ref(column)} = ${value}`.execute(story.database.db)
  return rows
}

const countRows = async (table: string, column: string, value: unknown) =>
  (await rowsOf(table, column, value)).length
const orderRow = async (id: string) => (await rowsOf('customer_order', 'id', id))[0] ?? {}
const subscriptionOf = async (orderId: string) => (await rowsOf('subscription', 'order_id', orderId))[0] ?? {}
const teamNames = async (organizationId: number) =>
  (await rowsOf('team', 'organization_id', organizationId)).map((team) => team.name)

async function licensesOf(organizationId: number) {
  const { rows } = await sql`select count(*) as licenses, min(position) || '-' || max(position) as places,
    (select sum(free)::bigint from pool where organization_id = ${organizationId}) as free,
    (select sum(total)::bigint from pool where organization_id = ${organizationId}) as total
    from license where organization_id = ${organizationId}`.execute(story.database.db)
  return rows[0]
}

async function grantsOf(organizationId: number) {
  const { rows } = await sql<{ role: string; address: string; accepted: boolean }>`
    select role, address, accepted_at is not null as accepted from role_grant join person
      on person.organization_id = role_grant.organization_id and person.id = role_grant.person_id
    where role_grant.organization_id = ${organizationId}`.execute(story.database.db)
  return rows.map((row) => [row.role, row.address, row.accepted])
}

async function lettersOf(number: string): Promise<[string, string][]> {
  const { rows } = await sql<{ kind: string; to_address: string }>`select kind, to_address from letter
    where facts->>'orderNumber' = ${number} and kind <> 'order_to_confirm' order by kind`.execute(
    story.database.db,
  )
  return rows.map((row) => [row.kind, row.to_address])
}

function grant(organizationId: number, role: 'administrator') {
  return { organizationId, teamId: null, personId: randomUUID(), role }
}
