import { randomUUID } from 'node:crypto'
import type { Decision, Refusal } from '@claviger/core/kernel/decision'
import { type Actor, anonymous } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assign, licenseOf, newLink, pageOf, take } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import {
  actorWith,
  buySeats,
  type Customer,
  newCustomer,
  newTeam,
  openStory,
  planOf,
  refusalOf,
  rowsOf,
  type Story,
} from '../testing/story.ts'
import { assignPeople } from './assign-people.ts'
import { invitationPage, invitationsPage } from './invitation-views.ts'
import { jobPage, jobsPage } from './job-views.ts'
import type { LicenseFilter } from './license-filter.ts'
import { type LicenseSort, licenseSorts } from './license-order.ts'
import { licensePanel } from './license-panel-views.ts'
import { licensesPage } from './license-views.ts'
import { peoplePage } from './people-views.ts'

let place: TestDatabase
let story: Story
let town: Customer

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
  town = await newCustomer(story, 150)
  const second = await newTeam(story, town, 60)
  await buySeats(story, { ...second, productCode: 'FERR' }, 40)
  await assign(story, town, ...crowd(100))
  await assign(story, second, ...crowd(50, 'second'))
  await assign(story, { ...second, productCode: 'FERR' }, ...crowd(20))
  const { token } = await newLink(story, town)
  for (const address of crowd(12, 'came')) planOf(await take(story, token, address))
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

const crowd = (count: number, name = 'p') =>
  Array.from({ length: count }, (_, n) => `${name}${n}@harrowvale.example`)

const look = async (
  filter: LicenseFilter,
  page = 1,
  perPage = 50,
  sort: LicenseSort = 'position',
  descending = false,
) => {
  const query = { organizationId: town.organizationId, filter, sort, descending, page, perPage }
  return planOf(await story.read(town.admin, licensesPage, query))
}

describe('the licenses page', () => {
  const sorts = licenseSorts

  const sizes = (sort: LicenseSort) => (sort === 'position' ? [10, 50, 100] : [50])

  test.each(sorts.flatMap((sort) => sizes(sort).map((perPage) => [sort, perPage] as const)))(
    'sorted by %s in pages of %i shows every license once, both ways',
    async (sort, perPage) => {
      const pages = Math.ceil(250 / perPage)
      const walk = async (descending: boolean) => {
        const ids: string[] = []
        for (let page = 1; page <= pages; page++)
          ids.push(...(await look({}, page, perPage, sort, descending)).rows.map((row) => row.licenseId))
        return ids
      }
      const [up, down] = [await walk(false), await walk(true)]
      expect([up.length, new Set(up).size, down.length, new Set(down).size]).toEqual([250, 250, 250, 250])
      expect((await look({}, pages + 1, perPage, sort)).rows).toEqual([])
    },
  )

  const filters: [string, LicenseFilter, number, number][] = [
    ['everything', {}, 250, 182],
    ['what is free', { status: ['free'] }, 68, 0],
    ['what is held', { status: ['invited', 'connected'] }, 182, 182],
    ['one product', { products: ['FERR'] }, 40, 20],
    ['two products', { products: ['FERR', 'LOOM'] }, 250, 182],
    ['a product nobody sells', { products: ['NONE'] }, 0, 0],
    ['one status of one product', { status: ['invited'], products: ['LOOM'] }, 150, 150],
    ['those who came by a link', { search: 'came' }, 12, 12],
    ['a search within a status', { search: 'came', status: ['invited'] }, 0, 0],
  ]

  test.each(filters)('counts %s as it shows it', async (_, filter, total, held) => {
    const page = await look(filter, 1, 500)
    expect([page.total, page.held]).toEqual([total, held])
    expect(page.rows).toHaveLength(total)
    expect(page.rows.filter((row) => row.person !== null)).toHaveLength(held)
  })

  test('finds a license by its id, whole or in part, however it is written', async () => {
    const licenseId = await licenseOf(story, town, 'p7@harrowvale.example')
    const spoken = `${licenseId.slice(0, 5)}-${licenseId.slice(5)}`.toLowerCase()
    for (const search of [licenseId, spoken, licenseId.slice(2, 9)])
      expect((await look({ search })).rows.map((row) => row.licenseId)).toContain(licenseId)
  })
})

