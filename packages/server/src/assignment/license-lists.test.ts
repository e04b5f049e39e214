import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiCaller, type OpenApi, openApi } from '../testing/account-api.ts'
import { assign } from '../testing/acts.ts'
import { statementsOf } from '../testing/count-statements.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { suspendLicense } from '../testing/odd-licenses.ts'
import { buySeats, type Customer, newCustomer, newTeam, openStory, type Story } from '../testing/story.ts'

let place: TestDatabase
let story: Story
let api: OpenApi
/** Three Looms in the first team, two of them given; two Ferrules in the second, one given and one suspended. */
let looms: Customer
let ferrules: Customer
let admin: ApiCaller

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
  api = await openApi(story)
  looms = await newCustomer(story, 3)
  ferrules = { ...(await newTeam(story, looms, 0)), productCode: 'FERR' }
  await buySeats(story, ferrules, 2)
  await assign(story, looms, 'roman@harrowvale.example', 'amaya+tools@harrowvale.example')
  await assign(story, ferrules, 'Roman@HarrowVale.example')
  admin = await api.tokenFor(looms, { role: 'administrator' })
  const { json } = await list('?assigned=false&productCode=FERR')
  await suspendLicense(story, { ...looms, licenseId: json[0].licenseId })
})

afterAll(async () => {
  await api.close()
  await story.close()
  await place.drop()
})

const list = (query = '', caller = admin) => api.call('GET', `/customer/licenses${query}`, caller)
const places = async (query: string, caller = admin) => {
  const { json, headers } = await list(query, caller)
  return [placesOf(json), Number(headers['x-total-count'])]
}

type Row = { readonly licenseId: string; readonly product: { code: string }; readonly team: { id: number } }

/** Rows by their place in the whole list, which is what the other tests number them by. */
let order: readonly string[] = []
const placesOf = (rows: readonly Row[]) => rows.map(({ licenseId }) => order.indexOf(licenseId) + 1)

beforeAll(async () => {
  order = (await list()).json.map(({ licenseId }: Row) => licenseId)
})

describe('which licenses', () => {
  test.each([
    ['all of them without a filter', '', [1, 2, 3, 4, 5]],
    ['one product', '?productCode=FERR', [4, 5]],
    ['a product nobody sells', '?productCode=NOPE', []],
    ['what is no product code', '?productCode=%27%3B--', []],
    ['those somebody has', '?assigned=true', [1, 2, 4]],
    ['those nobody has, the suspended one among them', '?assigned=false', [3, 5]],
    ['the same, as Python writes it', '?assigned=True', [1, 2, 4]],
    ['the same, as Python writes it', '?assigned=False', [3, 5]],
    ['the same in words', '?assignmentStatus=ASSIGNED', [1, 2, 4]],
    ['the same in words', '?assignmentStatus=UNASSIGNED', [3, 5]],
    ['two filters that agree', '?assigned=true&assignmentStatus=assigned', [1, 2, 4]],
    [
      'all where null is sent',
      '?assigned=null&productCode=null&assigneeEmail=null&teamId=null',
      [1, 2, 3, 4, 5],
    ],
    ['all where null is sent in words', '?assignmentStatus=null', [1, 2, 3, 4, 5]],
    ['a person, however the address is written', '?assigneeEmail=ROMAN@harrowvale.example', [1, 4]],
    ['a person of one product', '?assigneeEmail=roman@harrowvale.example&productCode=FERR', [4]],
    ['an address with a plus', '?assigneeEmail=amaya%2Btools@harrowvale.example', [2]],
    ['a person who has nothing', '?assigneeEmail=nobody@harrowvale.example', []],
    ['what is no address', '?assigneeEmail=nobody', []],
    ['an empty address', '?assigneeEmail=', []],
    ['a person, of what nobody has', '?assigneeEmail=roman@harrowvale.example&assigned=false', []],
    ['a person, of what somebody has', '?assigneeEmail=roman@harrowvale.example&assigned=true', [1, 4]],
    ['a team that is not there', '?teamId=1', []],
    ['all where a parameter is unknown', '?colour=green&sort=-licenseId', [1, 2, 3, 4, 5]],
  ])('are %s: %s', async (_, query, expected) => {
    expect(await places(query)).toEqual([expected, expected.length])
  })

  test('are those of one team, by the filter and by its own address', async () => {
    for (const team of [looms, ferrules]) {
      const expected = team === looms ? [1, 2, 3] : [4, 5]
      expect(await places(`?teamId=${team.teamId}`)).toEqual([expected, expected.length])
      const { json } = await api.call('GET', `/customer/teams/${team.teamId}/licenses`, admin)
      expect(placesOf(json)).toEqual(expected)
    }
    const free = await api.call(
      'GET',
      `/customer/teams/${looms.teamId}/licenses?assignmentStatus=UNASSIGNED&productCode=LOOM`,
      admin,
    )
    expect(placesOf(free.json)).toEqual([3])
  })

  test.each([
    ['page=0', 'page must be a whole number from 1 to 2147483647.'],
    ['page=-1', 'page must be a whole number from 1 to 2147483647.'],
    ['page=99999999999', 'page must be a whole number from 1 to 2147483647.'],
    ['page=two', 'page must be a whole number from 1 to 2147483647.'],
    ['perPage=0', 'perPage must be a whole number from 1 to 200.'],
    ['perPage=201', 'perPage must be a whole number from 1 to 200.'],
    ['perPage=1000000', 'perPage must be a whole number from 1 to 200.'],
    ['perPage=1.5', 'perPage must be a whole number from 1 to 200.'],
    ['assigned=perhaps', 'assigned must be true or false.'],
    ['assignmentStatus=LOST', 'assignmentStatus must be one of ASSIGNED, UNASSIGNED.'],
    ['assigned=true&assignmentStatus=UNASSIGNED', 'assignmentStatus must not contradict assigned.'],
    ['teamId=blue', 'teamId must be a whole number from 1 to 2147483647.'],
  ])('are none where %s is sent: it is refused, and told what may be', async (query, description) => {
    const { status, json } = await list(`?${query}`)
    expect([status, json]).toEqual([400, { code: 'INVALID_PARAMETER', description }])
  })
})

