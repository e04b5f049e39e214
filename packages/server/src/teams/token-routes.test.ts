import { randomUUID } from 'node:crypto'
import type { TokenRole } from '@claviger/core/teams/actor'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiRoutes } from '../app.ts'
import { mergeTeams } from '../assignment/merge-teams.ts'
import { mountApi } from '../http/api/mount.ts'
import { openLog } from '../http/log.ts'
import { type ApiCaller, type OpenApi, openApi } from '../testing/account-api.ts'
import { lettersOf } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { type Customer, newCustomer, newTeam, openStory, planOf, type Story } from '../testing/story.ts'
import { changeApi } from './change-api.ts'

let place: TestDatabase
let story: Story
let api: OpenApi
let customer: Customer

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
  api = await openApi(story)
  customer = await newCustomer(story, 3)
})
afterAll(async () => {
  await api.close()
  await api.app.access.tokensNoted()
  await story.close()
  await place.drop()
})

const ping = (caller: ApiCaller) => api.call('GET', '/token', caller)
const program = (role: TokenRole, teamId?: number) =>
  api.tokenFor(customer, { role, ...(teamId !== undefined && { teamId }) })

const invalid = { code: 'INVALID_TOKEN', description: 'The token provided is invalid' }

describe('POST /token/rotate', () => {
  test.each<TokenRole>(['administrator', 'viewer', 'primary_contact'])(
    'a token as %s replaces itself: 200 with the new one, and the old one is dead at once (O-40)',
    async (role) => {
      const caller = await program(role)
      await ping(caller)
      const { status, json } = await api.call('POST', '/token/rotate', caller)
      expect([status, Object.keys(json)]).toEqual([200, ['token']])
      expect(json.token).toMatch(/^[0-9a-z]{25}$/)
      expect((await ping(caller)).json).toEqual(invalid)
      expect((await ping({ ...caller, token: json.token })).status).toBe(200)
    },
  )

  test('a body is not looked at', async () => {
    const caller = await program('viewer')
    expect((await api.call('POST', '/token/rotate', { ...caller, text: 'not { json' })).status).toBe(200)
  })

  test('writes no letter: a program may do it every night', async () => {
    const before = (await lettersOf(story, customer)).length
    await api.call('POST', '/token/rotate', await program('viewer'))
    expect(await lettersOf(story, customer)).toHaveLength(before)
  })

  test('twenty at once leave one living key', async () => {
    const caller = await program('viewer')
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => api.call('POST', '/token/rotate', caller)),
    )
    const keys = answers.flatMap(({ json }) => (json.token ? [String(json.token)] : []))
    const living = await Promise.all(keys.map((token) => ping({ ...caller, token })))
    expect(living.filter(({ status }) => status === 200)).toHaveLength(1)
  })
})

describe('a key dies with the next call, however warm the path (O-40)', () => {
  async function warm(role: TokenRole = 'administrator') {
    const caller = await program(role)
    for (const _ of [1, 2, 3]) expect((await ping(caller)).status).toBe(200)
    return caller
  }

  test('its person is removed from the organization', async () => {
    const caller = await warm()
    await ofPerson(caller.tokenId)
    const { status, json } = await ping(caller)
    expect([status, json]).toEqual([401, invalid])
  })

  test('it is revoked', async () => {
    const [caller, admin] = [await warm('viewer'), await program('administrator')]
    const { status } = await api.call('DELETE', `/customer/tokens/${caller.tokenId}`, admin)
    expect(status).toBe(204)
    expect((await ping(caller)).json).toEqual(invalid)
  })

  test('its person’s role shrinks: it goes on as what is left', async () => {
    const caller = await warm()
    await story.database.db
      .updateTable('role_grant')
      .set({ role: 'viewer' })
      .where('person_id', 'in', (select) =>
        select.selectFrom('api_token').select('person_id').where('id', '=', caller.tokenId),
      )
      .execute()
    expect((await ping(caller)).json).toMatchObject({ type: 'CUSTOMER', role: 'VIEWER' })
  })

  test('the API is turned off, and all keys live again when it is turned on', async () => {
    const other = await newCustomer(story, 0)
    const caller = await api.tokenFor(other, { role: 'administrator' })
    expect((await ping(caller)).status).toBe(200)
    const turn = async (state: string) =>
      planOf(await story.write(other.admin, changeApi, { organizationId: other.organizationId, state }))
    await turn('off')
    const { status, json } = await ping(caller)
    expect([status, json.code]).toEqual([403, 'API_DISABLED'])
    await turn('on')
    expect((await ping(caller)).status).toBe(200)
  })

  const ofPerson = (tokenId: string) =>
    story.database.db
      .deleteFrom('role_grant')
      .where('person_id', 'in', (select) =>
        select.selectFrom('api_token').select('person_id').where('id', '=', tokenId),
      )
      .execute()
})

