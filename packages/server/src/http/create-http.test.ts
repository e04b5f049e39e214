import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createAccess } from '../access/access.ts'
import { createApplication } from '../app.ts'
import type { RequestContext } from '../application.ts'
import { readConfig } from '../config.ts'
import { connect, type Database } from '../db/connect.ts'
import { randomIds } from '../db/new-id.ts'
import { writer } from '../db/unit-of-work.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import type { Console } from './console.ts'
import { createHttp } from './create-http.ts'
import { openLog } from './log.ts'

let place: TestDatabase
let database: Database
let lines: string[]
let seen: RequestContext | undefined
/** What the page under test does; the real console is walked by the stories. */
let page: (request: Request, context: RequestContext) => Promise<Response>

beforeAll(async () => {
  place = await freshDatabase()
  database = connect(place.connection, () => {})
})

beforeEach(() => {
  lines = []
  seen = undefined
  page = async () => new Response('a page')
})

afterAll(async () => {
  await database.close()
  await place.drop()
})

const pages: Console = {
  build: {
    entry: {
      module: {
        answer: (_build, request, context) => {
          seen = context
          return page(request, context)
        },
      },
    },
  },
  clientFolder: import.meta.dirname,
}

async function service(env: Record<string, string> = {}) {
  const read = readConfig(env)
  if (!read.ok) throw new Error('wrong settings')
  const { config } = read
  const publicOrigin = config.publicUrl ?? 'http://localhost:4700'
  const doors = { db: database.db, clock: () => new Date(), newId: randomIds }
  const access = await createAccess(doors, writer(doors), publicOrigin)
  const app = createApplication({ config, doors, access, publicOrigin })
  const log = openLog('trace', { write: (line) => void lines.push(line) })
  return { http: createHttp({ app, console: pages, publicOrigin, log }), app }
}

const localhost = { host: 'localhost:4700' }

test('says when it is ready, to whatever asks', async () => {
  const { http } = await service()
  const answer = await http.request('/healthz', { headers: { host: '10.0.0.7' } })
  expect([answer.status, await answer.text()]).toEqual([200, 'ready\n'])
})

test.each(['localhost:4700', '127.0.0.1:4700', '[::1]:4700'])(
  'without a public address %s is this machine',
  async (host) => {
    const { http } = await service()
    expect((await http.request('/', { headers: { host } })).status).toBe(200)
  },
)

test.each(['evil.test', 'localhost.evil.test', 'localhost:4700@evil.test', '', 'evil.test/localhost'])(
  'without a public address the host %j is not served, and the page says what to set (O-35)',
  async (host) => {
    const { http } = await service()
    const answer = await http.request('/', { headers: { host } })
    expect(answer.status).toBe(421)
    expect(await answer.text()).toContain('PUBLIC_URL')
    expect(seen).toBeUndefined()
  },
)

test.each([
  { host: 'evil.test' },
  { host: 'licenses.fenwick.example', 'x-forwarded-host': 'evil.test' },
  { host: 'licenses.fenwick.example', forwarded: 'host=evil.test' },
  { host: 'licenses.fenwick.example:443@evil.test' },
])('with a public address nothing is ever built from %j (O-35)', async (headers) => {
  const { http } = await service({ PUBLIC_URL: 'https://licenses.fenwick.example' })
  page = async (request) => new Response(request.url)
  const answer = await http.request('/signin', { headers })
  expect(await answer.text()).toBe('https://licenses.fenwick.example/signin')
  expect(seen?.publicOrigin).toBe('https://licenses.fenwick.example')
})

test('a form sent from another site changes nothing', async () => {
  const { http } = await service({ PUBLIC_URL: 'https://licenses.fenwick.example' })
  const answer = await http.request('/signin', {
    method: 'POST',
    headers: { origin: 'https://evil.test' },
    body: 'a=b',
  })
  expect(answer.status).toBe(403)
  expect(seen).toBeUndefined()
})

test.each(['/i/%00', '/o/harrow-vale?search=%00', '/i/%E0%A4%A'])(
  '%s gets a readable 400 (O-57)',
  async (path) => {
    const { http } = await service()
    const answer = await http.request(path, { headers: localhost })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('Copy the whole link')
  },
)

test('a body beyond 8 MB gets a readable 413', async () => {
  const { http } = await service()
  page = async (request) => new Response(String((await request.text()).length))
  const send = (bytes: number) =>
    http.request('/', { method: 'POST', headers: localhost, body: 'x'.repeat(bytes) })
  expect((await send(8 * 1024 * 1024)).status).toBe(200)
  const answer = await send(8 * 1024 * 1024 + 1)
  expect(answer.status).toBe(413)
  expect(await answer.text()).toContain('nothing has been changed')
})

