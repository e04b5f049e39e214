import { randomUUID } from 'node:crypto'
import { anonymous, operator } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { randomIds } from '../db/new-id.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { handSale, openShop, orderForm, type Shop } from '../testing/shop.ts'
import { dump, planOf, refusalOf, visitor } from '../testing/story.ts'
import { placeOrder } from './place-order.ts'
import { sellByHand } from './sell-by-hand.ts'
import { cancelOrder, confirmOrder, recordPayment } from './settle-order.ts'

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

describe('an order by somebody new', () => {
  test('waits for the vendor to confirm it, and tells both', async () => {
    await shop.releaseInvoices('confirm')
    const form = orderForm()
    const placed = planOf(await shop.write(anonymous, placeOrder, form))

    expect(await shop.orderRow(placed.id)).toMatchObject({
      state: 'waiting',
      payment: 'unpaid',
      net_minor: 472_500,
    })
    expect(await shop.lettersOf(placed.number)).toEqual([['order_received', form.email]])
    expect(await shop.countRows('organization', 'name', form.company)).toBe(0)
  })

  test('becomes licenses in one act when it is confirmed, twice over or not', async () => {
    await shop.releaseInvoices('confirm')
    const form = orderForm()
    const { id, number } = planOf(await shop.write(anonymous, placeOrder, form))
    const both = await Promise.all([
      shop.write(operator, confirmOrder, { id }),
      shop.write(operator, confirmOrder, { id }),
    ])

    expect(both.map(planOf).sort()).toEqual(['already', 'done'])
    const order = await shop.orderRow(id)
    expect(order).toMatchObject({ state: 'fulfilled', payment: 'unpaid' })
    expect(await shop.licensesOf(Number(order.organization_id))).toEqual({
      licenses: 25,
      places: '1-25',
      free: 25,
      total: 25,
    })
    expect(await shop.teamNames(Number(order.organization_id))).toEqual([form.company])
    expect(await shop.lettersOf(number)).toEqual([
      ['order_certificate', form.email],
      ['order_received', form.email],
    ])
  })

  test('becomes licenses at once where the vendor says so', async () => {
    await shop.releaseInvoices('at_once')
    const { id } = planOf(await shop.write(anonymous, placeOrder, orderForm()))
    expect(await shop.orderRow(id)).toMatchObject({ state: 'fulfilled', payment: 'unpaid' })
  })

  test('waits for its payment where the vendor says so, and is delivered with it', async () => {
    await shop.releaseInvoices('after_payment')
    const { id } = planOf(await shop.write(anonymous, placeOrder, orderForm()))
    expect(await shop.orderRow(id)).toMatchObject({ state: 'waiting' })

    expect(planOf(await shop.write(operator, recordPayment, { id, note: 'bank, 2 Nov' }))).toBe('done')
    expect(planOf(await shop.write(operator, recordPayment, { id }))).toBe('already')
    expect(await shop.orderRow(id)).toMatchObject({
      state: 'fulfilled',
      payment: 'paid',
      payment_note: 'bank, 2 Nov',
    })
    expect(await shop.subscriptionOf(id)).toMatchObject({
      payment: 'paid',
      quantity: 25,
      paid_through: '2027-11-01',
    })
  })

  test('sent twice is one order, and the second sender learns nothing without its token (O-61)', async () => {
    await shop.releaseInvoices('confirm')
    const form = orderForm()
    const [first, second] = await Promise.all([
      shop.write(anonymous, placeOrder, form),
      shop.write(anonymous, placeOrder, form),
    ])

    expect(planOf(first).number).toBe(planOf(second).number)
    expect([planOf(first).isNew, planOf(second).isNew].sort()).toEqual([false, true])
    const stolen = { ...form, token: randomIds.token() }
    expect(refusalOf(await shop.write(anonymous, placeOrder, stolen))).toMatchObject({
      code: 'form_already_used',
    })
  })

  test('gets a number of the year without a gap, whatever arrives at once', async () => {
    const forms = Array.from({ length: 8 }, () => orderForm())
    const placed = await Promise.all(forms.map((form) => shop.write(anonymous, placeOrder, form)))
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
  ])('with a wrong %s is refused by naming the field, and nothing is kept (O-57)', async (field, wrong) => {
    const before = await dump(shop)
    const refusal = refusalOf(await shop.write(anonymous, placeOrder, { ...orderForm(), ...wrong }))
    expect(refusal).toMatchObject({ code: 'fields_wrong', fields: [{ field }] })
    expect(await dump(shop)).toEqual(before)
  })

  test('of what is not sold is refused', async () => {
    const unknown = await shop.write(anonymous, placeOrder, { ...orderForm(), productCode: 'NONE' })
    expect(refusalOf(unknown)).toMatchObject({ code: 'product_not_found' })
    const monthly = await shop.write(anonymous, placeOrder, { ...orderForm(), term: 'month' })
    expect(refusalOf(monthly)).toMatchObject({ code: 'product_not_sold' })
  })

  test('can be cancelled until it is delivered, and the buyer is told', async () => {
    await shop.releaseInvoices('confirm')
    const form = orderForm()
    const { id, number } = planOf(await shop.write(anonymous, placeOrder, form))
    expect(planOf(await shop.write(operator, cancelOrder, { id, note: 'Sold out' }))).toBe('done')
    expect(planOf(await shop.write(operator, cancelOrder, { id }))).toBe('already')
    expect(refusalOf(await shop.write(operator, confirmOrder, { id }))).toMatchObject({
      code: 'order_cancelled',
    })
    expect(refusalOf(await shop.write(operator, recordPayment, { id }))).toMatchObject({
      code: 'order_cancelled',
    })
    expect((await shop.lettersOf(number)).map(([kind]) => kind)).toEqual([
      'order_cancelled',
      'order_received',
    ])
  })

  test('once delivered is not cancelled', async () => {
    const { id } = await shop.sold()
    expect(refusalOf(await shop.write(operator, cancelOrder, { id }))).toMatchObject({
      code: 'order_fulfilled',
    })
  })

  test('of the same company name gets an address of its own', async () => {
    const company = 'Kelso & Söhne'
    const slugs = []
    for (const form of [orderForm({ company }), orderForm({ company })]) {
      const { organizationId } = await shop.sold(form)
      slugs.push((await shop.rowsOf('organization', 'id', organizationId))[0]?.slug)
    }
    expect(slugs).toEqual(['kelso-and-soehne', 'kelso-and-soehne-2'])
  })
})

describe('the orders page is the vendor’s', () => {
  test.each([
    ['nobody signed in', anonymous, 'not_signed_in'],
    ['a customer', visitor('ines@elsewhere.example'), 'not_allowed'],
  ])('%s neither confirms, cancels, pays nor sells', async (_who, actor, code) => {
    const { id } = planOf(await shop.write(anonymous, placeOrder, orderForm()))
    const answers = [
      await shop.write(actor, confirmOrder, { id }),
      await shop.write(actor, cancelOrder, { id }),
      await shop.write(actor, recordPayment, { id }),
      await shop.write(actor, sellByHand, handSale({ kind: 'known', organizationId: 1 })),
    ]
    expect(answers.map((one) => refusalOf(one).code)).toEqual([code, code, code, code])
  })

  test('an order nobody placed is not found, whatever its id looks like', async () => {
    for (const id of [randomUUID(), 'x', ''])
      expect(refusalOf(await shop.write(operator, confirmOrder, { id })).code).toBe('order_not_found')
  })
})