describe('/customer/tokens', () => {
  const make = (caller: ApiCaller, body: object) => api.call('POST', '/customer/tokens', { ...caller, body })

  const now = '2026-11-02T09:00:00.000+00:00'

  test('a token made by a token belongs to the same person and works', async () => {
    const caller = await program('administrator')
    const { status, json } = await make(caller, { name: 'Second', role: 'VIEWER', teamId: customer.teamId })
    expect(status).toBe(201)
    expect((await ping({ ...caller, token: json.token })).json).toMatchObject({
      ...{ type: 'TEAM', team: { id: customer.teamId, role: 'VIEWER' } },
    })
    await api.app.access.tokensNoted()
    const listed = await api.call('GET', '/customer/tokens?perPage=200', caller)
    expect(listed.json.find((row: { tokenId: string }) => row.tokenId === json.tokenId)).toEqual({
      ...{ tokenId: json.tokenId, name: 'Second', startsWith: json.token.slice(0, 4) },
      ...{ role: 'VIEWER', roleNow: 'VIEWER', isOwn: true, createdAt: now },
      lastUsedAt: now,
      team: { id: customer.teamId, name: expect.any(String) },
      owner: { name: expect.any(String), email: expect.stringContaining('@') },
    })
  })

  test('a program makes no token above its own level, neither in role nor in place (O-33)', async () => {
    const team = await newTeam(story, customer, 0)
    const [viewer, ofTeam] = [await program('viewer'), await program('administrator', customer.teamId)]
    const refused = await Promise.all([
      make(viewer, { name: 'x', role: 'ADMIN' }),
      make(viewer, { name: 'x', role: 'ADMIN', teamId: customer.teamId }),
      make(ofTeam, { name: 'x', role: 'VIEWER' }),
      make(ofTeam, { name: 'x', role: 'VIEWER', teamId: team.teamId }),
    ])
    expect(refused.map(({ status, json }) => [status, json.code])).toEqual([
      ...[
        [403, 'INSUFFICIENT_PERMISSIONS'],
        [403, 'INSUFFICIENT_PERMISSIONS'],
        [403, 'INSUFFICIENT_PERMISSIONS'],
        [404, 'TEAM_NOT_FOUND'],
      ],
    ])
    expect((await make(ofTeam, { name: 'x', role: 'ADMIN', teamId: customer.teamId })).status).toBe(201)
  })

  test('a viewer’s token reaches no key of its person that may do more (O-33)', async () => {
    const address = 'both@harrowvale.example'
    const admin = await api.tokenFor(customer, { role: 'administrator', address })
    const { json } = await make(admin, { name: 'Reads', role: 'VIEWER' })
    const reading = { ...admin, token: String(json.token) }
    const rows = (await api.call('GET', '/customer/tokens', reading)).json
    expect(rows.map((row: { role: string }) => row.role)).toEqual(['VIEWER'])
    const path = `/customer/tokens/${admin.tokenId}`
    for (const [method, below] of [
      ['POST', '/rotate'],
      ['DELETE', ''],
    ] as const) {
      const { status, json: said } = await api.call(method, path + below, reading)
      expect([status, said.code]).toEqual([404, 'TOKEN_NOT_FOUND'])
    }
    expect((await ping(admin)).status).toBe(200)
  })

  test('the token of a team sees and ends those of its team alone', async () => {
    const team = await newTeam(story, customer, 0)
    const [whole, mine, colleague] = [
      await program('administrator'),
      await program('administrator', team.teamId),
      await program('viewer', team.teamId),
    ]
    const { json } = await api.call('GET', '/customer/tokens', mine)
    expect(json.map((row: { tokenId: string }) => row.tokenId).toSorted()).toEqual(
      [mine.tokenId, colleague.tokenId].toSorted(),
    )
    const ended = await Promise.all(
      [whole, colleague].map(({ tokenId }) => api.call('DELETE', `/customer/tokens/${tokenId}`, mine)),
    )
    expect(ended.map(({ status }) => status)).toEqual([404, 204])
  })

  test('another key of one’s own is replaced by its id', async () => {
    const admin = await program('administrator')
    const made = (await make(admin, { name: 'Second', role: 'ADMIN' })).json
    const { status, json } = await api.call('POST', `/customer/tokens/${made.tokenId}/rotate`, admin)
    expect([status, json.tokenId]).toEqual([200, made.tokenId])
    expect((await ping({ ...admin, token: made.token })).status).toBe(401)
    expect((await ping({ ...admin, token: json.token })).status).toBe(200)
  })

  test('with an Idempotency-Key one request makes one token, and the answer comes again with it (O-61)', async () => {
    const admin = await program('administrator')
    const headers = { 'Idempotency-Key': randomUUID() }
    const once = () =>
      api.call('POST', '/customer/tokens', { ...admin, headers, body: { name: 'Once', role: 'VIEWER' } })
    const answers = await Promise.all([once(), once(), once()])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
  })

  test('the list comes by pages, the first one made first', async () => {
    const other = await newCustomer(story, 0)
    const admin = await api.tokenFor(other, { role: 'administrator' })
    for (const name of ['b', 'a', 'c']) {
      story.pass({ minutes: 1 })
      await make(admin, { name, role: 'VIEWER' })
    }
    const page = await api.call('GET', '/customer/tokens?page=2&perPage=2', admin)
    expect(page.json.map((row: { name: string }) => row.name)).toEqual(['a', 'c'])
    expect(page.headers).toMatchObject({ 'x-total-count': '4', link: expect.stringContaining('rel="prev"') })
    expect((await api.call('GET', '/customer/tokens?page=9', admin)).json).toEqual([])
  })

  test.each([
    [{}, 400],
    [{ name: 'x', role: 'OWNER' }, 400],
    [{ name: 'x', role: 'VIEWER', teamId: 'x' }, 400],
    [{ name: '', role: 'VIEWER' }, 400],
    [{ name: 'x'.repeat(61), role: 'VIEWER' }, 422],
    [{ name: 'a\u0000b', role: 'VIEWER' }, 400],
  ])('what cannot be read is refused: %j', async (body, status) => {
    expect((await make(await program('administrator'), body)).status).toBe(status)
  })

  test('no key is in the log, whatever was called (O-39)', async () => {
    const admin = await program('administrator')
    const { json } = await make(admin, { name: 'Hidden', role: 'VIEWER' })
    await api.call('GET', `/customer/tokens?api_key=${admin.token}`, { customer: admin.customer })
    await api.call('POST', '/customer/tokens', { ...admin, text: `{"name":"${json.token}"` })
    const lines = api.lines.join('\n')
    for (const secret of [admin.token, json.token]) expect(lines).not.toContain(secret)
  })
})

test.each([
  ['GET', '/token'],
  ['GET', '/customer/teams'],
  ['POST', '/token/rotate'],
])(
  '%s %s with a token whose team ends while it is asked is told that the token is dead',
  async (method, path) => {
    const team = await newTeam(story, customer, 0)
    const caller = await program('administrator', team.teamId)
    const { organizationId, teamId: intoTeamId, admin } = customer
    const merge = { organizationId, teamId: team.teamId, intoTeamId, jobId: randomUUID(), preview: false }
    const { app } = api
    const http = mountApi({
      app: {
        ...app,
        access: {
          ...app.access,
          async actorOfToken(key, customerCode) {
            const found = await app.access.actorOfToken(key, customerCode)
            planOf(await story.write(admin, mergeTeams, merge))
            return found
          },
        },
      },
      ...{ routes: apiRoutes, publicOrigin: 'https://licenses.fenwick.example', log: openLog('fatal') },
    }) as unknown as Hono<never>
    const headers = { 'X-Api-Key': caller.token, 'X-Customer-Code': String(caller.customer) }
    const answer = await http.request(`https://licenses.fenwick.example/api/v1${path}`, { method, headers })
    expect([answer.status, await answer.json()]).toEqual([401, invalid])
  },
)
