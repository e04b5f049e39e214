import { anonymous, operator } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect, type Database } from '../db/connect.ts'
import { randomIds } from '../db/new-id.ts'
import { reader, writer } from '../db/unit-of-work.ts'
import { makeSetupKey } from '../teams/make-setup-key.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { dump, planOf, refusalOf } from '../testing/story.ts'
import { finishSetup } from './finish-setup.ts'
import { saveSetupStep } from './save-setup-step.ts'
import { setupPage } from './setup-views.ts'

let made: TestDatabase
let database: Database
let now: Date

beforeEach(async () => {
  made = await freshDatabase()
  database = connect(made.connection, () => {}, 4)
  now = new Date('2026-11-02T09:00:00Z')
})
afterEach(async () => {
  await database.close()
  await made.drop()
})

const steps = {
  you: { name: 'Maud Fenwick', email: 'maud@fenwick.example' },
  vendor: { name: 'Fenwick Tools', country: 'DE', currency: 'EUR', timeZone: 'Europe/Berlin', locale: 'de' },
  mail: { replyTo: 'sales@fenwick.example' },
  product: { name: 'Loomwright', code: '', version: '6.2', releasedOn: '2026-03-01' },
  price: { price: '219', continuity: 'on', yearTwoPercent: '20', yearThreePercent: '40' },
}

test('five steps open the house: vendor, owner, product, release and price', async () => {
  const key = await newKey()
  for (const [step, typed] of Object.entries(steps)) planOf(await save(key, step, typed))

  const finished = planOf(await write((tx) => finishSetup(tx, { key })))
  expect(finished).toEqual({
    owner: { address: 'maud@fenwick.example', name: 'Maud Fenwick' },
    productSlug: 'loomwright',
  })
  expect(await rows('select name, country, currency, reply_to, invoice_release from vendor')).toEqual([
    {
      ...{ name: 'Fenwick Tools', country: 'DE', currency: 'EUR' },
      ...{ reply_to: 'sales@fenwick.example', invoice_release: 'confirm' },
    },
  ])
  expect(await rows('select address_key, role from staff')).toEqual([
    { address_key: 'maud@fenwick.example', role: 'owner' },
  ])
  expect(await rows('select code, slug from product')).toEqual([{ code: 'LOOM', slug: 'loomwright' }])
  expect(await rows('select version, released_on from release')).toEqual([
    { version: '6.2', released_on: '2026-03-01' },
  ])
  expect(await rows('select continuity_year, minor from price order by 1')).toEqual([
    { continuity_year: 1, minor: 21_900 },
    { continuity_year: 2, minor: 17_520 },
    { continuity_year: 3, minor: 13_140 },
  ])
})

test('every answered step is kept, so that a reload goes on with the next', async () => {
  const key = await newKey()
  expect(await page(key)).toMatchObject({ step: 'you', answered: [], guess: { country: 'DE' } })
  planOf(await save(key, 'you', steps.you))
  expect(await page(key)).toMatchObject({ step: 'vendor', answered: ['you'], answers: { you: steps.you } })
  expect(await page(key, 'you')).toMatchObject({ step: 'you' })
  expect(await page(key, 'price')).toMatchObject({ step: 'vendor' })
})

test('a step with a mistake names its field and is not kept', async () => {
  const key = await newKey()
  const before = await dump({ database })
  const refusal = refusalOf(await save(key, 'you', { name: 'Maud', email: 'maud' }))
  expect(refusal).toMatchObject({ code: 'fields_wrong', fields: [{ field: 'email' }] })
  expect(await dump({ database })).toEqual(before)
})

test('finishing with a step left out names it and makes nothing', async () => {
  const key = await newKey()
  planOf(await save(key, 'you', steps.you))
  const before = await dump({ database })
  const refusal = refusalOf(await write((tx) => finishSetup(tx, { key })))
  expect(refusal).toMatchObject({ code: 'setup_incomplete', step: 'vendor' })
  expect(await dump({ database })).toEqual(before)
})

test('the key opens set-up for a day, and a newer one ends it', async () => {
  const [old, key] = [await newKey(), await newKey()]
  expect(refusalOf(await save(old, 'you', steps.you))).toMatchObject({ code: 'setup_key_wrong' })
  expect(refusalOf(await save('', 'you', steps.you))).toMatchObject({ code: 'setup_key_missing' })
  now = new Date(now.getTime() + 24 * 3_600_000)
  expect(refusalOf(await save(key, 'you', steps.you))).toMatchObject({ code: 'setup_key_too_old' })
})

test('two browsers that finish at once make one vendor, and then no key opens anything', async () => {
  const key = await newKey()
  for (const [step, typed] of Object.entries(steps)) planOf(await save(key, step, typed))
  const answers = await Promise.all([
    write((tx) => finishSetup(tx, { key })),
    write((tx) => finishSetup(tx, { key })),
  ])
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  expect(refusalOf(await save(key, 'you', steps.you))).toMatchObject({ code: 'setup_finished' })
  expect(refusalOf(await write((tx) => makeSetupKey(tx, {}), operator))).toMatchObject({
    code: 'setup_finished',
  })
})

test('only whoever runs the machine is given a key, and the database does not hold it', async () => {
  expect(refusalOf(await write((tx) => makeSetupKey(tx, {})))).toMatchObject({ code: 'not_allowed' })
  const key = await newKey()
  expect(JSON.stringify(await dump({ database }))).not.toContain(key)
})

const write = <Answer>(
  run: (tx: Parameters<typeof finishSetup>[0]) => Promise<Answer>,
  actor: typeof anonymous = anonymous,
) => writer({ db: database.db, clock: () => now, newId: randomIds })(actor, run)

async function newKey(): Promise<string> {
  return planOf(await write((tx) => makeSetupKey(tx, {}), operator)).key
}

function save(key: string, step: string, typed: Readonly<Record<string, string>>) {
  return write((tx) => saveSetupStep(tx, { key, step, typed }))
}

async function page(key: string, step: string | null = null) {
  const read = reader({ db: database.db, clock: () => now, newId: randomIds })
  return planOf(await read(anonymous, (door) => setupPage(door, { key, step, acceptLanguage: 'de-DE' })))
}

async function rows(query: string): Promise<unknown[]> {
  return (await sql.raw(query).execute(database.db)).rows
}
