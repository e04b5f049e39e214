import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ApiCaller, type OpenApi, openApi } from '../testing/account-api.ts'
import { assign, seatsOf, take } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { expectSound } from '../testing/expect-sound.ts'
import { type Customer, newCustomer, newTeam, openStory, planOf, type Story } from '../testing/story.ts'

let place: TestDatabase
let story: Story
let api: OpenApi
let customer: Customer
let admin: ApiCaller

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
  api = await openApi(story)
})

afterAll(async () => {
  await api.close()
  await story.close()
  await place.drop()
})

beforeEach(async () => {
  customer = await newCustomer(story, 5)
  admin = await api.tokenFor(customer, { role: 'administrator' })
})

const get = (path: string, caller: ApiCaller = admin) => api.call('GET', path, caller)
const post = (path: string, body?: object, caller: ApiCaller = admin, headers = {}) =>
  api.call('POST', path, { ...caller, body, headers })

describe('an invitation link', () => {
  const make = async (terms: object = {}) => {
    const answer = await post('/customer/invitations', {
      ...{ teamId: customer.teamId, productCode: 'LOOM', ...terms },
    })
    expect(answer.status).toBe(201)
    return answer
  }
  const tokenOf = (address: string) => address.split('/').at(-1) ?? ''

  test('is made with its terms, and answers where it is and what to hand out', async () => {
    const terms = { name: 'Autumn', cap: 3, endsOn: '2026-12-01', domains: ['harrowvale.example'] }
    const { json, headers } = await make(terms)
    expect(json.address).toMatch(/^https:\/\/licenses\.fenwick\.example\/i\/[0-9a-z]{26}$/)
    expect(headers.location).toBe(
      `https://licenses.fenwick.example/api/v1/customer/invitations/${json.invitationId}`,
    )
    const one = await get(`/customer/invitations/${json.invitationId}`)
    expect(one.json).toEqual({
      ...{ ...terms, ...json, product: { code: 'LOOM', name: 'Loomwright' }, state: 'OPEN', taken: 0 },
      ...{ asksFirst: false, restAsks: false, notice: 'DAILY' },
      team: { id: customer.teamId, name: expect.any(String) },
      createdAt: '2026-11-02T09:00:00.000+00:00',
      createdBy: expect.stringMatching(/^Program/),
    })
    expect(planOf(await take(story, tokenOf(json.address), 'noor@harrowvale.example'))).toBeTruthy()
    expect((await get(`/customer/invitations/${json.invitationId}`)).json.taken).toBe(1)
  })

  test('leaves out what it does not limit, and its address in a list', async () => {
    const { json } = await make()
    const [listed] = (await get('/customer/invitations')).json
    expect(Object.keys(listed).sort()).toEqual(
      [
        ...['createdAt', 'createdBy', 'domains', 'invitationId', 'product', 'state', 'taken', 'team'],
        ...['asksFirst', 'restAsks', 'notice'],
      ].sort(),
    )
    expect(listed.invitationId).toBe(json.invitationId)
  })

  test('shows its address to nobody who may not manage it', async () => {
    const { json } = await make()
    const viewer = await api.tokenFor(customer, { role: 'viewer' })
    const seen = await get(`/customer/invitations/${json.invitationId}`, viewer)
    expect([seen.status, seen.json.address]).toEqual([200, undefined])
    expect(seen.text).not.toContain(tokenOf(json.address))
  })

  test('is paused, resumed and replaced; a replaced address is dead at once', async () => {
    const { json } = await make()
    const path = `/customer/invitations/${json.invitationId}`
    expect((await post(`${path}/pause`)).status).toBe(204)
    expect((await get(path)).json.state).toBe('PAUSED')
    expect((await post(`${path}/resume`)).status).toBe(204)
    expect((await get(path)).json.state).toBe('OPEN')
    const replaced = await post(`${path}/replace`)
    expect(replaced.json.address).not.toBe(json.address)
    expect((await get(path)).json.address).toBe(replaced.json.address)
    const late = await take(story, tokenOf(json.address), 'noor@harrowvale.example')
    expect(late.ok).toBe(false)
  })

  test('is found by its state, in the same words that its own page says', async () => {
    const [open, paused, ended, usedUp] = await Promise.all([
      make(),
      make(),
      make({ endsOn: '2026-11-02' }),
      make({ cap: 1 }),
    ])
    await post(`/customer/invitations/${paused.json.invitationId}/pause`)
    planOf(await take(story, tokenOf(usedUp.json.address), 'noor@harrowvale.example'))
    const other = await newTeam(story, customer, 0)
    const empty = await post('/customer/invitations', { teamId: other.teamId, productCode: 'LOOM' })
    story.pass({ days: 1 })
    const wanted = {
      ...{ OPEN: open, PAUSED: paused, ENDED: ended, USED_UP: usedUp, NO_FREE_SEAT: empty },
    }
    for (const [state, { json }] of Object.entries(wanted)) {
      const found = await get(`/customer/invitations?state=${state}`)
      expect(
        found.json.map((one: { invitationId: string; state: string }) => [one.invitationId, one.state]),
      ).toEqual([[json.invitationId, state]])
      expect(found.headers['x-total-count']).toBe('1')
    }
    const ofTeam = await get(`/customer/invitations?teamId=${other.teamId}&productCode=LOOM`)
    expect(ofTeam.json).toHaveLength(1)
    expect((await get('/customer/invitations?productCode=FERR')).json).toEqual([])
  })

  test.each([
    [{ cap: 0 }, 422, 'OUT_OF_RANGE', 'cap: must be a whole number from 1 to 100000.'],
    [{ cap: '5' }, 400, 'INVALID_FIELD', 'cap must be a number.'],
    [{ endsOn: '2020-01-01' }, 422, 'DATE_IN_THE_PAST', expect.stringContaining('endsOn')],
    [{ endsOn: '2026-02-30' }, 400, 'INVALID_FIELD', 'endsOn must be a day written YYYY-MM-DD.'],
    [{ domains: ['no domain'] }, 422, 'NOT_A_DOMAIN', expect.stringContaining('domains')],
    [{ name: 'Ann\u0000a' }, 400, 'INVALID_FIELD', expect.stringContaining('U+0000')],
    [{ productCode: 'NONE' }, 404, 'PRODUCT_NOT_FOUND', 'NONE'],
    [{ teamId: 999 }, 404, 'TEAM_NOT_FOUND', '999'],
    [{ teamId: undefined }, 400, 'INVALID_FIELD', 'teamId is missing.'],
  ])('with %j is refused with %d %s', async (terms, status, code, description) => {
    const answer = await post('/customer/invitations', {
      ...{ teamId: customer.teamId, productCode: 'LOOM', ...terms },
    })
    expect([answer.status, answer.json]).toEqual([status, { code, description }])
  })

  test('made three times at once under one key is one link, and answers one address (O-61)', async () => {
    const headers = { 'Idempotency-Key': randomUUID() }
    const body = { teamId: customer.teamId, productCode: 'LOOM' }
    const answers = await Promise.all(
      [1, 2, 3].map(() => post('/customer/invitations', body, admin, headers)),
    )
    expect(new Set(answers.map((one) => one.text)).size).toBe(1)
    expect((await get('/customer/invitations')).json).toHaveLength(1)
  })
})

