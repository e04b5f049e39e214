import { type AccountActor, anonymous, operator } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { dump, openStory, planOf, refusalOf, type Story, visitor } from '../testing/story.ts'
import { addPack, addProduct } from './add-product.ts'
import { addRelease } from './add-release.ts'
import { changeProduct } from './change-product.ts'
import { setPrice } from './set-price.ts'
import { shopFront, shopProduct } from './shop-views.ts'
import { vendorProduct, vendorProducts } from './vendor-views.ts'

let database: TestDatabase
let story: Story

beforeAll(async () => {
  database = await freshDatabase()
  story = await openStory(database.connection)
})
afterAll(async () => {
  await story.close()
  await database.drop()
})

const staff: AccountActor = { ...visitor('ravi@fenwick.example', 'Ravi Menon'), staff: 'staff' }

test('a product gets a code and an address of its own, proposed from its name', async () => {
  const first = planOf(await story.write(staff, addProduct, { name: 'Loomcraft', code: '' }))
  const second = planOf(await story.write(staff, addProduct, { name: 'Loomcraft' }))
  expect(first).toMatchObject({ code: 'LOOM2', slug: 'loomcraft' })
  expect(second).toMatchObject({ code: 'LOOM3', slug: 'loomcraft-2' })
})

test('a code that is taken is refused at its field', async () => {
  const refusal = refusalOf(await story.write(staff, addProduct, { name: 'Another', code: 'loom' }))
  expect(refusal).toEqual({
    code: 'fields_wrong',
    fields: [{ code: 'product_code_taken', field: 'code' }],
  })
})

test.each([[[]], [['NONE']], [['ALL']]])('a pack cannot contain %j', async (members) => {
  const before = await dump(story)
  const refusal = refusalOf(await story.write(staff, addPack, { name: 'Odd pack', members }))
  expect(refusal).toMatchObject({ fields: [{ code: 'pack_members_wrong', field: 'members' }] })
  expect(await dump(story)).toEqual(before)
})

describe('the shop', () => {
  test('sells what has a price in the vendor’s currency, and says what a pack contains', async () => {
    planOf(await story.write(staff, setPrice, { code: 'LOOM', term: 'year', price: '189' }))
    planOf(await story.write(staff, setPrice, { code: 'LOOM', term: 'month', price: '19.50' }))
    planOf(await story.write(staff, setPrice, { code: 'ALL', term: 'year', price: '389' }))
    planOf(await story.write(staff, addRelease, { code: 'LOOM', version: '6.9', releasedOn: '2026-03-01' }))
    planOf(await story.write(staff, addRelease, { code: 'LOOM', version: '6.10', releasedOn: '2026-03-01' }))

    const { products } = await story.read(anonymous, shopFront, {})
    expect(products.map((product) => product.code)).toEqual(['LOOM', 'ALL'])
    expect(products[1]).toMatchObject({ contains: ['Ferrule', 'Loomwright'] })
    expect(planOf(await story.read(anonymous, shopProduct, { slug: 'loomwright' }))).toMatchObject({
      latestVersion: '6.10',
      prices: [
        { term: 'year', minor: 18_900, currency: 'GBP' },
        { term: 'month', minor: 1_950, currency: 'GBP' },
      ],
    })
  })

  test('does not sell what is archived or has lost its price', async () => {
    planOf(await story.write(staff, setPrice, { code: 'FERR', term: 'year', price: '99' }))
    planOf(await story.write(staff, changeProduct, { code: 'FERR', name: 'Ferrule', archived: true }))
    expect((await story.read(anonymous, shopProduct, { slug: 'ferrule' })).ok).toBe(false)
    planOf(await story.write(staff, changeProduct, { code: 'FERR', name: 'Ferrule', archived: false }))
    expect((await story.read(anonymous, shopProduct, { slug: 'ferrule' })).ok).toBe(true)
    planOf(await story.write(staff, setPrice, { code: 'FERR', term: 'year', price: ' ' }))
    expect((await story.read(anonymous, shopProduct, { slug: 'ferrule' })).ok).toBe(false)
  })

  test('has nothing at an address nobody gave', async () => {
    expect((await story.read(anonymous, shopProduct, { slug: "x'; drop" })).ok).toBe(false)
  })
})

test('the catalog shows prices by step, releases newest first, and what a pack contains', async () => {
  const discounts = { yearTwoPercent: '20', yearThreePercent: '40' }
  planOf(await story.write(staff, setPrice, { code: 'LOOM', term: 'year', price: '200', ...discounts }))
  planOf(
    await story.write(staff, changeProduct, {
      code: 'ALL',
      name: 'Pack',
      archived: false,
      members: ['LOOM'],
    }),
  )
  expect(planOf(await story.read(staff, vendorProduct, { code: 'LOOM' }))).toMatchObject({
    prices: [
      { term: 'year', minors: [20_000, 16_000, 12_000] },
      { term: 'month', minors: [1_950, 1_950, 1_950] },
    ],
    releases: [{ version: '6.10' }, { version: '6.9' }],
  })
  expect(planOf(await story.read(staff, vendorProduct, { code: 'ALL' }))).toMatchObject({
    name: 'Pack',
    members: ['LOOM'],
  })
  const { products } = planOf(await story.read(staff, vendorProducts, {}))
  expect(products.find((product) => product.code === 'LOOM')).toMatchObject({
    latestVersion: '6.10',
    yearMinor: 20_000,
  })
})

test.each([
  ['an archived release day', addRelease, { code: 'LOOM', version: '7', releasedOn: '2026-02-30' }],
  ['a price', setPrice, { code: 'LOOM', term: 'week', price: '1' }],
])('wrong fields of %s change nothing', async (_what, operation, request) => {
  const before = await dump(story)
  const answer = await story.write(staff, operation as typeof setPrice, request as never)
  expect(refusalOf(answer).code).toBe('fields_wrong')
  expect(await dump(story)).toEqual(before)
})

test.each([
  ['nobody signed in', anonymous, 'not_signed_in'],
  ['a customer', visitor('ines@harrowvale.example'), 'not_allowed'],
])('%s cannot touch or see the catalog’s back', async (_who, actor, code) => {
  const answers = [
    await story.write(actor, addProduct, { name: 'Mine' }),
    await story.write(actor, addPack, { name: 'Mine', members: ['LOOM'] }),
    await story.write(actor, changeProduct, { code: 'LOOM', name: 'Mine', archived: true }),
    await story.write(actor, setPrice, { code: 'LOOM', term: 'year', price: '1' }),
    await story.write(actor, addRelease, { code: 'LOOM', version: '9.9', releasedOn: '2026-01-01' }),
    await story.read(actor, vendorProducts, {}),
    await story.read(actor, vendorProduct, { code: 'LOOM' }),
  ]
  expect(new Set(answers.map((answer) => refusalOf(answer).code))).toEqual(new Set([code]))
})

test('the operator may do what staff may', async () => {
  expect((await story.write(operator, addProduct, { name: 'By hand' })).ok).toBe(true)
})
