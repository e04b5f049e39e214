import { anonymous } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomIds } from '../db/new-id.ts'
import { writer } from '../db/unit-of-work.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { openStory, type Story } from '../testing/story.ts'
import { type Access, createAccess } from './access.ts'
import { changeProfile } from './change-profile.ts'
import { ownProfile } from './profile-views.ts'

const origin = 'http://localhost:4700'
const german = { name: 'Jürgen Voß', locale: 'de', theme: 'dark', density: 'compact', shortcuts: false }
let place: TestDatabase
let story: Story
let access: Access

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
  const doors = { db: story.database.db, clock: story.now, newId: randomIds }
  access = await createAccess(doors, writer(doors), origin)
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

async function enter(address: string) {
  const signedIn = await access.signInAs({ address, from: new Headers() })
  if (!signedIn.ok) throw new Error(signedIn.refusal.code)
  const cookie = signedIn.plan.setCookie.split(';')[0] ?? ''
  return new Request(origin, { headers: { cookie } })
}

test('a profile that was never touched leaves language and theme to the browser', async () => {
  const actor = await access.actorOf(await enter('amaya@harrowvale.example'))
  expect(await story.read(actor, ownProfile, {})).toEqual({
    ok: true,
    plan: { name: '', locale: null, theme: null, density: 'comfortable', shortcuts: true },
  })
})

test('what an account decides holds for its every session, and for nobody else', async () => {
  const here = await enter('j.voss@harrowvale.example')
  const there = await enter('j.voss@harrowvale.example')
  const other = await enter('li.ming@harrowvale.example')
  expect((await story.write(await access.actorOf(here), changeProfile, german)).ok).toBe(true)
  expect(await access.visitorOf(there)).toMatchObject({
    ...{ locale: 'de', theme: 'dark' },
    actor: { name: 'Jürgen Voß' },
  })
  expect(await access.visitorOf(other)).toMatchObject({ locale: null, theme: null })
})

test.for([
  ['name', 'x'.repeat(121), 'text_too_long'],
  ['name', 'Bell\u0007', 'text_hidden_character'],
  ['locale', 'tlh', 'not_a_choice'],
  ['theme', 'purple', 'not_a_choice'],
  ['density', undefined, 'not_a_choice'],
])(
  'a profile with %s %j is refused at that field, and nothing of it is kept',
  async ([field, value, code]) => {
    const actor = await access.actorOf(await enter('noor@harrowvale.example'))
    const before = await story.read(actor, ownProfile, {})
    const decision = await story.write(actor, changeProfile, { ...german, [String(field)]: value })
    expect(decision).toMatchObject({
      ok: false,
      refusal: { code: 'fields_wrong', fields: [{ field, code }] },
    })
    expect(await story.read(actor, ownProfile, {})).toEqual(before)
  },
)

test('nobody has no profile', async () => {
  expect(await story.read(anonymous, ownProfile, {})).toMatchObject({ refusal: { code: 'not_signed_in' } })
  expect(await story.write(anonymous, changeProfile, german)).toMatchObject({
    refusal: { code: 'not_signed_in' },
  })
})

test('a session says when it was last used, noted once an hour', async () => {
  const request = await enter('seun@harrowvale.example')
  const actor = await access.actorOf(request)
  if (actor.kind !== 'account') throw new Error('not signed in')
  const long = new Date('2026-01-01T00:00:00Z')
  await story.database.db
    .updateTable('session')
    .set({ updated_at: long })
    .where('id', '=', actor.sessionId)
    .execute()
  await access.actorOf(request)
  const [first] = await access.sessions(actor)
  expect(first?.usedAt.getTime()).toBeGreaterThan(long.getTime())
  await access.actorOf(request)
  expect((await access.sessions(actor))[0]?.usedAt).toEqual(first?.usedAt)
})