test.each(['/o/harrow-vale/assign', '/o/harrow-vale/t/2000001/assign.data'])(
  'a list of 10 MB is taken at %s, and one beyond 11 MB is not',
  async (path) => {
    const { http } = await service()
    page = async (request) => new Response(String((await request.arrayBuffer()).byteLength))
    const send = (bytes: number) =>
      http.request(path, { method: 'POST', headers: localhost, body: new Uint8Array(bytes) })
    expect((await send(10 * 1024 * 1024)).status).toBe(200)
    const answer = await send(11 * 1024 * 1024 + 1)
    expect([answer.status, await answer.text()]).toEqual([413, expect.stringContaining('up to 10 MB')])
  },
)

test('a fault becomes a page with a reference, and one line in the log under it', async () => {
  const { http } = await service()
  page = () => Promise.reject(new Error('the pool is gone'))
  const answer = await http.request('/', { headers: localhost })
  const text = await answer.text()
  const reference = /Reference ([0-9A-Z]{8})/.exec(text)?.[1]
  expect(answer.status).toBe(500)
  expect(text).not.toContain('the pool is gone')
  const faults = lines.map((line) => JSON.parse(line)).filter((line) => line.level === 50)
  expect(faults).toMatchObject([{ id: reference, fault: { message: 'the pool is gone' } }])
})

test('the log never holds what a link or a code opens, nor a query, nor a body (O-39)', async () => {
  const { http } = await service()
  const secret = 'v3ry53cr3tv3ry53cr3tv3ry5'
  page = async (request, context) => {
    await request.text()
    context.reportFault(new Error('on purpose'), request)
    return new Response('a page', { status: 500 })
  }
  for (const path of [
    '/i/',
    '/a/',
    '/claim/',
    '/order/',
    '/signin/',
    '/setup?key=',
    '/vendor?api_key=',
    '/o/x?license=',
  ]) {
    await http.request(path + secret, { method: 'POST', headers: localhost, body: `code=${secret}` })
  }
  expect(lines.length).toBeGreaterThan(10)
  expect(lines.join('\n')).not.toContain(secret)
})

test('a page gets who asks, in which language and theme, and its cookies reach the browser', async () => {
  const { http } = await service()
  page = async (_request, { answerHeaders }) => {
    answerHeaders.append('set-cookie', 'one=1')
    answerHeaders.append('set-cookie', 'two=2')
    return new Response('a page')
  }
  const headers = {
    ...localhost,
    'accept-language': 'fr, de-AT;q=0.8, en;q=0.5',
    cookie: 'claviger_theme=dark',
  }
  const answer = await http.request('/', { headers })
  expect(seen).toMatchObject({ actor: { kind: 'anonymous' }, locale: 'de', theme: 'dark' })
  expect(answer.headers.getSetCookie()).toEqual(['one=1', 'two=2'])
})

test('a person signs in with the mailed code over HTTP, and the next request knows them', async () => {
  const { http } = await service()
  page = async (request, { app, answerHeaders, source, locale, actor }) => {
    if (request.method === 'GET') return Response.json(actor)
    const form = await request.formData()
    const address = String(form.get('address'))
    const code = form.get('code')
    if (code === null) {
      return Response.json(
        await app.access.sendCode({ address, purpose: { kind: 'sign_in' }, source, locale }),
      )
    }
    const answer = await app.access.signInWithCode({
      address,
      code: String(code),
      source,
      from: request.headers,
    })
    if (answer.ok) answerHeaders.append('set-cookie', answer.plan.setCookie)
    return Response.json(answer.ok)
  }
  const post = (form: Record<string, string>) =>
    http.request('/signin', { method: 'POST', headers: localhost, body: new URLSearchParams(form) })
  await post({ address: 'ines@harrowvale.example' })
  const letter = await database.db.selectFrom('letter').select('facts').executeTakeFirstOrThrow()
  const { digits } = letter.facts as { digits: string }
  const signedIn = await post({ address: 'ines@harrowvale.example', code: digits })
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const next = await http.request('/', { headers: { ...localhost, cookie } })
  expect(await next.json()).toMatchObject({ kind: 'account', name: 'ines@harrowvale.example' })
})

test('one source that storms the doors is asked to wait; others and the console are not', async () => {
  const { http } = await service({ PUBLIC_URL: 'https://licenses.fenwick.example' })
  const visit = (path: string, from: string) =>
    http.request(path, { headers: { 'x-forwarded-for': `1.2.3.4, ${from}` } })
  for (let visits = 0; visits < 1200; visits++) await visit('/signin', '203.0.113.9')
  expect((await visit('/signin', '203.0.113.9')).status).toBe(429)
  expect((await visit('/signin', '203.0.113.10')).status).toBe(200)
  expect((await visit('/vendor', '203.0.113.9')).status).toBe(200)
})
