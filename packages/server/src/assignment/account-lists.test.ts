import { randomUUID } from 'node:crypto'
import { addDays, todayIn } from '@claviger/core/kernel/calendar'
import { operator, type TokenRole } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { record } from '../audit/record.ts'
import { type ApiCaller, type OpenApi, openApi } from '../testing/account-api.ts'
import { assign, revoke, undo } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import {
  type Customer,
  newCustomer,
  newTeam,
  openAccount,
  openStory,
  type Story,
  visitor,
} from '../testing/story.ts'

let place: TestDatabase
let story: Story
let api: OpenApi
/** Buys for 300 people and hands 250 of them a license in one act. */
let harrow: Customer
let admin: ApiCaller
/** A second team of the same customer. */
let weaving: Customer
/** Another customer. */
let rivals: Customer
let rival: ApiCaller

const everybody = Array.from({ length: 250 }, (_, n) => `p${String(n).padStart(3, '0')}@harrowvale.example`)

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
  api = await openApi(story)
  harrow = await newCustomer(story, 300)
  admin = await api.tokenFor(harrow, { role: 'administrator', address: 'program@harrowvale.example' })
  await assign(story, harrow, ...everybody)
  weaving = await newTeam(story, harrow, 3)
  await assign(story, weaving, 'wim@weaving.example')
  rivals = await newCustomer(story, 3)
  rival = await api.tokenFor(rivals, { role: 'administrator', address: 'program@kelso.example' })
})

afterAll(async () => {
  await api.close()
  await story.close()
  await place.drop()
})

/** Reads a whole list page by page. */
async function walk(path: string, caller: ApiCaller, perPage: number) {
  const rows: Record<string, unknown>[] = []
  for (let page = 1; ; page += 1) {
    const mark = path.includes('?') ? '&' : '?'
    const answer = await api.call('GET', `${path}${mark}page=${page}&perPage=${perPage}`, caller)
    expect(answer.status).toBe(200)
    if (answer.json.length === 0) return rows
    rows.push(...answer.json)
  }
}

const lists = ['/customer/people', '/customer/invitations', '/customer/jobs', '/customer/events'] as const

describe('a list of 250 things made at one time', () => {
  test.each([10, 50, 100])('of people has each of them once in pages of %d (O-58)', async (perPage) => {
    const found = await walk(`/customer/people?productCode=LOOM&teamId=${harrow.teamId}`, admin, perPage)
    expect(found.map((one) => one.email)).toEqual(everybody)
    const { headers } = await api.call(
      'GET',
      `/customer/people?productCode=LOOM&teamId=${harrow.teamId}`,
      admin,
    )
    expect(headers['x-total-count']).toBe('250')
  })

  test.each([10, 50, 100])('of events has each of them once in pages of %d (O-58)', async (perPage) => {
    const found = await walk(`/customer/events?what=license_assigned&teamId=${harrow.teamId}`, admin, perPage)
    expect(new Set(found.map((one) => one.eventId)).size).toBe(250)
    expect(found).toHaveLength(250)
  })

  test.each(lists)(
    '%s refuses a page size nobody can mean, and says which one it takes (O-58)',
    async (path) => {
      for (const perPage of ['0', '-1', '1000000', 'ten', '']) {
        const answer = await api.call('GET', `${path}?perPage=${perPage}`, admin)
        expect(answer.status).toBe(400)
        expect(answer.json).toEqual({
          code: 'INVALID_PARAMETER',
          description: 'perPage must be a whole number from 1 to 200.',
        })
      }
      expect((await api.call('GET', `${path}?page=0`, admin)).status).toBe(400)
    },
  )

  test.each(lists)('%s is empty past its end, and says how many there are all the same', async (path) => {
    const whole = await api.call('GET', path, admin)
    const answer = await api.call('GET', `${path}?page=4000`, admin)
    expect(answer.json).toEqual([])
    expect(answer.headers['x-total-count']).toBe(whole.headers['x-total-count'])
  })
})

test('the next link of the log goes on where the page ended, whatever happens meanwhile (O-58)', async () => {
  const path = `/customer/events?what=license_assigned&teamId=${harrow.teamId}&perPage=100`
  const seen: string[] = []
  let next: string | undefined = path
  while (next !== undefined) {
    const answer: Awaited<ReturnType<OpenApi['call']>> = await api.call('GET', next, admin)
    seen.push(...answer.json.map((one: { eventId: string }) => one.eventId))
    const link = /<[^>]*\/api\/v1([^>]*)>; rel="next"/.exec(String(answer.headers.link ?? ''))
    next = link?.[1]
    story.pass({ minutes: 1 })
    await assign(story, harrow, `late${seen.length}@harrowvale.example`)
  }
  expect(seen).toHaveLength(250)
  expect(new Set(seen).size).toBe(250)
})

