import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assign, licenseOf, newLink, revoke, take, undo } from '../testing/acts.ts'
import { countStatements } from '../testing/count-statements.ts'
import { freshDatabase } from '../testing/database.ts'
import {
  buySeats,
  type Customer,
  newCustomer,
  newTeam,
  openStory,
  planOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { askAdministrator } from './ask-administrator.ts'
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

const keep = () => keepSeatDays(story.database.db, story.now())

async function daysOf({ organizationId, teamId }: Customer) {
  const { rows } = await sql<{
    day: string
    bought: number
    used: number
    connected: number
    refused: number
  }>`
    select day, bought, used, connected, refused from seat_day
    where organization_id = ${organizationId} and team_id = ${teamId} order by day`.execute(story.database.db)
  return rows.map(({ day, bought, used, connected, refused }) => [
    day.slice(5),
    bought,
    used,
    connected,
    refused,
  ])
}

test('the most in use of a day is kept, also when less is in use by its end', async () => {
  const customer = await newCustomer(story, 5)
  await assign(story, customer, 'one@harrowvale.example', 'two@harrowvale.example')
  await keep()
  await revoke(story, customer, 'two@harrowvale.example')
  await keep()
  await keep()

  expect(await daysOf(customer)).toEqual([['11-02', 5, 2, 0, 0]])
})

test('days nobody looked at are made up from what was assigned on them', async () => {
  const customer = await newCustomer(story, 6)
  const job = await assign(
    story,
    customer,
    'one@harrowvale.example',
    'two@harrowvale.example',
    'three@harrowvale.example',
  )
  story.pass({ minutes: 5 })
  await undo(story, customer, job)
  story.pass({ days: 1 })
  await assign(story, customer, 'one@harrowvale.example')
  story.pass({ days: 2 })
  await buySeats(story, customer, 4)
  const link = await newLink(story, customer)
  await take(story, link.token, 'li.ming@harrowvale.example')
  story.pass({ days: 1 })
  await revoke(story, customer, 'one@harrowvale.example')
  await keep()

  expect(await daysOf(customer)).toEqual([
    ['11-02', 6, 3, 0, 0],
    ['11-03', 6, 1, 0, 0],
    ['11-04', 6, 1, 0, 0],
    ['11-05', 10, 2, 1, 0],
    ['11-06', 10, 1, 1, 0],
  ])
})

test('a license that is passed on within a moment is one seat, and the day before is looked at again when it is over', async () => {
  const customer = await newCustomer(story, 3)
  await assign(story, customer, 'one@harrowvale.example', 'two@harrowvale.example')
  await revoke(story, customer, 'one@harrowvale.example')
  await assign(story, customer, 'three@harrowvale.example')
  await keep()
  await assign(story, customer, 'four@harrowvale.example')
  story.pass({ minutes: 5 })
  await revoke(story, customer, 'four@harrowvale.example', 'three@harrowvale.example')
  story.pass({ days: 1 })
  await keep()

  expect((await daysOf(customer)).map(([, , used]) => used)).toEqual([3, 1])
})

test('teams are kept apart, and what has ended is neither bought nor used', async () => {
  const customer = await newCustomer(story, 0)
  await buySeats(story, customer, 2, 1)
  const other = await newTeam(story, customer, 4)
  await assign(story, customer, 'one@harrowvale.example')
  await assign(story, other, 'two@harrowvale.example', 'three@harrowvale.example')
  story.pass({ days: 11 })
  await keep()

  const here = await daysOf(customer)
  expect(here).toHaveLength(9)
  expect(new Set(here.map(([, bought, used]) => `${used} of ${bought}`))).toEqual(new Set(['1 of 2']))
  expect((await daysOf(other)).length).toBe(12)
  expect(await licenseOf(story, customer, 'one@harrowvale.example')).not.toBe('nobody')
})

test('whoever asks because no seat is free is counted on that day', async () => {
  const customer = await newCustomer(story, 1)
  await assign(story, customer, 'one@harrowvale.example')
  const link = await newLink(story, customer)
  const asking = {
    token: link.token,
    address: 'late@harrowvale.example',
    note: '',
    reason: 'link_no_free_seat',
  }
  planOf(await story.write(visitor('late@harrowvale.example'), askAdministrator, asking))
  await keep()

  expect(await daysOf(customer)).toEqual([[expect.any(String), 1, 1, 0, 1]])
})

test('two that keep the days at one time agree, and the number of statements is the same for one customer and ten', async () => {
  const one = await countStatements(story.database, keep)
  for (let count = 0; count < 9; count++) await newCustomer(story, 2)

  expect(await countStatements(story.database, keep)).toBe(one)
  await Promise.all([keep(), keep(), keep()])
})