describe('pages', () => {
  test('have 100 rows without a word, follow each other, and are empty past the end', async () => {
    expect(await places('?perPage=2')).toEqual([[1, 2], 5])
    expect(await places('?perPage=2&page=3')).toEqual([[5], 5])
    expect(await places('?perPage=2&page=4')).toEqual([[], 5])
    expect((await list('?page=2147483647&perPage=200')).text).toBe('[]')
    expect(await places('?perPage=2&page=2&assigned=true')).toEqual([[4], 3])
    expect(await places('?perPage=2&page=3&assigned=true')).toEqual([[], 3])
    expect(await places('?perPage=1&page=2&assigneeEmail=roman@harrowvale.example')).toEqual([[4], 2])
  })

  test('name their neighbors with the filters kept, below the public address', async () => {
    const { headers } = await list('?productCode=LOOM&perPage=1&page=2&colour=green')
    const to = (page: number, rel: string) =>
      `<https://licenses.fenwick.example/api/v1/customer/licenses?productCode=LOOM&perPage=1&page=${page}>; rel="${rel}"`
    expect(headers.link).toBe([to(1, 'first'), to(1, 'prev'), to(3, 'next'), to(3, 'last')].join(', '))
    expect(headers['x-total-count']).toBe('3')
  })

  test('keep their order through every act', async () => {
    await assign(story, looms, 'late@harrowvale.example')
    expect(await places('')).toEqual([[1, 2, 3, 4, 5], 5])
  })
})

