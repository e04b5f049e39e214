import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiRoutes } from '../../app.ts'
import { type ApiWorld, openApiWorld } from '../../testing/api-world.ts'
import { freshDatabase, type TestDatabase } from '../../testing/database.ts'
import { storm } from '../../testing/storm.ts'

let place: TestDatabase
let world: ApiWorld

beforeAll(async () => {
  place = await freshDatabase()
  world = await openApiWorld(place.connection)
})

afterAll(async () => {
  await world.close()
  await place.drop()
})

test('whatever is sent, no answer is a fault, and none is outside its document', async () => {
  const began = performance.now()
  const report = await storm(world, { count: 6_000, seed: 20_261_102 })
  console.log(
    performance.now() - began,
    [...report].map(([id, counts]) => `${id} ${JSON.stringify([...counts])}`).join('\n'),
  )
  const statuses = [...report].map(([id, counts]) => [id, [...counts.keys()].some((status) => status < 300)])
  expect(Object.fromEntries(statuses)).toEqual(Object.fromEntries(apiRoutes.map(({ id }) => [id, true])))
})
