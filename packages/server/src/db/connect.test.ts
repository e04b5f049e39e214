import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { connect, type Database } from './connect.ts'

let place: TestDatabase
let database: Database

beforeAll(async () => {
  place = await freshDatabase()
  database = connect(place.connection, () => {})
})

afterAll(async () => {
  await database.close()
  await place.drop()
})

test('a connection that breaks between two statements fails the transaction, not the process', async () => {
  const broken = database.db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction)
    await sql`select pg_terminate_backend(${rows[0]?.pid}::int, 5000)`.execute(database.db)
    await sql`select 1`.execute(transaction)
  })
  await expect(broken).rejects.toThrow(/terminat|not queryable|ended/i)
  expect((await sql<{ n: number }>`select 1 as n`.execute(database.db)).rows).toEqual([{ n: 1 }])
})
