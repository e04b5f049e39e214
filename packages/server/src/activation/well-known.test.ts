import { operator } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appOf } from '../testing/app-of.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { rootKeyOf, withKeys } from '../testing/keys.ts'
import { openStory, planOf, type Story } from '../testing/story.ts'
import { certifiedBy } from './key-certify.ts'
import { retireKey } from './retire-key.ts'
import { loadRetiredNotice } from './signer.ts'
import { wellKnownRoutes } from './well-known-routes.ts'

let database: TestDatabase
let story: Story
let ask: (path: string, headers?: Record<string, string>) => Promise<Response>

beforeAll(async () => {
  database = await freshDatabase()
  story = await openStory(database.connection)
  const routes = wellKnownRoutes(await appOf(story))
  ask = async (path, headers = {}) => routes.request(`/.well-known/claviger/${path}`, { headers })
})
afterAll(async () => {
  await story.close()
  await database.drop()
})

test('before there are keys, there is no root to be had', async () => {
  expect((await ask('root.json')).status).toBe(404)
  expect(await (await ask('keys.json')).json()).toEqual({ keys: [] })
  await withKeys(story)
})

test('the root key is a JSON Web Key of Ed25519 that anybody may read from anywhere', async () => {
  const answer = await ask('root.json')
  const x = await rootKeyOf(story)
  expect(await answer.json()).toEqual({
    ...{ kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA', kid: x.slice(0, 8), x },
  })
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  expect(answer.headers.get('cache-control')).toBe('public, max-age=300')
})

test('the key set names every key with what the root says of it, and since when one is retired', async () => {
  const before = await keysOf()
  const leaked = before.keys[0]?.kid ?? ''
  planOf(await story.write(operator, retireKey, { kid: leaked, at: '' }))
  const after = await keysOf()
  expect(after.keys.map((key) => [key.kid === leaked, key.retired !== undefined])).toEqual([
    [false, false],
    [true, true],
  ])
  const root = await rootKeyOf(story)
  for (const { x, statement } of after.keys) expect(certifiedBy(root, statement)).toBe(x)
  expect(before.retired).toBeUndefined()
  expect(after.retired).toBe(await story.read(operator, loadRetiredNotice, {}))
})

test('no key shows a private half', async () => {
  const { keys } = await keysOf()
  for (const key of keys)
    expect(
      Object.keys(key).filter((name) => !['since', 'replaced', 'retired', 'statement'].includes(name)),
    ).toEqual([...['kty', 'crv', 'use', 'alg', 'kid', 'x']])
})

test('whoever has the answer already is told so, until it changes', async () => {
  const etag = (await ask('keys.json')).headers.get('etag') ?? ''
  expect((await ask('keys.json', { 'if-none-match': etag })).status).toBe(304)
  planOf(await story.write(operator, retireKey, { kid: (await keysOf()).keys[0]?.kid ?? '', at: '' }))
  expect((await ask('keys.json', { 'if-none-match': etag })).status).toBe(200)
})

interface KeySetAnswer {
  readonly keys: readonly { kid: string; x: string; statement: string; retired?: string }[]
  readonly retired?: string
}

async function keysOf(): Promise<KeySetAnswer> {
  return (await (await ask('keys.json')).json()) as KeySetAnswer
}
