import { randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type ApiCaller, type OpenApi, openApi } from '../../testing/account-api.ts'
import { openTerms } from '../../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../../testing/database.ts'
import { type Customer, dump, newCustomer, openStory, type Story } from '../../testing/story.ts'
import { openLog } from '../log.ts'
import { sweepAnswers } from './answer-store.ts'
import { apiRoute } from './api-route.ts'
import { mountApi } from './mount.ts'

let place: TestDatabase
let story: Story
let api: OpenApi
let customer: Customer
let admin: ApiCaller & { tokenId: string }
let http: Hono<never>

/** Makes a link, anew with each call, and tells its secret; refuses where the product is none. */
const makeLink = apiRoute({
  ...{ method: 'post', path: '/links', id: 'makeLink', group: 'invitations', summary: '', dropIn: false },
  body: z.object({ productCode: z.string() }),
  answers: {},
  handle: async ({ actor, body, write }) =>
    write(
      'createInvitation',
      {
        ...{ organizationId: actor.organizationId, id: randomUUID(), teamId: customer.teamId },
        ...{ productCode: body.productCode, ...openTerms },
      },
      ({ id, token }) => ({ status: 201, body: { id, token }, headers: { 'X-Made': 'yes' } }),
    ),
})

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection, 20)
  api = await openApi(story)
  const publicOrigin = 'https://licenses.fenwick.example'
  const log = openLog('silent')
  http = mountApi({ app: api.app, publicOrigin, log, routes: [makeLink] }) as unknown as Hono<never>
})

beforeEach(async () => {
  customer = await newCustomer(story, 2)
  admin = await api.tokenFor(customer, { role: 'administrator' })
})

afterAll(async () => {
  await api.close()
  await story.close()
  await place.drop()
})

async function make(
  key: string | null,
  {
    caller = admin,
    body = '{"productCode":"LOOM"}',
    search = '',
  }: Partial<{
    caller: ApiCaller
    body: string
    search: string
  }> = {},
) {
  const answer = await http.request(`https://licenses.fenwick.example/api/v1/links${search}`, {
    method: 'POST',
    headers: {
      ...{ 'X-Api-Key': caller.token, 'X-Customer-Code': String(caller.customer) },
      ...(key !== null && { 'Idempotency-Key': key }),
    },
    body,
  })
  const [status, replayed] = [answer.status, answer.headers.get('idempotency-replayed')]
  return { status, replayed, made: answer.headers.get('x-made'), json: await answer.json() }
}

async function linksMade(): Promise<number> {
  const links = await story.database.db
    .selectFrom('invitation')
    .select('id')
    .where('organization_id', '=', customer.organizationId)
    .execute()
  return links.length
}

describe('a write with an Idempotency-Key', () => {
  test('is done once and answered the same, headers and all, when it is sent again (O-61)', async () => {
    const first = await make('order 7')
    expect(first).toMatchObject({ status: 201, replayed: null, made: 'yes' })
    expect(await make('order 7')).toEqual({ ...first, replayed: 'true' })
    expect(await linksMade()).toBe(1)
  })

  test('is done once when it is sent twenty times at the same moment, and everybody is told the same (O-61)', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => make('storm')))
    expect(new Set(answers.map(({ json }) => JSON.stringify(json))).size).toBe(1)
    expect(answers.filter(({ replayed }) => replayed === null)).toHaveLength(1)
    expect(await linksMade()).toBe(1)
  })

  test('belongs to one request: with another body or query it is refused, and nothing happens', async () => {
    await make('mine')
    for (const other of [{ body: '{"productCode":"FERR"}' }, { search: '?again=1' }])
      expect(await make('mine', other)).toMatchObject({
        ...{ status: 422, replayed: null },
        json: { code: 'IDEMPOTENCY_KEY_REUSED' },
      })
    expect(await linksMade()).toBe(1)
  })

  test('belongs to one token', async () => {
    const another = await api.tokenFor(customer, { role: 'administrator' })
    const [one, other] = [await make('shared'), await make('shared', { caller: another })]
    expect([other.status, other.json.id === one.json.id]).toEqual([201, false])
  })

  test('is free again after a refusal, since nothing happened', async () => {
    const refused = await make('retry', { body: '{"productCode":"NONE"}' })
    expect(refused).toMatchObject({ status: 404, json: { code: 'PRODUCT_NOT_FOUND' } })
    expect(await make('retry')).toMatchObject({ status: 201, replayed: null })
  })

  test('is forgotten after a day', async () => {
    const first = await make('daily')
    story.pass({ minutes: 24 * 60 - 1 })
    expect((await make('daily')).json).toEqual(first.json)
    story.pass({ minutes: 1 })
    expect((await make('daily')).replayed).toBeNull()
    story.pass({ days: 1 })
    await sweepAnswers(story.database.db, story.now())
    expect(await story.database.db.selectFrom('api_answer').select('key').execute()).toEqual([])
  })

  test('leaves nothing of what it answered where readers of the database can use it (O-39)', async () => {
    const { json } = await make('sealed')
    const { api_answer } = await dump(story)
    expect(api_answer).toContainEqual(expect.objectContaining({ key: 'sealed', status: 201 }))
    expect(JSON.stringify(api_answer)).not.toContain(json.token)
    expect(JSON.stringify(api_answer)).not.toContain(admin.token)
  })

  test.each(['', 'ü', 'x'.repeat(201), 'a\tb'])('may not be %j', async (key) => {
    expect(await make(key)).toMatchObject({ status: 400, json: { code: 'IDEMPOTENCY_KEY_INVALID' } })
    expect(await linksMade()).toBe(0)
  })
})

test('without an Idempotency-Key every call is one of its own', async () => {
  const [one, other] = [await make(null), await make(null)]
  expect([one.status, other.status, one.json.id === other.json.id]).toEqual([201, 201, false])
})
