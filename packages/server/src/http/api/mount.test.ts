import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type ApiCaller, type OpenApi, openApi } from '../../testing/account-api.ts'
import { freshDatabase, type TestDatabase } from '../../testing/database.ts'
import { newCustomer, openStory, type Story } from '../../testing/story.ts'
import { openLog } from '../log.ts'
import { type ApiRoute, apiRoute } from './api-route.ts'
import { dateText, numberText, pageQuery, text } from './fields.ts'
import { listed, listHeaders } from './listed.ts'
import { mountApi } from './mount.ts'

let place: TestDatabase
let story: Story
let api: OpenApi
let caller: ApiCaller
let lines: string[] = []
let http: Hono<never>

const group = { group: 'jobs', summary: '', dropIn: false, answers: {} } as const

/** Routes that do nothing but show how they were called. */
const toys: readonly ApiRoute[] = [
  apiRoute({
    ...{ ...group, method: 'get', path: '/numbers', id: 'listNumbers' },
    query: z.object({ ...pageQuery, kind: z.enum(['ODD', 'EVEN']).optional() }),
    answers: { 200: { description: '', schema: z.array(z.int()), headers: listHeaders } },
    handle: async (call) => {
      const { page, perPage } = call.query
      return listed(call, { rows: [page, perPage], total: 250, page, perPage })
    },
  }),
  apiRoute({
    ...{ ...group, method: 'get', path: '/numbers/{number}', id: 'getNumber' },
    params: z.object({ number: numberText(1, 9) }),
    handle: async ({ params }) => ({ status: 200, body: params }),
  }),
  apiRoute({
    ...{ ...group, method: 'post', path: '/numbers', id: 'createNumber' },
    body: z.object({
      name: text(5),
      count: z.int().min(1),
      on: dateText.optional(),
      tags: z.array(z.object({ tag: z.string() })).optional(),
    }),
    handle: async ({ body }) => ({ status: 201, body }),
  }),
  apiRoute({
    ...{ ...group, method: 'post', path: '/maybe', id: 'maybe' },
    body: z.object({ name: z.string() }).optional(),
    handle: async ({ body }) => ({ status: 200, body: { body: body ?? 'none' } }),
  }),
  apiRoute({
    ...{ ...group, method: 'delete', path: '/broken', id: 'broken' },
    handle: async () => {
      throw new Error('the database of Harrow & Vale is on fire')
    },
  }),
]

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
  api = await openApi(story)
  caller = await api.tokenFor(await newCustomer(story, 0), { role: 'administrator' })
  const log = openLog('trace', { write: (line) => void lines.push(line) })
  const publicOrigin = 'https://licenses.fenwick.example'
  const limits = { wrongKeys: 3, calls: 100 }
  http = mountApi({ app: api.app, publicOrigin, log, routes: toys, limits }) as unknown as Hono<never>
})

beforeEach(() => {
  lines = []
  story.pass({ minutes: 1 })
})

afterAll(async () => {
  await api.close()
  await story.close()
  await place.drop()
})

