import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiCaller, type OpenApi, openApi } from '../testing/account-api.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { type Customer, newCustomer, newTeam, openStory, type Story } from '../testing/story.ts'

let place: TestDatabase
let story: Story
let api: OpenApi
let customer: Customer
let admin: ApiCaller

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
  api = await openApi(story)
  customer = await newCustomer(story, 2)
  admin = await api.tokenFor(customer, { role: 'administrator' })
})

afterAll(async () => {
  await api.close()
  await story.close()
  await place.drop()
})

describe('what a token is for', () => {
  test('of the whole customer: code, name, role, contacts and all teams', async () => {
    const team = await newTeam(story, customer, 0)
    const answer = await api.call('GET', '/token', admin)
    const names = await story.database.db.selectFrom('team').select(['id', 'name']).orderBy('id').execute()
    expect(answer.text).toBe(
      JSON.stringify({
        ...{ type: 'CUSTOMER', code: customer.organizationId, name: answer.json.name, role: 'ADMIN' },
        contactFlags: { isPrimaryLicensee: false, isPrimaryTechnical: false, isPrimaryBilling: false },
        teams: names
          .filter(({ id }) => id === customer.teamId || id === team.teamId)
          .map((one) => ({ ...one, role: 'ADMIN' })),
      }),
    )
    expect(answer.json.name).toMatch(/^Harrow & Vale/)
  })

  test('of a viewer and of a contact: the same teams, to look at', async () => {
    const viewer = await api.tokenFor(customer, { role: 'viewer' })
    const contact = await api.tokenFor(customer, { role: 'primary_contact' })
    expect((await api.call('GET', '/token', viewer)).json).toMatchObject({
      ...{ role: 'VIEWER', teams: [{ role: 'VIEWER' }, { role: 'VIEWER' }] },
    })
    expect((await api.call('GET', '/token', contact)).json).toMatchObject({
      ...{ role: 'PRIMARY_CONTACT', contactFlags: { isPrimaryTechnical: true, isPrimaryBilling: false } },
    })
  })

  test.each([
    ['administrator', 'ADMIN'],
    ['viewer', 'VIEWER'],
  ] as const)('of a team, for its %s: the team and its customer', async (role, told) => {
    const { teamId, organizationId } = customer
    const caller = await api.tokenFor(customer, { role, teamId })
    const answer = await api.call('GET', '/token', caller)
    const { name } = answer.json.customer
    expect(answer.text).toBe(
      JSON.stringify({
        type: 'TEAM',
        team: { id: teamId, name, role: told },
        customer: { code: organizationId, name },
      }),
    )
  })
})
