import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiCaller, type OpenApi, openApi } from '../testing/account-api.ts'
import { pageOf, seatsOf } from '../testing/acts.ts'
import { byId, byTeam, told } from '../testing/assign-requests.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { expectSound } from '../testing/expect-sound.ts'
import { type Customer, newCustomer, newTeam, openStory, rowsOf, type Story } from '../testing/story.ts'
import { assignPeople } from './assign-people.ts'

let place: TestDatabase
let story: Story
let api: OpenApi

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection, 24)
  api = await openApi(story)
})

afterAll(async () => {
  await api.close()
  await story.close()
  await place.drop()
})

const person = (n: number) => ({ email: `p${n}@harrowvale.example`, firstName: 'Anna', lastName: 'Lee' })
const callerOf = (customer: Customer) => api.tokenFor(customer, { role: 'administrator' })
const assign = (caller: ApiCaller, body: unknown) =>
  api.call('POST', '/customer/licenses/assign', { ...caller, body })

/** How often each answer was given. */
function tally(answers: readonly { status: number; text: string }[]): Record<string, number> {
  const groups = Map.groupBy(
    answers.map(({ status, text }) => `${status} ${text}`),
    (answer) => answer,
  )
  return Object.fromEntries([...groups].map(([answer, all]) => [answer, all.length]))
}

const licenseIds = async (customer: Customer) =>
  (await pageOf(story, customer)).rows.map((row) => row.licenseId)

test('twenty people and one free license by REST: exactly one has it, nineteen are refused (O-01)', async () => {
  const customer = await newCustomer(story, 1)
  const caller = await callerOf(customer)
  const calls = Array.from({ length: 20 }, (_, n) =>
    assign(caller, byTeam(customer.teamId, 'LOOM', { contact: person(n) })),
  )
  const none = `No available license found to assign in the team ${customer.teamId} with product LOOM`
  expect(tally(await Promise.all(calls))).toEqual({
    '200 ': 1,
    [`400 {"code":"NO_AVAILABLE_LICENSE_TO_ASSIGN","description":"${none}"}`]: 19,
  })
  expect((await seatsOf(story, customer)).holders).toHaveLength(1)
  await expectSound(story, customer)
})

test('two people and one license by its id: one has it, the other is told that it is allocated (O-01)', async () => {
  const customer = await newCustomer(story, 5)
  const caller = await callerOf(customer)
  for (const [n, licenseId] of (await licenseIds(customer)).entries()) {
    const calls = [person(2 * n), person(2 * n + 1)].map((contact) =>
      assign(caller, byId(licenseId, { contact })),
    )
    expect(tally(await Promise.all(calls))).toEqual({
      '200 ': 1,
      '400 {"code":"LICENSE_IS_NOT_AVAILABLE_TO_ASSIGN","description":"ALLOCATED"}': 1,
    })
  }
  await expectSound(story, customer)
})

test('one person and ten licenses at once has all of them, one of them the first', async () => {
  const customer = await newCustomer(story, 5)
  await newTeam(story, customer, 5)
  const caller = await callerOf(customer)
  const calls = (await licenseIds(customer)).map((licenseId) =>
    assign(caller, byId(licenseId, { contact: person(1) })),
  )
  expect(tally(await Promise.all(calls))).toEqual({ '200 ': 10 })
  const { rows } = await story.database.pool.query(
    'select count(*) filter (where not additional) as first from assignment where organization_id = $1',
    [customer.organizationId],
  )
  expect(Number(rows[0]?.first)).toBe(1)
  await expectSound(story, customer)
})

test('programs and people who hand out the same seats never give one twice', async () => {
  const customer = await newCustomer(story, 6)
  const { organizationId, teamId, admin } = customer
  const caller = await callerOf(customer)
  const bySomebody = (n: number) =>
    story.write(admin, assignPeople, {
      ...{ organizationId, teamId, productCode: 'LOOM', rows: rowsOf(`q${n}@harrowvale.example`) },
      ...{ cameBy: 'form', jobId: randomUUID(), preview: false },
    })
  const acts = Array.from({ length: 10 }, async (_, n) => [
    told(await assign(caller, byTeam(teamId, 'LOOM', { contact: person(n) })))[0] === 200,
    (await bySomebody(n)).ok,
  ])
  const given = (await Promise.all(acts)).flat().filter(Boolean)
  expect(given).toHaveLength(6)
  expect(await seatsOf(story, customer)).toMatchObject({ free: 0, invited: 6 })
  await expectSound(story, customer)
})