async function call(method: string, path: string, body?: string) {
  const answer = await http.request(`https://licenses.fenwick.example/api/v1${path}`, {
    method,
    headers: { 'X-Api-Key': caller.token, 'X-Customer-Code': String(caller.customer) },
    ...(body !== undefined && { body }),
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, json: text === '' ? undefined : JSON.parse(text) }
}

describe('a list', () => {
  test('tells how long it is and where its neighbors are, under the configured address (RFC 8288)', async () => {
    const { status, json, headers } = await call('GET', '/numbers?page=2&perPage=100&kind=ODD&unknown=1')
    expect([status, json, headers.get('x-total-count')]).toEqual([200, [2, 100], '250'])
    const at = (page: number) =>
      `<https://licenses.fenwick.example/api/v1/numbers?page=${page}&perPage=100&kind=ODD>`
    expect(headers.get('link')).toBe(
      `${at(1)}; rel="first", ${at(1)}; rel="prev", ${at(3)}; rel="next", ${at(3)}; rel="last"`,
    )
  })

  test('that is asked for past its end leads back', async () => {
    const { headers } = await call('GET', '/numbers?page=9')
    expect(headers.get('link')).toMatch(/page=1&.*first.*page=3&.*prev.*page=3&.*last/)
    expect(headers.get('link')).not.toContain('next')
  })

  test.each([
    ['page=0', 'page must be a whole number from 1 to 2147483647.'],
    ['perPage=-1', 'perPage must be a whole number from 1 to 200.'],
    ['perPage=1000000', 'perPage must be a whole number from 1 to 200.'],
    ['page=', 'page must be a whole number from 1 to 2147483647.'],
    ['kind=odd', 'kind must be one of ODD, EVEN.'],
    [`kind=${'x'.repeat(2_000)}`, 'The query may have up to 2000 characters.'],
  ])('asked for with %.20s names the parameter and what it may be (O-58)', async (query, description) => {
    expect(await call('GET', `/numbers?${query}`)).toMatchObject({
      ...{ status: 400, json: { code: 'INVALID_PARAMETER', description } },
    })
  })

  test('reads the first of two parameters of one name', async () => {
    expect((await call('GET', '/numbers?page=2&page=x')).json).toEqual([2, 100])
  })
})

test('what no parameter of a path can be is not there', async () => {
  expect(await call('GET', '/numbers/7')).toMatchObject({ status: 200, json: { number: 7 } })
  for (const number of ['0', '10', 'seven', '%20'])
    expect(await call('GET', `/numbers/${number}`)).toMatchObject({
      status: 404,
      json: { code: 'NOT_FOUND' },
    })
})

describe('a body of our own routes', () => {
  test.each([
    ['', 'MISSING_FIELD', 'The body must be a JSON object.'],
    ['{', 'MISSING_FIELD', 'The body must be a JSON object.'],
    ['[]', 'INVALID_FIELD', 'The body must be an object.'],
    ['{}', 'INVALID_FIELD', 'name is missing.'],
    ['{"name":7}', 'INVALID_FIELD', 'name must be a text.'],
    ['{"name":""}', 'INVALID_FIELD', 'name must not be empty.'],
    ['{"name":"abcdef"}', 'INVALID_FIELD', 'name must not be longer than 5 characters.'],
    ['{"name":"a"}', 'INVALID_FIELD', 'count is missing.'],
    ['{"name":"a","count":"1"}', 'INVALID_FIELD', 'count must be a number.'],
    ['{"name":"a","count":0}', 'INVALID_FIELD', 'count must be at least 1.'],
    ['{"name":"a","count":1,"on":"1 May"}', 'INVALID_FIELD', 'on must be a day written YYYY-MM-DD.'],
    ['{"name":"a","count":1,"tags":[{"tag":7}]}', 'INVALID_FIELD', 'tags.0.tag must be a text.'],
    [
      '{"name":"a","count":1,"tags":[{"tag":"a\\u0000"}]}',
      'INVALID_FIELD',
      'tag holds the character U+0000 at position 2, which cannot be kept.',
    ],
  ])('%s is told what is wrong with it', async (body, code, description) => {
    expect(await call('POST', '/numbers', body)).toMatchObject({ status: 400, json: { code, description } })
  })

  test('comes without what nobody knows', async () => {
    const { json } = await call('POST', '/numbers', '{"name":"a","count":1,"more":true}')
    expect(json).toEqual({ name: 'a', count: 1 })
  })

  test('may be left out where the route says so', async () => {
    expect((await call('POST', '/maybe')).json).toEqual({ body: 'none' })
    expect((await call('POST', '/maybe', '{"name":"a"}')).json).toEqual({ body: { name: 'a' } })
  })
})

test('a fault is answered by a reference, and what it was about stands in the log alone', async () => {
  const { status, json } = await call('DELETE', '/broken')
  expect([status, json.code]).toEqual([500, 'INTERNAL_ERROR'])
  expect(json.description).not.toContain('Harrow')
  expect(lines.join('')).toContain('Harrow & Vale is on fire')
  expect(lines.join('')).not.toContain(caller.token)
})

test('a token that calls without pause is asked to wait for the rest of the minute', async () => {
  for (let n = 0; n < 100; n++) expect((await call('GET', '/numbers/1')).status).toBe(200)
  const { status, headers } = await call('GET', '/numbers/1')
  expect([status, headers.get('retry-after')]).toEqual([429, '60'])
  story.pass({ minutes: 1 })
  expect((await call('GET', '/numbers/1')).status).toBe(200)
})

test('a page for people tells of every call, at the addresses where the original has its own', async () => {
  const answer = await http.request('https://licenses.fenwick.example/api-doc')
  const page = await answer.text()
  expect(answer.headers.get('content-type')).toContain('text/html')
  for (const { method, path, summary } of toys) {
    expect(page).toContain(`<code>${method.toUpperCase()} ${path}</code>`)
    expect(page).toContain(summary)
  }
  const other = await http.request('https://licenses.fenwick.example/openapi')
  expect([other.status, other.headers.get('location')]).toEqual([302, '/api-doc'])
})

test('the documents need no key, and name this installation', async () => {
  for (const path of ['/swagger.json', '/openapi.json']) {
    const answer = await http.request(`https://licenses.fenwick.example/api/v1${path}`)
    expect(await answer.json()).toMatchObject({
      ...{ openapi: '3.1.0', servers: [{ url: 'https://licenses.fenwick.example/api/v1' }] },
    })
  }
})