describe('a job that touched two teams', () => {
  test('shows each its own lines, and is undone by whoever may in both', async () => {
    const other = await newTeam(story, customer, 3)
    await assign(story, customer, 'amaya@harrowvale.example')
    await assign(story, other, 'wim@harrowvale.example')
    const emails = ['amaya@harrowvale.example', 'wim@harrowvale.example']
    const { json } = await post('/customer/licenses/revokeMany', { emails })
    const ofOther = await api.tokenFor(customer, { role: 'administrator', teamId: other.teamId })
    const path = `/customer/jobs/${json.jobId}`
    const linesOf = async (caller: ApiCaller) => {
      const items = await get(`${path}/items`, caller)
      expect(items.headers['x-total-count']).toBe(String(items.json.length))
      return items.json.map((item: { email: string }) => item.email).sort()
    }
    expect(await linesOf(admin)).toEqual(emails)
    expect(await linesOf(ofOther)).toEqual(['wim@harrowvale.example'])
    expect((await get(path, ofOther)).json.isUndoable).toBe(false)
    expect((await post(`${path}/undo`, undefined, ofOther)).json.code).toBe('INSUFFICIENT_PERMISSIONS')
    expect((await post(`${path}/undo`)).json).toMatchObject({ restored: 2, notRestored: [] })
    expect((await get(`${path}/items?outcome=UNDONE`)).headers['x-total-count']).toBe('2')
    expect((await get(`${path}/items?outcome=LOST`)).status).toBe(400)
  })
})

