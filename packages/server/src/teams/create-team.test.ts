import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import {
  actorWith,
  type Customer,
  newCustomer,
  openStory,
  planOf,
  refusalOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { createTeam } from './create-team.ts'
import { renameTeam } from './rename-team.ts'
import { listTeams } from './store.ts'

let place: TestDatabase
let story: Story

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

const form = ({ organizationId }: Customer, name = 'Mobile') => ({ organizationId, id: randomUUID(), name })

const namesOf = async ({ organizationId, admin }: Customer) =>
  (await story.read(admin, listTeams, organizationId)).map((team) => team.name).slice(1)

describe('a new team', () => {
  test('has a number and the name as it was meant', async () => {
    const customer = await newCustomer(story, 0)
    const made = planOf(await story.write(customer.admin, createTeam, form(customer, '  Mobile   Apps ')))
    expect(made).toEqual({ teamId: expect.any(Number), name: 'Mobile Apps' })
    expect(await namesOf(customer)).toEqual(['Mobile Apps'])
  })

  test('is made once, however often its form is sent and even at once (O-61)', async () => {
    const customer = await newCustomer(story, 0)
    const request = form(customer)
    const send = () => story.write(customer.admin, createTeam, request)
    const answers = (await Promise.all([send(), send(), send()])).map(planOf)
    expect(new Set(answers.map((answer) => answer.teamId)).size).toBe(1)
    expect(await namesOf(customer)).toEqual(['Mobile'])
  })

  test('cannot be called like another, even when both are made at once', async () => {
    const customer = await newCustomer(story, 0)
    const make = (name: string) => story.write(customer.admin, createTeam, form(customer, name))
    const answers = await Promise.all([make('Mobile'), make('MOBILE')])
    expect(answers.map((answer) => answer.ok).sort()).toEqual([false, true])
    expect(refusalOf(await make('mobile'))).toMatchObject({ code: 'team_name_taken' })
  })

  test.each(['', ' ', '\u200b', 'x'.repeat(121)])('cannot be called %j', async (name) => {
    const customer = await newCustomer(story, 0)
    expect(refusalOf(await story.write(customer.admin, createTeam, form(customer, name)))).toMatchObject({
      fields: [{ field: 'name' }],
    })
  })

  test.each(['viewer', 'purchaser', 'billing_contact', 'team_administrator'] as const)(
    'is not for a %s to make (O-33)',
    async (role) => {
      const customer = await newCustomer(story, 0)
      const scope = role === 'team_administrator' ? { teamId: customer.teamId } : {}
      const actor = await actorWith(story, customer.organizationId, {
        ...{ address: 'noor@hv.example', name: 'Noor', role },
        ...scope,
      })
      expect(refusalOf(await story.write(actor, createTeam, form(customer)))).toMatchObject({
        ...{ code: 'not_allowed', needs: 'administrator' },
      })
      const stranger = await story.write(visitor('who@example.org'), createTeam, form(customer))
      expect(refusalOf(stranger).code).toBe('organization_not_found')
    },
  )
})

describe('another name', () => {
  test('is the team’s from then on, and is in the log', async () => {
    const customer = await newCustomer(story, 0)
    const { organizationId, teamId, admin } = customer
    planOf(await story.write(admin, renameTeam, { organizationId, teamId, name: 'Platform' }))
    const event = await story.database.db
      .selectFrom('event')
      .select(['what', 'facts'])
      .where('organization_id', '=', organizationId)
      .where('what', '=', 'team_renamed')
      .executeTakeFirstOrThrow()
    expect(event.facts).toMatchObject({ from: expect.stringMatching(/^Harrow/), name: 'Platform' })
  })

  test('may differ by a capital letter only, and may not be another team’s', async () => {
    const customer = await newCustomer(story, 0)
    const { organizationId, admin } = customer
    const { teamId } = planOf(await story.write(admin, createTeam, form(customer)))
    planOf(await story.write(admin, createTeam, form(customer, 'Platform')))
    const rename = (name: string) => story.write(admin, renameTeam, { organizationId, teamId, name })
    expect(planOf(await rename('MOBILE')).name).toBe('MOBILE')
    expect(refusalOf(await rename('platform'))).toMatchObject({ code: 'team_name_taken', name: 'Platform' })
  })

  test.each([
    ['billing_contact', false, 'yes'],
    ['team_administrator', true, 'yes'],
    ['team_viewer', true, 'not_allowed'],
    ['viewer', false, 'not_allowed'],
    ['purchaser', false, 'team_not_found'],
  ] as const)('is given by a %s: in a team %s: %s', async (role, inTeam, answer) => {
    const { organizationId, teamId } = await newCustomer(story, 0)
    const actor = await actorWith(story, organizationId, {
      ...{ address: 'noor@hv.example', name: 'Noor', role },
      ...(inTeam && { teamId }),
    })
    const decision = await story.write(actor, renameTeam, { organizationId, teamId, name: 'Looms' })
    expect(decision.ok ? 'yes' : decision.refusal.code).toBe(answer)
  })
})
