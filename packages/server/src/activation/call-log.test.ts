import { anonymous } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomIds } from '../db/new-id.ts'
import { openLog } from '../http/log.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { waiting } from '../testing/devices.ts'
import { openStory, planOf, type Story } from '../testing/story.ts'
import { openCallLog } from './call-log.ts'
import { type NotedCall, saveCalls, sweepCalls } from './call-store.ts'
import { redeemDevice } from './redeem-device.ts'

let place: TestDatabase
let story: Story

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

const daysAgo = (days: number) => new Date(story.now().getTime() - days * 86_400_000)

const call = (known: Partial<NotedCall> = {}): NotedCall => ({
  ...{ at: story.now(), call: 'check', productCode: 'LOOM', release: '6.2.1', license: null },
  ...{ answer: 'answered', facts: {}, ms: 3, ...known },
})

async function kept(): Promise<{ count: number; oldest: Date }> {
  const { rows } = await story.database.pool.query('select count(*), min(at) as oldest from product_call')
  return { count: rows[0].count, oldest: rows[0].oldest }
}

test('calls that come together are kept together, and all of them when the service stops', async () => {
  const log = openCallLog({ db: story.database.db, newId: randomIds }, openLog('silent'))
  for (let n = 0; n < 30; n++) log.note(call({ answer: n % 2 ? 'answered' : 'revoked', facts: { n } }))
  await log.drained()
  expect((await kept()).count).toBe(30)
})

test('calls are forgotten after a week, and beyond the newest ten thousand', async () => {
  const { db } = story.database
  await saveCalls(db, randomIds, [call({ at: daysAgo(8) }), call({ at: daysAgo(6) })])
  await sweepCalls(db, story.now())
  expect(await kept()).toEqual({ count: 31, oldest: daysAgo(6) })
  const many = Array.from({ length: 10_000 }, (_, n) => call({ at: daysAgo(1 - n / 100_000) }))
  await saveCalls(db, randomIds, many)
  await sweepCalls(db, story.now())
  expect((await kept()).count).toBe(10_000)
})

test('a product that comes a day late is told that time has run out, later that its code is unknown', async () => {
  const { deviceCode } = await waiting(story, 'late')
  const ask = async () =>
    planOf(await story.write(anonymous, redeemDevice, { deviceCode, productCode: 'LOOM' })).kind
  story.pass({ minutes: 23 * 60 })
  await sweepCalls(story.database.db, story.now())
  expect(await ask()).toBe('expired_token')
  story.pass({ days: 1 })
  await sweepCalls(story.database.db, story.now())
  expect(await ask()).toBe('invalid_grant')
})
