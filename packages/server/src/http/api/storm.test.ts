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

test('whatever is sent, no answer is a fault, and none is outside its document (O-57)', async () => {
  const report = await storm(world, { count: 3_000, seed: 20_261_102 })
  const did = (id: string) => [...(report.get(id)?.keys() ?? [])].some((status) => status < 300)
  expect(apiRoutes.map(({ id }) => id).filter((id) => !did(id))).toEqual([])
})
