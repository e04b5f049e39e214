import { verifyWith } from '@claviger/core/activation/verify-with'
import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createRoutes } from '../app.ts'
import type { Console } from '../http/console.ts'
import { createHttp, type HttpEnv } from '../http/create-http.ts'
import { openLog } from '../http/log.ts'
import { assign, licenseOf, revoke } from '../testing/acts.ts'
import { appOf } from '../testing/app-of.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { approve, connectMachine, machineId, type OwnLicense } from '../testing/devices.ts'
import { isGenuine, rootKeyOf, withKeys } from '../testing/keys.ts'
import { type Customer, newCustomer, openStory, planOf, type Story, visitor } from '../testing/story.ts'
import type { NotedCall } from './call-store.ts'
import { signOutMachine } from './sign-out-machine.ts'

const origin = 'https://licenses.fenwick.example'
const jonas = visitor('jonas.voss@harrowvale.example', 'Jonas Voß')

let place: TestDatabase
let story: Story
let http: Hono<HttpEnv>
let lines: string[]
let calls: NotedCall[]

const noPages: Console = {
  build: { entry: { module: { answer: async () => new Response('a page') } } },
  clientFolder: import.meta.dirname,
}

beforeAll(async () => {
  place = await freshDatabase()
  story = await withKeys(await openStory(place.connection))
  const app = await appOf(story)
  const log = openLog('trace', { write: (line) => void lines.push(line) })
  const note = (call: NotedCall) => void calls.push(call)
  const routes = createRoutes({ app, publicOrigin: origin, log, note })
  http = createHttp({ app, console: noPages, publicOrigin: origin, log, routes })
})