describe('people', () => {
  let people: Customer
  let reader: ApiCaller

  beforeAll(async () => {
    people = await newCustomer(story, 20)
    reader = await api.tokenFor(people, { role: 'administrator', address: 'zz.reader@harrowvale.example' })
    const named = [
      ['a_b@example.org', 'İstanbul Ak'],
      ['axb@example.org', 'ISTANBUL Bey'],
      ['50%@example.org', 'Straße Weit'],
      ["o'brien@example.org", 'Roman Loskutov'],
      ['amaya@example.org', 'Amaya Typed'],
    ] as const
    await openAccount(story, visitor('amaya@example.org', 'Amaya Herself'))
    for (const [email, name] of named) {
      const [firstName, lastName] = name.split(' ')
      const body = { team: people.teamId, productCode: 'LOOM', contacts: [{ email, firstName, lastName }] }
      await api.call('POST', '/customer/licenses/assignMany', { ...reader, body })
    }
  })

  const search = async (words: string) => {
    const answer = await api.call('GET', `/customer/people?search=${encodeURIComponent(words)}`, reader)
    expect(answer.status).toBe(200)
    expect(answer.headers['x-total-count']).toBe(String(answer.json.length))
    return answer.json.map((one: { email: string }) => one.email.split('@')[0]).sort()
  }

  test.each([
    ['a_b', ['a_b']],
    ['50%', ['50%']],
    ['%', ['50%']],
    ['_', ['a_b']],
    ['\\', []],
    ["'", ["o'brien"]],
    ['"', []],
    ['istanbul', ['a_b', 'axb']],
    ['STRASSE', ['50%']],
    ['😀', []],
  ])('are found by %j, every character as it is (O-59)', async (words, found) => {
    expect(await search(words)).toEqual(found)
  })

  test('are all found by nothing and by spaces; 5,000 letters are refused in words (O-59)', async () => {
    expect(await search('')).toHaveLength(7)
    expect(await search('   ')).toHaveLength(7)
    for (const length of [201, 5_000]) {
      const long = await api.call('GET', `/customer/people?search=${'a'.repeat(length)}`, reader)
      expect([long.status, long.json.code]).toEqual([400, 'INVALID_PARAMETER'])
    }
  })

  test('are called what their account calls itself, or by the name they were given, masked', async () => {
    const answer = await api.call('GET', '/customer/people?productCode=LOOM', reader)
    const names = new Map(answer.json.map((one: { email: string; name: string }) => [one.email, one.name]))
    expect(names.get('amaya@example.org')).toBe('Amaya Herself')
    expect(names.get("o'brien@example.org")).toBe('Ro*** Lo******')
  })

  test('are shown with what they hold, one by one too', async () => {
    const [one] = (await api.call('GET', '/customer/people?search=brien', reader)).json
    expect((await api.call('GET', `/customer/people/${one.personId}`, reader)).json).toEqual(one)
    expect(one.licenses).toEqual([
      {
        licenseId: expect.stringMatching(/^[0-9A-Z]{10}$/),
        product: { code: 'LOOM', name: 'Loomwright' },
        team: { id: people.teamId, name: expect.any(String) },
        status: 'INVITED',
        assignmentDate: expect.stringMatching(/^2026-11-02T09:\d\d:00\.000\+00:00$/),
      },
    ])
  })

  test('of other teams, customers and products are as if they were not there (O-32)', async () => {
    const [one] = (await api.call('GET', '/customer/people?search=brien', reader)).json
    for (const caller of [admin, rival]) {
      const answer = await api.call('GET', `/customer/people/${one.personId}`, caller)
      const unknown = await api.call('GET', `/customer/people/${randomUUID()}`, caller)
      expect([answer.status, answer.text]).toEqual([404, unknown.text])
    }
    for (const filter of [`teamId=${harrow.teamId}`, 'productCode=FERR', 'productCode=NONE'])
      expect((await api.call('GET', `/customer/people?${filter}`, reader)).json).toEqual([])
    const ofTeam = await api.tokenFor(harrow, { role: 'viewer', teamId: weaving.teamId })
    const seen = await api.call('GET', '/customer/people', ofTeam)
    expect(seen.json.map((person: { email: string }) => person.email)).toEqual(['wim@weaving.example'])
    expect((await api.call('GET', `/customer/people?teamId=${harrow.teamId}`, ofTeam)).json).toEqual([])
  })
})