describe('whose licenses', () => {
  test('viewers and contacts read like administrators', async () => {
    for (const role of ['viewer', 'primary_contact'] as const)
      expect(await places('', await api.tokenFor(looms, { role }))).toEqual([[1, 2, 3, 4, 5], 5])
  })

  test('the token of a team sees the licenses of its team, and no filter widens that', async () => {
    for (const role of ['administrator', 'viewer'] as const) {
      const token = await api.tokenFor(looms, { role, teamId: ferrules.teamId })
      expect(await places('', token)).toEqual([[4, 5], 2])
      expect(await places(`?teamId=${looms.teamId}`, token)).toEqual([[], 0])
      expect(await places('?assigneeEmail=roman@harrowvale.example', token)).toEqual([[4], 1])
      expect(await places('?assigned=true', token)).toEqual([[4], 1])
    }
  })

  test('the token of a team is told that another team is another one', async () => {
    const token = await api.tokenFor(looms, { role: 'viewer', teamId: ferrules.teamId })
    const description = `Token was generated for team with id ${ferrules.teamId}`
    const mismatch = JSON.stringify({ code: 'TEAM_MISMATCH', description })
    for (const path of [`/customer/teams/${looms.teamId}/licenses`, `/customer/licenses/${order[0]}`]) {
      const { status, text } = await api.call('GET', path, token)
      expect([status, text]).toEqual([403, mismatch])
    }
    expect((await api.call('GET', `/customer/licenses/${order[3]}`, token)).status).toBe(200)
  })

  test.each(['1', '0', '-7', '2147483648', 'blue', '1.5', '%20'])(
    'a team that is not there is not found, whoever asks: %s',
    async (id) => {
      const token = await api.tokenFor(looms, { role: 'viewer', teamId: ferrules.teamId })
      const expected = JSON.stringify({ code: 'TEAM_NOT_FOUND', description: decodeURIComponent(id) })
      for (const caller of [admin, token]) {
        const { status, text } = await api.call('GET', `/customer/teams/${id}/licenses`, caller)
        expect([status, text]).toEqual([404, expected])
      }
    },
  )

  test('a team that ended is not found', async () => {
    const ended = await newTeam(story, looms, 0)
    await sql`update team set ended_at = ${story.now()} where id = ${ended.teamId}`.execute(story.database.db)
    const { status, json } = await api.call('GET', `/customer/teams/${ended.teamId}/licenses`, admin)
    expect([status, json]).toEqual([404, { code: 'TEAM_NOT_FOUND', description: String(ended.teamId) }])
  })

  test('O-32: teams and licenses of another organization are not there', async () => {
    const rival = await newCustomer(story, 1)
    const stranger = await api.tokenFor(rival, { role: 'administrator' })
    const answers = [
      await api.call('GET', `/customer/teams/${looms.teamId}/licenses`, stranger),
      await api.call('GET', `/customer/licenses/${order[0]}`, stranger),
    ]
    expect(answers.map(({ status, json }) => [status, json])).toEqual([
      [404, { code: 'TEAM_NOT_FOUND', description: String(looms.teamId) }],
      [404, { code: 'LICENSE_NOT_FOUND', description: order[0] }],
    ])
    expect((await list('?assigneeEmail=roman@harrowvale.example', stranger)).text).toBe('[]')
    expect((await list('', stranger)).json).toHaveLength(1)
  })
})

describe('O-58: a list of 250 licenses made at one moment', () => {
  let many: ApiCaller

  beforeAll(async () => {
    const customer = await newCustomer(story, 250)
    const addresses = Array.from({ length: 100 }, (_, n) => `person.number${n}@harrowvale.example`)
    await assign(story, customer, ...addresses)
    many = await api.tokenFor(customer, { role: 'viewer' })
  })

  test.each([10, 50, 100, 200])('has each license once, walked by pages of %s', async (perPage) => {
    for (const filter of ['', '&productCode=LOOM', '&assigned=true', '&assigned=false']) {
      const met: string[] = []
      let total = 0
      for (let page = 1; ; page++) {
        const { json, headers } = await list(`?perPage=${perPage}&page=${page}${filter}`, many)
        total = Number(headers['x-total-count'])
        if (json.length === 0) break
        met.push(...json.map(({ licenseId }: Row) => licenseId))
      }
      const all = (await list(`?perPage=200${filter}`, many)).json.map(({ licenseId }: Row) => licenseId)
      expect(met.slice(0, 200)).toEqual(all)
      expect([met.length, new Set(met).size]).toEqual([total, total])
      expect(total).toBe({ '&assigned=true': 100, '&assigned=false': 150 }[filter] ?? 250)
    }
  })

  test('takes as many statements for 200 rows as for one', async () => {
    const one = await statementsOf(story.database, () => list('?perPage=1&assigned=true', many))
    const all = await statementsOf(story.database, () => list('?perPage=200&assigned=true', many))
    expect(all).toEqual(one)
  })
})
