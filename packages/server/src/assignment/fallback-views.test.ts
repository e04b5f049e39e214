import { dateFrom } from '@claviger/core/kernel/calendar'
import { operator } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { saveRelease } from '../catalog/store.ts'
import { assign, licenseOf, pageOf } from '../testing/acts.ts'
import { countStatements } from '../testing/count-statements.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import {
  buySeats,
  type Customer,
  newCustomer,
  openStory,
  planOf,
  refusalOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { licenseFallback } from './fallback-views.ts'
import { licensesPage } from './license-views.ts'

let place: TestDatabase
let story: Story

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
  for (const [productCode, version, releasedOn] of [
    ['LOOM', '6.1', '2026-01-10'],
    ['LOOM', '6.2', '2026-10-01'],
    ['LOOM', '6.3', '2027-03-01'],
    ['FERR', '2.0', '2026-09-01'],
  ] as const)
    await story.write(operator, saveRelease, { productCode, version, releasedOn: dateFrom(releasedOn) })
})
afterAll(async () => {
  await story.close()
  await place.drop()
})

const address = 'amaya@harrowvale.example'

async function heldBy(customer: Customer): Promise<{ organizationId: number; licenseId: string }> {
  await assign(story, customer, address)
  return { organizationId: customer.organizationId, licenseId: await licenseOf(story, customer, address) }
}

describe('what stays of a license', () => {
  test('is told to whoever holds it and to its administrators, product by product', async () => {
    const pack = await newCustomer(story, 2, 'ALL')
    const license = await heldBy(pack)
    for (const actor of [pack.admin, visitor(address)]) {
      const { products } = planOf(await story.read(actor, licenseFallback, license))
      expect(products.map(({ code, story: told }) => [code, told.kept])).toEqual([
        ['FERR', { kind: 'version', version: '2.0' }],
        ['LOOM', { kind: 'version', version: '6.2' }],
      ])
    }
  })

  test('is nobody else’s business', async () => {
    const license = await heldBy(await newCustomer(story, 2))
    const strangers = [visitor('stranger@kelso.example'), (await newCustomer(story, 0)).admin]
    for (const actor of strangers)
      expect(refusalOf(await story.read(actor, licenseFallback, license)).code).toBe('license_not_found')
    const other = await newCustomer(story, 0)
    const crossed = { ...license, organizationId: other.organizationId }
    expect(refusalOf(await story.read(other.admin, licenseFallback, crossed)).code).toBe('license_not_found')
  })

  test('is nothing while the invoice is open', async () => {
    const customer = await newCustomer(story, 1)
    const license = await heldBy(customer)
    await sql`update subscription set payment = 'unpaid' where organization_id = ${customer.organizationId}`.execute(
      story.database.db,
    )
    const { settled, products } = planOf(await story.read(customer.admin, licenseFallback, license))
    expect([settled, products[0]?.story.kept]).toEqual([false, { kind: 'none' }])
  })
})

describe('the list of licenses', () => {
  test('shows the kept release once the paid time and the vendor’s days of grace are over', async () => {
    const customer = await newCustomer(story, 1)
    await buySeats(story, customer, 1, 20)
    const keptOf = async () => (await pageOf(story, customer)).rows.map(({ kept }) => kept?.version ?? null)
    expect(await keptOf()).toEqual([null, null])
    story.pass({ days: 371 })
    expect(await keptOf()).toEqual([null, null])
    story.pass({ days: 1 })
    expect(await keptOf()).toEqual(['6.2', null])
    await sql`update vendor set grace_days = 30`.execute(story.database.db)
    expect((await pageOf(story, customer)).rows.map(({ graceDays }) => graceDays)).toEqual([30, 30])
    expect(await keptOf()).toEqual([null, null])
    await sql`update vendor set grace_days = 7`.execute(story.database.db)
    story.pass({ days: -372 })
  })

  test('counts the products of a pack that stay, and asks as often for one lapsed license as for many', async () => {
    const [one, many] = [await newCustomer(story, 1, 'ALL'), await newCustomer(story, 40, 'ALL')]
    story.pass({ days: 400 })
    expect((await pageOf(story, one)).rows[0]?.kept).toEqual({ version: null, products: 2 })
    const costOf = ({ organizationId, admin }: Customer) =>
      countStatements(story.database, () =>
        story.read(admin, licensesPage, {
          ...{ organizationId, filter: {}, sort: 'position', descending: false, page: 1, perPage: 50 },
        }),
      )
    expect(await costOf(many)).toBe(await costOf(one))
    story.pass({ days: -400 })
  })
})

test('nobody is given a license whose days of grace, as the vendor has set them, are over', async () => {
  const customer = await newCustomer(story, 0)
  await buySeats(story, customer, 1, 10)
  story.pass({ days: 20 })
  await expect(assign(story, customer, address)).rejects.toThrow('no_free_seat')
  await sql`update vendor set grace_days = 30`.execute(story.database.db)
  await assign(story, customer, address)
  await sql`update vendor set grace_days = 7`.execute(story.database.db)
  story.pass({ days: -20 })
})
