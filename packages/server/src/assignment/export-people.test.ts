import { afterAll, beforeAll, expect, test } from 'vitest'
import { assign } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import {
  actorWith,
  type Customer,
  newCustomer,
  newTeam,
  openStory,
  planOf,
  refusalOf,
  type Story,
} from '../testing/story.ts'
import { exportPeople } from './export-people.ts'
import { type PeopleListPlace, peopleList } from './people-list-views.ts'

let place: TestDatabase
let story: Story
let town: Customer

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
  town = await newCustomer(story, 10)
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

const names = (count: number) => Array.from({ length: count }, (_, at) => `person${at}@way.example`)

test('a list of people has everybody who matches once, however it is cut, though many are called the same', async () => {
  await assign(story, town, ...names(5))
  await story.database.db
    .updateTable('person')
    .set({ search_key: 'same' })
    .where('organization_id', '=', town.organizationId)
    .execute()
  const query = { organizationId: town.organizationId, filter: { holding: 'some' } } as const
  for (const perPage of [1, 2, 5, 100]) {
    const found: string[] = []
    let after: PeopleListPlace | undefined
    for (let parts = 0; parts < 10; parts++) {
      const { people, next } = planOf(await story.read(town.admin, peopleList, { ...query, after, perPage }))
      found.push(...people.map((person) => person.address))
      if (!next) break
      after = next
    }
    expect(found.toSorted()).toEqual(names(5))
  }
})

test('whoever takes a list of people along gets what they see, and stands in the log with how long it was', async () => {
  const team = await newTeam(story, town, 2)
  await assign(story, team, 'noor@way.example')
  const lead = await actorWith(story, town.organizationId, {
    ...{ address: 'lead@way.example', name: 'Lea Lead', role: 'team_administrator', teamId: team.teamId },
  })
  const asked = { organizationId: town.organizationId, filter: {} }
  expect(planOf(await story.write(lead, exportPeople, { ...asked, format: 'xlsx' }))).toEqual({ people: 1 })
  const listed = planOf(await story.read(lead, peopleList, { ...asked, perPage: 100 }))
  expect(listed.people.map((person) => person.address)).toEqual(['noor@way.example'])
  const events = await story.database.db
    .selectFrom('event')
    .select(['actor', 'facts'])
    .where('what', '=', 'people_exported')
    .execute()
  expect(events).toEqual([{ actor: 'Lea Lead', facts: { count: 1, format: 'xlsx' } }])
})

test('a list in another format, or of another organization, is not given and not noted', async () => {
  const asked = { organizationId: town.organizationId, filter: {}, format: 'pdf' }
  expect(refusalOf(await story.write(town.admin, exportPeople, asked)).code).toBe('not_a_choice')
  const rival = await newCustomer(story, 1)
  const theirs = { ...asked, format: 'csv' }
  expect(refusalOf(await story.write(rival.admin, exportPeople, theirs)).code).toBe('organization_not_found')
})
