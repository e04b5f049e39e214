import { anonymous } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Application } from '../application.ts'
import { sendFreshClaim } from '../purchasing/send-fresh-claim.ts'
import { appOf } from '../testing/app-of.ts'
import { statementsOf } from '../testing/count-statements.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { openShop, type Shop } from '../testing/shop.ts'
import { planOf, refusalOf } from '../testing/story.ts'

let place: TestDatabase
let shop: Shop
let app: Application

beforeAll(async () => {
  place = await freshDatabase()
  shop = await openShop(place.connection)
  app = await appOf(shop)
  planOf(await app.access.signInAs({ address: known, from: new Headers() }))
})
afterAll(async () => {
  await shop.close()
  await place.drop()
})

const known = 'known@harrowvale.example'
const unknown = 'never.seen@harrowvale.example'

const ask = (address: string) =>
  app.access.sendCode({ address, purpose: { kind: 'sign_in' }, source: address, locale: 'en-US' })

const guess = (address: string) =>
  app.access.signInWithCode({ address, code: '000000x', source: address, from: new Headers() })

test('asking for a code does the same work for a known and an unknown address, and none of it is mailing (O-37)', async () => {
  const ofKnown = await statementsOf(shop.database, () => ask(known))
  const ofUnknown = await statementsOf(shop.database, () => ask(unknown))
  expect(ofKnown).toEqual(ofUnknown)
  expect(ofKnown.length).toBeGreaterThan(5)
  const { rows } = await shop.database.pool.query(`select state, attempts from letter where kind = 'code'`)
  expect(rows).toEqual([1, 2].map(() => ({ state: 'waiting', attempts: 0 })))
})

test('guessing a code does the same work for a known and an unknown address (O-37)', async () => {
  for (const address of [known, unknown]) await ask(address)
  // The first guess of an hour also clears away what has run out, whoever guesses.
  await guess('somebody.else@harrowvale.example')
  const ofKnown = await statementsOf(shop.database, () => guess(known))
  const ofUnknown = await statementsOf(shop.database, () => guess(unknown))
  expect(ofKnown).toEqual(ofUnknown)
  expect(refusalOf(await guess(known))).toEqual(refusalOf(await guess(unknown)))
})

test('a limit reached says the same for a known and an unknown address (O-37)', async () => {
  const answers = []
  for (const address of [known, unknown]) {
    for (let asked = 0; asked < 6; asked++) await ask(address)
    answers.push(refusalOf(await ask(address)))
  }
  expect(answers[0]).toEqual(answers[1])
})

test('a fresh way in answers the same for a link there is, one claimed long ago and one there never was (O-37)', async () => {
  const sold = await shop.sold()
  const claims = [sold.claim, sold.claim, 'nobody made this']
  const answers = await Promise.all(claims.map((claim) => shop.write(anonymous, sendFreshClaim, { claim })))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
})
