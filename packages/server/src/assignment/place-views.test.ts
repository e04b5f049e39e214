import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import {
  actorWith,
  type Customer,
  newCustomer,
  newTeam,
  openStory,
  planOf,
  refusalOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { licensePlace, organizationDomains } from './place-views.ts'

let database: TestDatabase
let story: Story
let customer: Customer
let mobile: Customer
let slug: string

beforeAll(async () => {
  database = await freshDatabase()
  story = await openStory(database.connection)
  customer = await newCustomer(story, 25)
  mobile = await newTeam(story, customer, 12)
  const row = await story.database.db
    .selectFrom('organization')
    .select('slug')
    .where('id', '=', customer.organizationId)
    .executeTakeFirstOrThrow()
  slug = row.slug
})

afterAll(async () => {
  await story.close()
  await database.drop()
})

const teamAdministrator = () =>
  actorWith(story, customer.organizationId, {
    ...{ address: 'tomasz@harrowvale.example', name: 'Tomasz Wieczorek' },
    ...{ role: 'team_administrator', teamId: mobile.teamId },
  })

describe('the place an address names', () => {
  test('an administrator finds the whole organization with all its seats', async () => {
    const place = planOf(await story.read(customer.admin, licensePlace, { slug, team: null }))
    expect(place).toMatchObject({ home: `/o/${slug}`, teamId: undefined, mayAssign: true, mayOrder: true })
    expect(place.seats.map((seat) => seat.total).sort()).toEqual([12, 25])
  })

  test('a page locked to a team has the seats of that team only', async () => {
    const place = planOf(
      await story.read(customer.admin, licensePlace, { slug, team: String(mobile.teamId) }),
    )
    expect(place).toMatchObject({ home: `/o/${slug}/t/${mobile.teamId}`, teamId: mobile.teamId })
    expect(place.seats.map((seat) => seat.total)).toEqual([12])
  })

  test('a team administrator finds the own team and no other', async () => {
    const tomasz = await teamAdministrator()
    const own = planOf(await story.read(tomasz, licensePlace, { slug, team: String(mobile.teamId) }))
    expect(own).toMatchObject({ mayAssign: true, mayRevoke: true, mayOrder: true })
    const other = await story.read(tomasz, licensePlace, { slug, team: String(customer.teamId) })
    expect(refusalOf(other)).toMatchObject({ code: 'organization_not_found' })
  })

  test('a viewer may look and nothing else', async () => {
    const viewer = await actorWith(story, customer.organizationId, {
      ...{ address: 'auditor@harrowvale.example', name: 'Auditor', role: 'viewer' },
    })
    const place = planOf(await story.read(viewer, licensePlace, { slug, team: null }))
    expect(place).toMatchObject({
      mayAssign: false,
      mayRevoke: false,
      mayManageLinks: false,
      mayOrder: false,
    })
  })

  test.each([
    ['another organization', { slug: 'nobody', team: null }],
    ['a team that does not exist', { slug: '', team: '99' }],
    ['a team that is no number', { slug: '', team: "1'; drop table team; --" }],
    ['an absurd number', { slug: '', team: '999999999999999999999999' }],
    ['a slug with a NUL byte', { slug: 'harrow\u0000vale', team: null }],
  ])('%s does not exist', async (_, query) => {
    const asked = { ...query, slug: query.slug || slug }
    expect(refusalOf(await story.read(customer.admin, licensePlace, asked))).toMatchObject({
      code: 'organization_not_found',
    })
  })

  test('for a stranger nothing exists', async () => {
    const stranger = visitor('stranger@elsewhere.example')
    expect(refusalOf(await story.read(stranger, licensePlace, { slug, team: null }))).toMatchObject({
      code: 'organization_not_found',
    })
  })
})

test('the domains a list is read against are told to whoever may assign, and to nobody else', async () => {
  const scope = { organizationId: customer.organizationId }
  expect(await story.read(customer.admin, organizationDomains, scope)).toContain('harrowvale.example')
  expect(await story.read(visitor('stranger@elsewhere.example'), organizationDomains, scope)).toEqual([])
})