describe('a search', () => {
  let customer: Customer

  const people = [
    ['a_b@example.org', ''],
    ['axb@example.org', ''],
    ['50%@example.org', ''],
    ["o'brien@example.org", ''],
    ['one@example.org', 'İstanbul Ada'],
    ['two@example.org', 'ISTANBUL Ben'],
    ['three@example.org', 'Große Straße'],
    ['four@example.org', 'Back\\slash "Quote"'],
    ['five@example.org', 'Smile 😀'],
  ] as const

  beforeAll(async () => {
    customer = await newCustomer(story, 20)
    const rows = rowsOf(...people.map(([address]) => address)).map((row, index) => ({
      ...{ ...row, name: people[index]?.[1] ?? '' },
    }))
    const { organizationId, teamId, productCode, admin } = customer
    const list = { organizationId, teamId, productCode, rows, cameBy: 'list' as const }
    planOf(await story.write(admin, assignPeople, { ...list, jobId: randomUUID(), preview: false }))
  })

  test.each([
    ['a_b', ['a_b@example.org']],
    ['_', ['a_b@example.org']],
    ['50%', ['50%@example.org']],
    ['%', ['50%@example.org']],
    ['\\', ['four@example.org']],
    ["'", ["o'brien@example.org"]],
    ['"', ['four@example.org']],
    ['istanbul', ['one@example.org', 'two@example.org']],
    ['İSTANBUL', ['one@example.org', 'two@example.org']],
    ['STRASSE', ['three@example.org']],
    ['😀', ['five@example.org']],
    ['x'.repeat(5000), []],
    ['abc\u0000', []],
    ['\ud800', []],
  ])('takes every sign of %j for itself (O-59)', async (search, found) => {
    const { rows, total } = await pageOf(story, customer, { search })
    expect(rows.map((row) => row.person?.address)).toEqual(found)
    expect(total).toBe(found.length)
  })

  test.each(['', '   ', '\u200b'])('of nothing (%j) is no filter (O-59)', async (search) => {
    expect((await pageOf(story, customer, { search })).total).toBe(20)
  })
})

describe('who may look', () => {
  type Ids = Awaited<ReturnType<typeof idsOf>>
  const views: Record<string, (actor: Actor, ids: Ids) => Promise<Decision<unknown, Refusal>>> = {
    licensesPage: (actor, ids) =>
      story.read(actor, licensesPage, { ...ids, filter: {}, sort: 'position', descending: false }),
    licensePanel: (actor, ids) => story.read(actor, licensePanel, ids),
    peoplePage: (actor, ids) => story.read(actor, peoplePage, { ...ids, filter: {} }),
    jobsPage: (actor, ids) => story.read(actor, jobsPage, ids),
    jobPage: (actor, ids) => story.read(actor, jobPage, ids),
    invitationsPage: (actor, ids) => story.read(actor, invitationsPage, ids),
    invitationPage: (actor, ids) => story.read(actor, invitationPage, ids),
  }

  /** Ids of things that are there. */
  async function idsOf(customer: Customer) {
    const { organizationId } = customer
    const { jobs } = planOf(await story.read(customer.admin, jobsPage, { organizationId }))
    const { id } = (await newLink(story, customer)).act
    const licenseId = await licenseOf(story, customer, 'p0@harrowvale.example')
    const publicOrigin = 'https://licenses.fenwick.example'
    return { organizationId, jobId: jobs[0]?.id ?? '', id, licenseId, publicOrigin, page: 1, perPage: 10 }
  }

  test.each(Object.entries(views))('%s: only whoever has a role there (O-32)', async (_, see) => {
    const [ids, stranger] = [await idsOf(town), await newCustomer(story, 1)]
    expect((await see(town.admin, ids)).ok).toBe(true)
    for (const actor of [stranger.admin, anonymous])
      expect(refusalOf(await see(actor, ids)).code).toMatch(/_not_found$/)
    const lent = await see(stranger.admin, { ...ids, organizationId: stranger.organizationId })
    if (lent.ok) expect(JSON.stringify(lent.plan)).not.toContain('p0@')
    else expect(lent.refusal.code).toMatch(/_not_found$/)
  })

  test('a team administrator sees the licenses, people and jobs of his team only', async () => {
    const { organizationId } = town
    const second = (await look({ products: ['FERR'] })).rows[0]?.team.id ?? 0
    const tess = await actorWith(story, organizationId, {
      ...{ address: 'tess@harrowvale.example', name: 'Tess', role: 'team_administrator', teamId: second },
    })
    const query = {
      organizationId,
      filter: {},
      sort: 'position' as const,
      descending: false,
      page: 1,
      perPage: 500,
    }
    const { rows, total, seats } = planOf(await story.read(tess, licensesPage, query))
    expect([rows.length, total]).toEqual([100, 100])
    expect(new Set([...rows.map((row) => row.team.id), ...seats.map((seat) => seat.team.id)])).toEqual(
      new Set([second]),
    )
    const people = planOf(
      await story.read(tess, peoplePage, {
        organizationId,
        filter: {},
        page: 1,
        perPage: 500,
      }),
    )
    expect(people.total).toBe(70)
    const { jobs } = planOf(await story.read(tess, jobsPage, { organizationId }))
    // Both began at the same moment, so either may come first.
    expect(new Set(jobs.map((job) => job.done))).toEqual(new Set([20, 50]))
  })

  test.each(['', 'abc', '\u0000', 'A'.repeat(10)])('ids that are none (%j) are not found', async (odd) => {
    const { organizationId, admin } = town
    const panel = await story.read(admin, licensePanel, { organizationId, licenseId: odd })
    expect(refusalOf(panel).code).toBe('license_not_found')
    const job = await story.read(admin, jobPage, { organizationId, jobId: odd, page: 1, perPage: 10 })
    expect(refusalOf(job).code).toBe('job_not_found')
    const link = await story.read(admin, invitationPage, {
      organizationId,
      id: odd,
      publicOrigin: 'https://x.example',
    })
    expect(refusalOf(link).code).toBe('invitation_not_found')
  })
})
