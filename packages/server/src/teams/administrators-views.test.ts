import { randomUUID } from 'node:crypto'
import type { AccountActor } from '@claviger/core/teams/actor'
import type { Role } from '@claviger/core/teams/permissions'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
import { acceptRole } from './accept-role.ts'
import { administratorsPage } from './administrators-views.ts'
import { leaveRole } from './end-role.ts'
import { offerRole } from './offer-role.ts'
import { loadOrganization } from './store.ts'

const pekka = visitor('pekka@hv.example', 'Pekka Lahtinen')
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

test('an offer is shown from when it was made, a role from when it was accepted', async () => {
  const customer = await newCustomer(story, 0)
  const id = await offer(customer, 'viewer')
  const offeredAt = story.now()
  expect(await rowOf(customer, id)).toMatchObject({ state: 'offered', since: offeredAt, mayEnd: true })
  story.pass({ days: 2 })
  planOf(await story.write(pekka, acceptRole, { organizationId: customer.organizationId, id }))
  expect(await rowOf(customer, id)).toMatchObject({ state: 'held', since: story.now(), team: null })
})

test('the page of one team shows its roles and who runs the whole, and offers nothing beyond it', async () => {
  const customer = await newCustomer(story, 0)
  const other = await newTeam(story, customer, 0)
  const lead = await member(customer, 'team_administrator')
  await member(other, 'team_viewer')
  await offer(customer, 'viewer')
  for (const actor of [customer.admin, lead]) {
    const page = await pageOf(customer, actor, customer.teamId)
    expect(page.roles.map((row) => row.role)).toEqual(['administrator', 'team_administrator'])
    expect(page).toMatchObject({ team: { id: customer.teamId }, offers: { organization: false } })
    expect(page.offers.teams.map((team) => team.id)).toEqual([customer.teamId])
  }
})

test('people of one team see no offers of the whole organization but their own, and end no role above theirs', async () => {
  const customer = await newCustomer(story, 0)
  const lead = await member(customer, 'team_administrator')
  await offer(customer, 'administrator')
  const own = await offer(customer, 'viewer', lead.addresses[0]?.address)
  const { roles, offers } = await pageOf(customer, lead)
  expect(roles.map((row) => [row.role, row.state, row.mayEnd])).toEqual([
    ['administrator', 'held', false],
    ['team_administrator', 'held', true],
    ['viewer', 'offered', true],
  ])
  expect(roles.find((row) => row.id === own)).toMatchObject({ isYou: true })
  expect(offers.organization).toBe(false)
})

test('a viewer sees every role, gives none and ends none but their own', async () => {
  const customer = await newCustomer(story, 0)
  const viewer = await member(customer, 'viewer')
  await member(customer, 'team_administrator')
  const { roles, offers } = await pageOf(customer, viewer)
  expect(roles.map((row) => [row.role, row.mayEnd])).toEqual([
    ['administrator', false],
    ['viewer', true],
    ['team_administrator', false],
  ])
  expect(offers).toEqual({ organization: false, teams: [] })
})

test('a team of others, of another organization or of nobody has no page', async () => {
  const [customer, elsewhere] = [await newCustomer(story, 0), await newCustomer(story, 0)]
  const lead = await member(customer, 'team_administrator')
  const other = await newTeam(story, customer, 0)
  const slug = await slugOf(customer)
  for (const team of [String(other.teamId), String(elsewhere.teamId), '0', "1'", '']) {
    const refusal = refusalOf(await story.read(lead, administratorsPage, { slug, team }))
    expect(refusal).toMatchObject({ code: 'organization_not_found' })
  }
})

test('an offer sent again with more in it gives no more than the first (O-33)', async () => {
  const customer = await newCustomer(story, 0)
  const { organizationId } = customer
  const id = await offer(customer, 'viewer')
  const more = { organizationId, id, email: 'pekka@hv.example', role: 'administrator' }
  planOf(await story.write(customer.admin, offerRole, more))
  expect(await rowOf(customer, id)).toMatchObject({ role: 'viewer', state: 'offered' })
  expect(planOf(await story.write(pekka, acceptRole, { organizationId, id }))).toMatchObject({
    role: 'viewer',
  })
  expect((await pageOf(customer)).administrators).toBe(1)
})

test('the only administrator who takes a lesser role as well still runs the organization (O-34)', async () => {
  const customer = await newCustomer(story, 0)
  const { organizationId, admin } = customer
  const id = await offer(customer, 'viewer', 'ines.okafor@harrowvale.example')
  planOf(await story.write(admin, acceptRole, { organizationId, id }))
  const page = await pageOf(customer)
  const first = page.roles.find((row) => row.role === 'administrator')
  const refusal = refusalOf(await story.write(admin, leaveRole, { organizationId, id: first?.id ?? '' }))
  expect(refusal).toMatchObject({
    code: 'last_administrator',
    why: [{ rule: 'somebody_else_administers', met: false }],
  })
  planOf(await story.write(admin, leaveRole, { organizationId, id }))
  expect((await pageOf(customer)).administrators).toBe(1)
})

/** Roles stand in the order they were given, so no two are given at one moment. */
function member(place: Customer, role: Role): Promise<AccountActor> {
  story.pass({ minutes: 1 })
  const scope = role.startsWith('team_') ? { teamId: place.teamId } : {}
  return actorWith(story, place.organizationId, { address: `${role}@hv.example`, name: role, role, ...scope })
}

async function offer({ organizationId, admin }: Customer, role: Role, email = 'pekka@hv.example') {
  story.pass({ minutes: 1 })
  const id = randomUUID()
  planOf(await story.write(admin, offerRole, { organizationId, id, email, role }))
  return id
}

async function slugOf({ organizationId }: Customer): Promise<string> {
  const organization = await story.read(visitor('x@hv.example'), loadOrganization, organizationId)
  return organization?.slug ?? ''
}

async function pageOf(customer: Customer, actor = customer.admin, teamId?: number) {
  const query = { slug: await slugOf(customer), team: teamId === undefined ? null : String(teamId) }
  return planOf(await story.read(actor, administratorsPage, query))
}

async function rowOf(customer: Customer, id: string) {
  return (await pageOf(customer)).roles.find((row) => row.id === id)
}
