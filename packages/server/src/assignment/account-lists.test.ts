import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiCaller, type OpenApi, openApi } from '../testing/account-api.ts'
import { assign } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import {
  type Customer,
  newCustomer,
  newTeam,
  openStory,
  type Story,
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
