import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { assign } from '../testing/acts.ts'
import { freshDatabase } from '../testing/database.ts'
import { newCustomer, openStory } from '../testing/story.ts'

test('no line of the log can be changed or removed, whoever asks the database', async () => {
  const database = await freshDatabase()
  const story = await openStory(database.connection)
  const customer = await newCustomer(story, 2)
  await assign(story, customer, 'amaya@harrowvale.example')
  const { db } = story.database
  const log = () => sql`select * from event order by id`.execute(db)
  const before = await log()

  const refused = /only ever appended to/
  await expect(sql`update event set actor = 'somebody else'`.execute(db)).rejects.toThrow(refused)
  await expect(sql`delete from event`.execute(db)).rejects.toThrow(refused)

  expect((await log()).rows).toEqual(before.rows)
  expect(before.rows.length).toBeGreaterThan(0)
  await story.close()
  await database.drop()
})
