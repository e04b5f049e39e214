import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assign, licenseOf, newLink, revoke, take } from '../testing/acts.ts'
import { countStatements } from '../testing/count-statements.ts'
import { freshDatabase } from '../testing/database.ts'
import {
  actorWith,
  type Customer,
  newCustomer,
  newTeam,
  openStory,
  planOf,
  refusalOf,
  type Story,
} from '../testing/story.ts'
import { type ActivityQuery, activityList, activityPage } from './activity-views.ts'

let story: Story
let database: Awaited<ReturnType<typeof freshDatabase>>

beforeAll(async () => {
  database = await freshDatabase()
  story = await openStory(database.connection)
})
afterAll(async () => {
  await story.close()
  await database.drop()
})

const look = async (customer: Customer, query: Partial<ActivityQuery> = {}) =>
  planOf(
    await story.read(customer.admin, activityPage, {
      ...{ organizationId: customer.organizationId, perPage: 50, ...query },
    }),
  )

const whats = async (customer: Customer, query: Partial<ActivityQuery> = {}) =>
  (await look(customer, query)).entries.map(({ what }) => what)

test('the log says who did what to whom by which way, with the names of today', async () => {
  const customer = await newCustomer(story, 5)
  const jobId = await assign(story, customer, 'amaya@harrowvale.example')
  const link = await newLink(story, customer)
  await take(story, link.token, 'li.ming@harrowvale.example')

  const { entries } = await look(customer)

  expect(
    entries.map(({ what, actor, origin, ...on }) => [what, actor, origin, on.person?.address, on.link?.name]),
  ).toEqual([
    ['license_taken', 'li.ming@harrowvale.example', 'link', 'li.ming@harrowvale.example', 'Autumn'],
    ['invitation_created', 'Ines Okafor', 'page', undefined, 'Autumn'],
    ['license_assigned', 'Ines Okafor', 'job', 'amaya@harrowvale.example', undefined],
  ])
  expect(entries.at(-1)).toMatchObject({
    jobId,
    licenseId: await licenseOf(story, customer, 'amaya@harrowvale.example'),
  })
})

test('every filter narrows the log, and several narrow it together', async () => {
  const customer = await newCustomer(story, 5)
  await assign(story, customer, 'amaya@harrowvale.example', 'pekka@harrowvale.example')
  const licenseId = await licenseOf(story, customer, 'pekka@harrowvale.example')
  story.pass({ days: 3 })
  await revoke(story, customer, 'pekka@harrowvale.example')
  const { entries } = await look(customer)
  const personId = entries[0]?.person?.id ?? ''

  expect(await whats(customer, { part: 'taken_back' })).toEqual(['license_revoked'])
  expect(await whats(customer, { origin: 'api' })).toEqual([])
  expect(await whats(customer, { actor: 'Ines Okafor' })).toHaveLength(3)
  expect(await whats(customer, { licenseId })).toEqual(['license_revoked', 'license_assigned'])
  expect(await whats(customer, { personId, part: 'handed_out' })).toEqual(['license_assigned'])
  expect(await whats(customer, { search: 'AMAYA' })).toEqual(['license_assigned'])
  expect(await whats(customer, { search: licenseId.toLowerCase() })).toHaveLength(2)
  expect(await whats(customer, { from: story.now().toISOString().slice(0, 10) })).toEqual(['license_revoked'])
  expect(await whats(customer, { search: '%' })).toEqual([])
})

test('a page goes on where the one before ended, whatever happens meanwhile', async () => {
  const customer = await newCustomer(story, 9)
  await assign(
    story,
    customer,
    'one@harrowvale.example',
    'two@harrowvale.example',
    'three@harrowvale.example',
  )
  const all = (await look(customer)).entries.map(({ id }) => id)
  const first = await look(customer, { perPage: 2 })
  await assign(story, customer, 'four@harrowvale.example')

  const second = await look(customer, { perPage: 2, before: first.next ?? '' })

  expect([...first.entries, ...second.entries].map(({ id }) => id)).toEqual(all)
  expect(second.next).toBeNull()
  expect((await look(customer, { before: randomUUID() })).entries).toEqual([])
})

test('whoever administers one team reads what happened in it and nothing else', async () => {
  const customer = await newCustomer(story, 3)
  const other = await newTeam(story, customer, 3)
  await assign(story, customer, 'here@harrowvale.example')
  await assign(story, other, 'there@harrowvale.example')
  const admin = await actorWith(story, customer.organizationId, {
    ...{
      address: 'pekka@harrowvale.example',
      name: 'Pekka',
      role: 'team_administrator',
      teamId: other.teamId,
    },
  })
  const purchaser = await actorWith(story, customer.organizationId, {
    ...{ address: 'buyer@harrowvale.example', name: 'Buyer', role: 'purchaser' },
  })
  const query = { organizationId: customer.organizationId, perPage: 50 }

  const { entries } = planOf(await story.read(admin, activityList, query))

  expect(entries.map(({ person }) => person?.address)).toEqual(['there@harrowvale.example'])
  expect(refusalOf(await story.read(purchaser, activityPage, query)).code).toBe('not_allowed')
})

test('the number of statements does not grow with the log', async () => {
  const customer = await newCustomer(story, 40)
  const read = () => look(customer)
  const before = await countStatements(story.database, read)
  await assign(story, customer, ...Array.from({ length: 40 }, (_, index) => `p${index}@harrowvale.example`))

  expect(await countStatements(story.database, read)).toBe(before)
})