beforeEach(() => {
  lines = []
  calls = []
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

const host = { Host: 'licenses.fenwick.example' }

function post(path: string, body: string, headers: Record<string, string> = {}) {
  return http.request(`${origin}${path}`, { method: 'POST', headers: { ...host, ...headers }, body })
}

const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString()
const asking = (machine: string) =>
  form({
    ...{ client_id: 'LOOM', machine: machineId(machine), machine_name: machine, system: 'Ubuntu 26.04' },
    release: '6.2.1',
  })

const checking = (token: string, body: object = { product: 'LOOM', release: '6.2.1' }) =>
  post('/activation/check', JSON.stringify(body), { Authorization: `Bearer ${token}` })

/** What the product concludes from an answer, knowing nothing but the root key. */
async function verdictOf(body: unknown) {
  const { license } = body as { readonly license: string }
  const looking = { rootKeys: [await rootKeyOf(story)], product: 'LOOM', now: story.now() }
  return verifyWith(isGenuine, license, looking)
}

async function held(): Promise<{ customer: Customer; license: OwnLicense }> {
  const customer = await newCustomer(story, 2)
  await assign(story, customer, 'jonas.voss@harrowvale.example')
  const licenseId = await licenseOf(story, customer, 'jonas.voss@harrowvale.example')
  return { customer, license: { organizationId: customer.organizationId, licenseId } }
}

describe('a product that gets itself connected (RFC 8628)', () => {
  test('is given a code, links under the configured address, and a license after the yes', async () => {
    const { license } = await held()
    const began = await post('/oauth/device_authorization', asking('jonas-laptop'))
    const prompt = (await began.json()) as Record<string, string>
    expect([began.status, began.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(prompt).toEqual({
      ...{ device_code: expect.stringMatching(/^[0-9a-z]{26}$/), user_code: expect.any(String) },
      ...{ verification_uri: `${origin}/activate`, expires_in: 600, interval: 5 },
      verification_uri_complete: `${origin}/activate?code=${prompt.user_code}`,
    })
    const poll = form({
      ...{ grant_type: 'urn:ietf:params:oauth:grant-type:device_code', client_id: 'LOOM' },
      device_code: prompt.device_code ?? '',
    })
    const pending = await post('/oauth/token', poll)
    expect([pending.status, await pending.json()]).toEqual([
      400,
      { error: 'authorization_pending', error_description: expect.any(String), interval: 5 },
    ])
    planOf(await approve(story, jonas, license, prompt.user_code ?? ''))
    const granted = await post('/oauth/token', poll)
    const body = await granted.json()
    expect(await verdictOf(body)).toMatchObject({ kind: 'valid' })
    expect([granted.status, body]).toEqual([
      200,
      {
        ...{ access_token: expect.stringContaining(`${license.organizationId}.`), token_type: 'Bearer' },
        license: expect.any(String),
      },
    ])
    expect(calls.map(({ call, answer }) => [call, answer])).toEqual([
      ['authorize', 'answered'],
      ['token', 'answered'],
    ])
  })

  test.each([
    ['no machine', form({ client_id: 'LOOM' }), 'invalid_request'],
    ['a machine that could be anybody’s', form({ client_id: 'LOOM', machine: 'laptop' }), 'invalid_request'],
    ['no product', asking('m').replace('LOOM', 'NONE'), 'invalid_client'],
    ['nothing at all', '', 'invalid_request'],
  ])('hears what is wrong with its question: %s', async (_what, body, error) => {
    const answer = await post('/oauth/device_authorization', body)
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { error, error_description: expect.any(String) },
    ])
  })

  test('hears that another way of asking is not known here', async () => {
    const body = form({ grant_type: 'password', device_code: 'abc', client_id: 'LOOM' })
    expect(await (await post('/oauth/token', body)).json()).toMatchObject({ error: 'unsupported_grant_type' })
  })

  test('finds out by itself where to ask (RFC 8414)', async () => {
    const answer = await http.request(`${origin}/.well-known/oauth-authorization-server`, { headers: host })
    expect(await answer.json()).toMatchObject({
      ...{ issuer: origin, token_endpoint: `${origin}/oauth/token` },
      device_authorization_endpoint: `${origin}/oauth/device_authorization`,
    })
  })
})

describe('a connected product', () => {
  test('gets a license signed now for its token', async () => {
    const { license } = await held()
    const { token } = await connectMachine(story, jonas, license)
    const answer = await checking(token)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(await answer.json()).toEqual({ license: expect.any(String) })
    expect(calls).toMatchObject([
      { ...{ call: 'check', productCode: 'LOOM', release: '6.2.1', answer: 'answered' }, license },
    ])
  })

  test('is refused by name, with a way to ask, at the first check after the license was taken back (O-40)', async () => {
    const { customer, license } = await held()
    const { token } = await connectMachine(story, jonas, license)
    await revoke(story, customer, 'jonas.voss@harrowvale.example')
    const answer = await checking(token)
    const body = await answer.json()
    expect(await verdictOf(body)).toMatchObject({ kind: 'revoked' })
    expect([answer.status, body]).toEqual([
      403,
      {
        ...{ error: 'revoked', by: 'Ines Okafor', license: expect.any(String) },
        ask: `${origin}/me/ask/${license.organizationId}/${license.licenseId}`,
      },
    ])
  })

  test('is refused at the first check after its machine was signed out', async () => {
    const { license } = await held()
    const { token, activationId } = await connectMachine(story, jonas, license)
    const { organizationId } = license
    planOf(await story.write(jonas, signOutMachine, { organizationId, activationId }))
    expect(await (await checking(token)).json()).toMatchObject({ error: 'signed_out', by: 'Jonas Voß' })
  })

  test('is told apart from a stranger by its token alone', async () => {
    for (const token of ['', 'x', `1.${crypto.randomUUID()}.${'0'.repeat(26)}`]) {
      const answer = await checking(token)
      expect([answer.status, await answer.json()]).toMatchObject([401, { error: 'invalid_token' }])
    }
  })

  test('lets its machine go, and may say so twice', async () => {
    const { license } = await held()
    const { token } = await connectMachine(story, jonas, license)
    for (const _ of [1, 2]) {
      const answer = await post('/activation/release', '', { Authorization: `Bearer ${token}` })
      expect([answer.status, await answer.json()]).toEqual([200, {}])
    }
    expect(await (await checking(token)).json()).toMatchObject({ error: 'signed_out' })
  })

  test('that asks without pause is asked to wait, and nobody else is', async () => {
    const { license } = await held()
    const { token } = await connectMachine(story, jonas, license)
    const other = await connectMachine(story, jonas, license)
    const answers = await Promise.all(Array.from({ length: 121 }, () => checking(token)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(120)
    expect(answers.find(({ status }) => status === 429)?.headers.get('retry-after')).toBe('60')
    expect((await checking(other.token)).status).toBe(200)
  })
})

describe('whatever a program sends', () => {
  const bodies = [
    '',
    '{',
    '[]',
    'null',
    '{"product":1}',
    '{"product":"LO OM"}',
    `{"product":"${'A'.repeat(50)}"}`,
  ]

  test.each(bodies)('%j is answered with JSON', async (body) => {
    const answer = await post('/activation/check', body, { Authorization: 'Bearer x' })
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_request' }])
  })

  test('more than 16 kB is not read', async () => {
    const body = JSON.stringify({ product: 'LOOM', release: 'x'.repeat(17_000) })
    const answer = await post('/activation/check', body, { Authorization: 'Bearer x' })
    expect([answer.status, await answer.json()]).toMatchObject([413, { error: 'invalid_request' }])
  })

  test.each(['/oauth/authorize', '/activation/', '/activation/check'])('GET %s is JSON too', async (path) => {
    const answer = await http.request(origin + path, { headers: host })
    expect([answer.status, await answer.json()]).toMatchObject([404, { error: 'not_found' }])
  })

  test('names with characters no database keeps are shown without them', async () => {
    const body = form({
      ...{ client_id: 'LOOM', machine: machineId('odd'), machine_name: 'a\u0000b\u202ec' },
      ...{ system: '\ud800', release: '6.2' },
    })
    expect((await post('/oauth/device_authorization', body)).status).toBe(200)
  })

  test('no token and no code gets into the log (rule 12)', async () => {
    const { license } = await held()
    const { token } = await connectMachine(story, jonas, license)
    await checking(token)
    const began = await post('/oauth/device_authorization', asking('quiet-laptop'))
    const prompt = (await began.json()) as Record<string, string>
    await checking(`${token}x`)
    const said = `${lines.join('')} ${JSON.stringify(calls)}`
    const secret = token.split('.')[2] ?? 'no secret'
    for (const hidden of [secret, prompt.device_code ?? '', prompt.user_code ?? ''])
      expect(said).not.toContain(hidden)
  })
})