describe('teams', () => {
  test('are made, shown with their figures, renamed, and deleted when empty', async () => {
    const made = await post('/customer/teams', { name: 'Mobile' })
    expect(made.json).toEqual({ id: expect.any(Number), name: 'Mobile' })
    const path = `/customer/teams/${made.json.id}`
    expect(made.headers.location).toBe(`https://licenses.fenwick.example/api/v1${path}`)
    expect((await post('/customer/teams', { name: 'mobile' })).json.code).toBe('TEAM_NAME_TAKEN')
    await api.call('PATCH', path, { ...admin, body: { name: 'Handhelds' } })
    expect((await get(path)).json).toEqual({
      ...{ id: made.json.id, name: 'Handhelds', seats: [], people: 0, administrators: [], viewers: [] },
      isOutdated: false,
    })
    await assign(story, customer, 'amaya@harrowvale.example')
    const list = await get('/customer/teams')
    expect(list.json.map((team: { id: number }) => team.id)).toEqual([customer.teamId, made.json.id])
    expect(list.json[0]).toMatchObject({
      seats: [{ product: { code: 'LOOM', name: 'Loomwright' }, total: 5, free: 4, invited: 1, connected: 0 }],
      ...{ people: 1, validUntil: expect.stringMatching(/^2027-11-0\d$/) },
    })
    expect((await api.call('DELETE', path, admin)).status).toBe(204)
    expect((await get(path)).json).toEqual({ code: 'TEAM_NOT_FOUND', description: String(made.json.id) })
    const full = await api.call('DELETE', `/customer/teams/${customer.teamId}`, admin)
    expect([full.status, full.json.code]).toEqual([409, 'LAST_TEAM'])
  })

  test('come by pages, and those whose licenses expired over a month ago only when asked for', async () => {
    for (const name of ['B', 'C', 'D']) await post('/customer/teams', { name })
    const second = await get('/customer/teams?page=2&perPage=3')
    expect(second.json.map((team: { name: string }) => team.name)).toEqual(['D'])
    expect(second.headers['x-total-count']).toBe('4')
    story.pass({ days: 430 })
    const still = await get('/customer/teams')
    expect(still.json.map((team: { name: string }) => team.name)).toEqual(['B', 'C', 'D'])
    const all = await get('/customer/teams?outdated=True')
    expect(all.json[0]).toMatchObject({ id: customer.teamId, isOutdated: true })
    story.pass({ days: -430 })
  })

  test('get licenses by number: free ones first, and it can be undone', async () => {
    const other = await newTeam(story, customer, 0)
    const path = `/customer/teams/${other.teamId}/transfer`
    await assign(story, customer, 'amaya@harrowvale.example')
    const body = { productCode: 'LOOM', count: 4, fromTeamId: customer.teamId }
    const looked = await post(path, { ...body, preview: true })
    expect(looked.json).toMatchObject({ held: 0, kept: [] })
    expect(looked.json.jobId).toBeUndefined()
    const moved = await post(path, body)
    expect(moved.json).toEqual({ ...looked.json, jobId: expect.any(String) })
    expect(moved.json.licenseIds).toHaveLength(4)
    await expectSound(story, customer)
    const few = await post(path, { ...body, count: 2 })
    expect([few.status, few.json.code]).toEqual([409, 'TOO_FEW_LICENSES'])
    const undone = await post(`/customer/jobs/${moved.json.jobId}/undo`)
    expect(undone.json.restored).toBe(4)
    expect((await get(`/customer/jobs/${moved.json.jobId}`)).json).toMatchObject({
      kind: 'MOVE',
      state: 'UNDONE',
    })
    await expectSound(story, customer)
  })

  test('are merged: everything goes along, and the one that ends is gone', async () => {
    const other = await newTeam(story, customer, 3)
    await assign(story, other, 'wim@harrowvale.example')
    const path = `/customer/teams/${other.teamId}`
    const looked = await post(`${path}/merge`, { targetTeamId: customer.teamId, preview: true })
    expect((await get(path)).status).toBe(200)
    const merged = await post(`${path}/merge`, { targetTeamId: customer.teamId })
    expect(merged.json).toMatchObject({ into: { id: customer.teamId }, licenses: 3, held: 1 })
    expect({ ...looked.json, jobId: merged.json.jobId }).toEqual(merged.json)
    expect((await get(path)).status).toBe(404)
    expect(await seatsOf(story, customer)).toMatchObject({ free: 7, holders: ['wim@harrowvale.example'] })
    expect((await post(`${path}/merge`, { targetTeamId: customer.teamId })).status).toBe(404)
    const same = `/customer/teams/${customer.teamId}/merge`
    expect((await post(same, { targetTeamId: customer.teamId })).json.code).toBe('SAME_TEAM')
    await expectSound(story, customer)
  })

  test('a token of a team sees its own, and makes none', async () => {
    const other = await newTeam(story, customer, 3)
    const ofOther = await api.tokenFor(customer, { role: 'administrator', teamId: other.teamId })
    expect((await get('/customer/teams', ofOther)).json.map((team: { id: number }) => team.id)).toEqual([
      other.teamId,
    ])
    expect((await get(`/customer/teams/${customer.teamId}`, ofOther)).status).toBe(404)
    expect((await post('/customer/teams', { name: 'Mine' }, ofOther)).json.code).toBe(
      'INSUFFICIENT_PERMISSIONS',
    )
  })
})
