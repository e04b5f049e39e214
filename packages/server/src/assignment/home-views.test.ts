import { randomUUID } from 'node:crypto'
import { todayIn } from '@claviger/core/kernel/calendar'
import type { AccountActor } from '@claviger/core/teams/actor'
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
  rowsOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { assignPeople } from './assign-people.ts'
import { createInvitation } from './create-invitation.ts'
import { organizationHome } from './home-views.ts'
import { invitationPage } from './invitation-views.ts'
import { takeLicense } from './take-license.ts'

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

async function homeOf(customer: Customer, actor: AccountActor = customer.admin, teamId?: number) {
  const today = todayIn(story.now(), 'Europe/London')
  const query = { organizationId: customer.organizationId, teamId, today }
  return planOf(await story.read(actor, organizationHome, query))
}

async function assign(customer: Customer, ...addresses: readonly string[]) {
  planOf(
    await story.write(customer.admin, assignPeople, {
      ...customer,
      ...{ rows: rowsOf(...addresses), cameBy: 'list', jobId: randomUUID(), preview: false },
    }),
  )
}

async function newLink(customer: Customer, terms: { cap?: string; endsOn?: string }) {
  const id = randomUUID()
  const open = { name: 'Starters', cap: '', endsOn: '', domains: '', ...terms }
  planOf(await story.write(customer.admin, createInvitation, { ...customer, id, ...open }))
  return id
}

test('seats that nobody has been given yet are the first run', async () => {
  const customer = await newCustomer(story, 25)
  expect(await homeOf(customer)).toMatchObject({ untouched: true, onlyOneAdministrator: true, links: [] })
  await assign(customer, 'noor@harrowvale.example')
  expect(await homeOf(customer)).toMatchObject({ untouched: false })
})

test('people who have not answered are counted from the fourteenth and the sixtieth day on', async () => {
  const customer = await newCustomer(story, 25)
  await assign(customer, 'a@harrowvale.example', 'b@harrowvale.example')
  story.pass({ days: 46 })
  await assign(customer, 'c@harrowvale.example')
  expect((await homeOf(customer)).waiting).toMatchObject({ days14: 2, days60: 0 })
  story.pass({ days: 14 })
  expect((await homeOf(customer)).waiting).toMatchObject({ days14: 3, days60: 2 })
})

test('what waits in another team is not counted on a team page', async () => {
  const customer = await newCustomer(story, 5)
  const mobile = await newTeam(story, customer, 5)
  await assign(customer, 'a@harrowvale.example')
  story.pass({ days: 20 })
  expect((await homeOf(customer)).waiting.days14).toBe(1)
  expect((await homeOf(customer, customer.admin, mobile.teamId)).waiting.days14).toBe(0)
})

test('a letter that could not be delivered is told while the person does not know (O-15)', async () => {
  const customer = await newCustomer(story, 5)
  await assign(customer, 'a@harrowvale.example')
  expect((await homeOf(customer)).lettersFailed).toBe(0)
  await story.database.db
    .updateTable('letter')
    .set({ state: 'failed', last_error: '550 no such mailbox' })
    .where('organization_id', '=', customer.organizationId)
    .execute()
  expect((await homeOf(customer)).lettersFailed).toBe(1)
})

test('a link that is used up or ends within three days is told, one that runs is not', async () => {
  const customer = await newCustomer(story, 5)
  await newLink(customer, {})
  const today = todayIn(story.now(), 'Europe/London')
  const ending = await newLink(customer, { endsOn: today })
  const full = await newLink(customer, { cap: '1' })
  const query = { organizationId: customer.organizationId, id: full, publicOrigin: 'https://x.example' }
  const { token } = planOf(await story.read(customer.admin, invitationPage, query))
  const taker = visitor('taker@harrowvale.example')
  planOf(await story.write(taker, takeLicense, { token, address: 'taker@harrowvale.example' }))
  const { links } = await homeOf(customer)
  expect(links.map((link) => [link.id, link.refusal?.code ?? null]).sort()).toEqual(
    [
      [ending, null],
      [full, 'link_used_up'],
    ].sort(),
  )
})

test('being the only administrator is said to administrators and ends with the second one', async () => {
  const customer = await newCustomer(story, 5)
  const viewer = await actorWith(story, customer.organizationId, {
    ...{ address: 'auditor@harrowvale.example', name: 'Auditor', role: 'viewer' },
  })
  expect((await homeOf(customer, viewer)).onlyOneAdministrator).toBe(false)
  expect((await homeOf(customer)).onlyOneAdministrator).toBe(true)
  await actorWith(story, customer.organizationId, {
    ...{ address: 'pekka@harrowvale.example', name: 'Pekka Lahtinen', role: 'administrator' },
  })
  expect((await homeOf(customer)).onlyOneAdministrator).toBe(false)
})

test('a stranger has no home here', async () => {
  const { organizationId } = await newCustomer(story, 5)
  const today = todayIn(story.now(), 'Europe/London')
  const asked = await story.read(visitor('stranger@elsewhere.example'), organizationHome, {
    organizationId,
    today,
  })
  expect(refusalOf(asked)).toMatchObject({ code: 'organization_not_found' })
})
