import { addDays, dateFrom, todayIn } from '@claviger/core/kernel/calendar'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assign, licenseOf, newLink, take } from '../testing/acts.ts'
import { freshDatabase } from '../testing/database.ts'
import {
  actorWith,
  type Customer,
  newCustomer,
  newTeam,
  openStory,
  planOf,
  type Story,
} from '../testing/story.ts'
import { handOutProgress, idleSpread, type SeatsMeant, seatHistory } from './report-views.ts'
import { keepSeatDays } from './seat-day-store.ts'

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

const today = () => todayIn(story.now(), 'Europe/London')

async function historyOf({ organizationId, admin }: Customer, back: number, meant: Partial<SeatsMeant> = {}) {
  const span = { from: addDays(today(), -back), to: today() }
  return planOf(await story.read(admin, seatHistory, { organizationId, ...span, ...meant }))
}

/** A product of the holder's was last seen so many days ago. */
async function seen(customer: Customer, address: string, daysAgo: number): Promise<void> {
  const at = new Date(story.now().getTime() - daysAgo * 86_400_000)
  await sql`insert into activation (organization_id, id, assignment_id, license_id, person_id, product_code, machine,
      machine_name, system, release, slot, activated_at, last_seen_at)
    select organization_id, gen_random_uuid(), assignment_id, id, person_id, product_code, 'm', 'Desk', 'Linux', '6.4', 1, ${at}, ${at}
    from license where organization_id = ${customer.organizationId} and id = ${await licenseOf(story, customer, address)}`.execute(
    story.database.db,
  )
}

test('days of several teams and products are added up, and each can be looked at alone', async () => {
  const customer = await newCustomer(story, 4)
  const other = await newTeam(story, { ...customer, productCode: 'FERR' }, 3)
  await assign(story, customer, 'one@harrowvale.example', 'two@harrowvale.example')
  await assign(story, other, 'one@harrowvale.example')
  story.pass({ days: 2 })
  await keepSeatDays(story.database.db, story.now())
  const { organizationId } = customer
  const pekka = { address: 'pekka@harrowvale.example', name: 'Pekka', role: 'team_administrator' as const }
  const admin = await actorWith(story, organizationId, { ...pekka, teamId: other.teamId })

  const all = await historyOf(customer, 30)
  expect(all.days.map(({ bought, used }) => `${used} of ${bought}`)).toEqual(['3 of 7', '3 of 7', '3 of 7'])
  expect(all.since).toBe(dateFrom('2026-11-02'))
  expect((await historyOf(customer, 0, { productCode: 'FERR' })).days).toMatchObject([{ bought: 3, used: 1 }])
  expect((await historyOf(customer, 0, { inTeam: customer.teamId })).days).toMatchObject([
    { bought: 4, used: 2 },
  ])
  expect((await historyOf({ ...customer, admin }, 0)).days).toMatchObject([{ bought: 3, used: 1 }])
})

test('seats are counted by how far they have got on their way', async () => {
  const customer = await newCustomer(story, 9)
  await assign(story, customer, 'invited@harrowvale.example')
  const link = await newLink(story, customer, { cap: '5' })
  await take(story, link.token, 'came@harrowvale.example')
  await take(story, link.token, 'uses@harrowvale.example')
  await seen(customer, 'uses@harrowvale.example', 1)
  const query = { organizationId: customer.organizationId }
  const look = async (about: object) =>
    planOf(await story.read(customer.admin, handOutProgress, { ...query, ...about }))

  expect(await look({})).toEqual({ bought: 9, assigned: 3, accepted: 2, activated: 1, idle: 0 })
  expect(await look({ link: { id: link.act.id, places: 5 } })).toEqual({
    ...{ bought: 5, assigned: 2, accepted: 2, activated: 1, idle: 0 },
  })
  expect(await look({ productCode: 'FERR' })).toEqual({
    bought: 0,
    assigned: 0,
    accepted: 0,
    activated: 0,
    idle: 0,
  })
})

test('people are counted once a team, by the day they last used anything they hold there', async () => {
  const customer = await newCustomer(story, 5)
  const { organizationId, admin } = customer
  const second = { ...customer, productCode: 'FERR' }
  const other = await newTeam(story, second, 2)
  await assign(story, customer, 'often@harrowvale.example', 'never@harrowvale.example')
  await assign(story, other, 'often@harrowvale.example')
  await seen(customer, 'often@harrowvale.example', 70)

  const spots = planOf(await story.read(admin, idleSpread, { organizationId }))

  const told = spots.map(({ team, days, coded, people }) => [team.id, days, coded, people])
  expect(told).toHaveLength(3)
  expect(told).toEqual(
    expect.arrayContaining([
      [customer.teamId, 70, false, 1],
      [customer.teamId, null, false, 1],
      [other.teamId, null, false, 1],
    ]),
  )
})