describe('the log', () => {
  test('takes days in the time zone of the customer, and moments', async () => {
    const far = await newCustomer(story, 5)
    await sql`update organization set time_zone = 'Pacific/Auckland' where id = ${far.organizationId}`.execute(
      story.database.db,
    )
    const reader = await api.tokenFor(far, { role: 'viewer' })
    await assign(story, far, 'kiri@far.example')
    const at = story.now().toISOString()
    const found = async (span: string) =>
      (await api.call('GET', `/customer/events?what=license_assigned&${span}`, reader)).json.length
    const today = todayIn(story.now(), 'Pacific/Auckland')
    expect(await found(`from=${today}&to=${today}`)).toBe(1)
    expect(await found(`from=${addDays(today, 1)}`)).toBe(0)
    expect(await found(`to=${addDays(today, -1)}`)).toBe(0)
    expect(await found(`from=${at}`)).toBe(1)
    expect(await found(`to=${at}`)).toBe(0)
    const wrong = await api.call('GET', '/customer/events?from=2026-02-30', reader)
    expect(wrong.json).toEqual({
      code: 'INVALID_PARAMETER',
      description: 'from must be a day written YYYY-MM-DD or a moment with an offset.',
    })
  })

  test('is found by kind, by who did it, by license and by person', async () => {
    const one = await newCustomer(story, 5)
    const reader = await api.tokenFor(one, { role: 'viewer' })
    await assign(story, one, 'kay@harrowvale.example', 'lee@harrowvale.example')
    await revoke(story, one, 'lee@harrowvale.example')
    const all = (await api.call('GET', '/customer/events', reader)).json
    expect(all.map((event: { what: string }) => event.what)).toEqual([
      'license_revoked',
      'license_assigned',
      'license_assigned',
    ])
    const [{ licenseId, personId, actor }] = all
    const count = async (filter: string) =>
      (await api.call('GET', `/customer/events?${filter}`, reader)).json.length
    expect(await count(`licenseId=${licenseId}`)).toBe(2)
    expect(await count(`personId=${personId}&what=license_revoked`)).toBe(1)
    expect(await count(`actor=${encodeURIComponent(actor)}`)).toBe(3)
    expect(await count('actor=Ines')).toBe(0)
    expect(await count(`teamId=${one.teamId}`)).toBe(3)
  })

  test('tells a team that what was taken back there was given again', async () => {
    const one = await newCustomer(story, 5)
    const ofTeam = await api.tokenFor(one, { role: 'viewer', teamId: one.teamId })
    await assign(story, one, 'kay@harrowvale.example')
    await undo(story, one, await revoke(story, one, 'kay@harrowvale.example'))
    const [last] = (await api.call('GET', '/customer/events', ofTeam)).json
    expect(last).toMatchObject({ what: 'revocation_undone', teamId: one.teamId })
  })

  test('shows a team its own events, and orders to nobody who does not see orders', async () => {
    const one = await newCustomer(story, 5)
    await story.write(operator, record, [
      { what: 'order_placed', organizationId: one.organizationId, facts: { number: 'O-1' } },
    ])
    const other = await newTeam(story, one, 3)
    await assign(story, one, 'kay@harrowvale.example')
    const whatOf = async (caller: ApiCaller) => {
      const { json } = await api.call('GET', '/customer/events', caller)
      return json.map((event: { what: string }) => event.what)
    }
    const token = (role: TokenRole, teamId?: number) =>
      api.tokenFor(one, { role, ...(teamId !== undefined && { teamId }) })
    expect(await whatOf(await token('administrator'))).toEqual(['license_assigned', 'order_placed'])
    expect(await whatOf(await token('viewer'))).toEqual(['license_assigned'])
    expect(await whatOf(await token('administrator', one.teamId))).toEqual(['license_assigned'])
    expect(await whatOf(await token('administrator', other.teamId))).toEqual([])
    expect(await whatOf(await token('primary_contact'))).toEqual(['license_assigned'])
  })
})
