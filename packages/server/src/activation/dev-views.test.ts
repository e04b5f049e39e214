import { type AccountActor, anonymous, operator } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addRelease } from '../catalog/add-release.ts'
import { randomIds } from '../db/new-id.ts'
import { assign, licenseOf } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { rootKeyOf, withKeys } from '../testing/keys.ts'
import {
  type Customer,
  newCustomer,
  openStory,
  planOf,
  refusalOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { saveCalls } from './call-store.ts'
import { productCalls } from './call-views.ts'
import { devStart } from './dev-views.ts'
import { makeTestCode } from './make-test-code.ts'
import { simulatorPage } from './simulator-views.ts'

let database: TestDatabase
let story: Story
let customer: Customer

const staff: AccountActor = { ...visitor('ravi@fenwick.example', 'Ravi Menon'), staff: 'staff' }
const owner: AccountActor = { ...visitor('maud@fenwick.example', 'Maud Fenwick'), staff: 'owner' }

beforeAll(async () => {
  database = await freshDatabase()
  story = await withKeys(await openStory(database.connection))
  for (const [version, releasedOn] of [
    ['6.10', '2026-09-01'],
    ['6.9', '2025-10-01'],
  ] as const)
    planOf(await story.write(operator, addRelease, { code: 'LOOM', version, releasedOn }))
  customer = await newCustomer(story, 3)
})
afterAll(async () => {
  await story.close()
  await database.drop()
})

describe('the first check', () => {
  test('knows every product that is licensed by itself, its newest release by number, and the root key', async () => {
    const start = planOf(await story.read(staff, devStart, {}))
    expect(start.products).toHaveLength(2)
    expect(start.products).toContainEqual({
      ...{ code: 'LOOM', name: 'Loomwright', version: '6.10', releasedOn: '2026-09-01' },
    })
    expect(start.rootKey).toBe(await rootKeyOf(story))
  })

  test('lets owners alone make a test code, and writes down who did', async () => {
    const allowed = await Promise.all(
      [staff, owner].map(async (one) => planOf(await story.read(one, devStart, {})).mayMakeCodes),
    )
    expect(allowed).toEqual([false, true])
    const asked = { productCode: 'LOOM' }
    expect(refusalOf(await story.write(staff, makeTestCode, asked)).code).toBe('not_allowed')
    const { document } = planOf(await story.write(owner, makeTestCode, asked))
    const { rows } =
      await sql`select actor, license_id, facts from event where what = 'test_code_made'`.execute(
        story.database.db,
      )
    expect(rows).toEqual([
      { actor: 'Maud Fenwick', license_id: document.licenseId, facts: { productCode: 'LOOM' } },
    ])
    expect(document).toMatchObject({
      ...{ licensee: 'Fenwick Tools', products: [{ code: 'LOOM', paidUpTo: '2026-11-15' }] },
    })
  })

  test('makes no test code for a pack or for nothing', async () => {
    for (const productCode of ['ALL', 'NONE', ''])
      expect(refusalOf(await story.write(owner, makeTestCode, { productCode })).code).toBe(
        'product_not_found',
      )
  })
})

describe('the log of calls', () => {
  const all = { product: '', answer: '', search: '', from: '', perPage: 20 }

  beforeAll(async () => {
    const { organizationId } = customer
    const noted = Array.from({ length: 5 }, (_, index) => ({
      ...{ at: new Date(story.now().getTime() + index), call: 'check' as const, release: '6.9', ms: index },
      ...{ productCode: index % 2 === 0 ? 'LOOM' : 'NOPE', facts: { by: 'Ines' } },
      license: index < 3 ? { organizationId, licenseId: `ABCDE1234${index}` } : null,
      answer: index === 4 ? 'revoked' : 'answered',
    }))
    await saveCalls(story.database.db, randomIds, noted)
  })

  test('stands newest first, with the product and the customer by name', async () => {
    const { calls, total, matching, next } = planOf(await story.read(staff, productCalls, all))
    expect([calls.map(({ ms }) => ms), total, matching, next]).toEqual([[4, 3, 2, 1, 0], 5, 5, null])
    expect(calls.map(({ product }) => product)).toEqual([
      'Loomwright',
      'NOPE',
      'Loomwright',
      'NOPE',
      'Loomwright',
    ])
    expect(calls[4]).toMatchObject({ licenseId: 'ABCDE12340', facts: { by: 'Ines' }, answer: 'answered' })
    expect(calls[4]?.customer).toMatch(/^Harrow & Vale/)
  })

  test.each([
    [{ product: 'LOOM' }, 3],
    [{ answer: 'revoked' }, 1],
    [{ product: 'NOPE', answer: 'revoked' }, 0],
    [{ search: 'abcde-12341' }, 1],
    [{ search: '%' }, 5],
  ])('is narrowed by %j to %i', async (filter, count) => {
    const page = planOf(await story.read(staff, productCalls, { ...all, ...filter }))
    expect([page.calls.length, page.matching, page.total]).toEqual([count, count, 5])
  })

  test('goes on where the page before ended', async () => {
    const first = planOf(await story.read(staff, productCalls, { ...all, perPage: 3 }))
    const second = planOf(
      await story.read(staff, productCalls, { ...all, perPage: 3, from: first.next ?? '' }),
    )
    expect([...first.calls, ...second.calls].map(({ ms }) => ms)).toEqual([4, 3, 2, 1, 0])
    expect(second.next).toBeNull()
  })

  test('is the vendor’s alone', async () => {
    expect(refusalOf(await story.read(customer.admin, productCalls, all)).code).toBe('not_allowed')
    expect(refusalOf(await story.read(anonymous, productCalls, all)).code).toBe('not_signed_in')
  })
})

describe('the simulator', () => {
  const played = async (query: { product?: string; license?: string; typed?: object }) =>
    planOf(await story.read(staff, simulatorPage, { product: '', license: '', typed: {}, ...query }))

  test('plays the terms of a license that was sold, by its id however typed', async () => {
    await assign(story, customer, 'amaya@harrowvale.example')
    const id = await licenseOf(story, customer, 'amaya@harrowvale.example')
    const { license, played: play } = await played({
      license: `${id.slice(0, 5).toLowerCase()}-${id.slice(5)}`,
    })
    expect(license?.id).toBe(id)
    expect(play?.defaults).toMatchObject({
      ...{
        start: '2026-11-02',
        paidThrough: '2027-11-01',
        payment: 'settled',
        graceDays: 7,
        offlineDays: 30,
      },
    })
    const result = play?.result.ok ? play.result.plan : null
    expect(result?.release).toBe('6.10')
    expect(result?.points.map(({ day, answers }) => [day, answers.at(-1)?.verdict.kind])).toEqual([
      ['2026-11-01', 'valid'],
      ['2027-11-02', 'grace'],
      ['2027-11-09', 'fallback'],
    ])
  })

  test('plays every product of a pack', async () => {
    const packed = await newCustomer(story, 1, 'ALL')
    await assign(story, packed, 'noor@harrowvale.example')
    const license = await licenseOf(story, packed, 'noor@harrowvale.example')
    const page = await played({ license, product: 'LOOM' })
    expect(page.license?.products.map(({ code }) => code)).toEqual(['FERR', 'LOOM'])
    expect(page.played?.product.code).toBe('LOOM')
  })

  test('says that there is no such license, and goes on with made-up terms', async () => {
    const page = await played({ license: '00000-00000', product: 'LOOM' })
    expect([page.license, page.unknownLicense, page.played?.product.name]).toEqual([null, true, 'Loomwright'])
  })

  test('plays a product without releases as if its first came out with the license', async () => {
    const { played: play } = await played({ product: 'FERR' })
    expect(play?.defaults.releases).toEqual([{ version: '1.0', releasedOn: play?.defaults.start }])
  })

  test('answers wrong terms with what is wrong', async () => {
    const { played: play } = await played({ typed: { start: 'soon', day: '2026-13-01' } })
    const refusal = play?.result.ok === false ? play.result.refusal : null
    expect(refusal?.fields.map(({ field }) => field)).toEqual(['start', 'day'])
  })
})
