import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../testing/database.ts'
import { buySeats, newCustomer, openStory, type Story } from '../testing/story.ts'
import { countSeats } from './seat-views.ts'

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

test('free seats whose paid time and grace are over count as ended, and the next end is of a term that runs', async () => {
  const customer = await newCustomer(story, 25)
  await buySeats(story, customer, 5, 10)
  const seatsOn = async () =>
    (await story.read(customer.admin, (read) => countSeats(read, customer.organizationId, 'all'), {}))[0]

  const now = await seatsOn()
  story.pass({ days: 18 })
  const later = await seatsOn()

  expect(now).toMatchObject({ total: 30, free: 30, ended: 0 })
  expect(later).toMatchObject({ total: 30, free: 25, ended: 5 })
  expect(later?.paidThrough).not.toBe(now?.paidThrough)
})
