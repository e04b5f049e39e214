import { randomUUID } from 'node:crypto'
import type { Actor } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { loadOrganization } from '../teams/store.ts'
import { assign } from '../testing/acts.ts'
import { freshDatabase } from '../testing/database.ts'
import {
  actorWith,
  buySeats,
  type Customer,
  newCustomer,
  newTeam,
  openStory,
  planOf,
  refusalOf,
  type Story,
} from '../testing/story.ts'
import { mergeTeams } from './merge-teams.ts'
import { moveChoice } from './move-views.ts'
import { endedTeam, teamPage, teamsPage } from './team-views.ts'

let story: Story
let database: Awaited<ReturnType<typeof freshDatabase>>
let customer: Customer
let mobile: Customer

beforeAll(async () => {
  database = await freshDatabase()
  story = await openStory(database.connection)
})
afterAll(async () => {
  await story.close()
  await database.drop()
})
beforeEach(async () => {
  customer = await newCustomer(story, 5)
  mobile = await newTeam(story, customer, 3)
})

const organizationId = () => customer.organizationId
const teamsSeen = (actor: Actor, outdated = false) =>
  story.read(actor, teamsPage, { organizationId: organizationId(), outdated })

const administratorOf = ({ teamId }: Customer, address: string) =>
  actorWith(story, organizationId(), { address, name: 'Tomasz', role: 'team_administrator', teamId })

test('a team is listed with its seats by product, its people and who looks after it alone', async () => {
  await administratorOf(mobile, 'tomasz@harrowvale.example')
  await assign(story, mobile, 'amaya@harrowvale.example')

  const { teams } = planOf(await teamsSeen(customer.admin))

  expect(teams.map(({ id }) => id)).toEqual([customer.teamId, mobile.teamId])
  expect(teams[1]).toMatchObject({
    ...{ people: 1, outdated: false, viewers: [] },
    seats: [{ total: 3, free: 2, invited: 1 }],
    administrators: [{ address: 'tomasz@harrowvale.example' }],
  })
})

test('a team whose licenses all expired over a month ago is left out, counted, and there when asked for', async () => {
  await buySeats(story, customer, 1, 400)
  story.pass({ days: 366 })
  const soon = planOf(await teamsSeen(customer.admin))
  story.pass({ days: 31 })
  const later = planOf(await teamsSeen(customer.admin))

  expect([soon.teams.length, soon.outdated]).toEqual([2, 0])
  expect(later.teams.map(({ id }) => id)).toEqual([customer.teamId])
  expect(later.outdated).toBe(1)
  expect(planOf(await teamsSeen(customer.admin, true)).teams).toHaveLength(2)
})

test('a team whose license was bought for good is never outdated', async () => {
  await sql`update subscription set perpetual = true where organization_id = ${organizationId()}`.execute(
    story.database.db,
  )
  story.pass({ days: 800 })
  expect(planOf(await teamsSeen(customer.admin))).toMatchObject({ outdated: 0, teams: [{}, {}] })
})

test('the list of all teams is not for a team administrator, who sees their own team', async () => {
  const tomasz = await administratorOf(mobile, 'tomasz@harrowvale.example')
  const one = (teamId: number) => story.read(tomasz, teamPage, { organizationId: organizationId(), teamId })

  expect(refusalOf(await teamsSeen(tomasz)).code).toBe('not_allowed')
  expect(refusalOf(await one(customer.teamId)).code).toBe('team_not_found')
  expect(planOf(await one(mobile.teamId))).toMatchObject({
    ...{ mayEdit: true, mayTakeIn: true, mayMerge: false, mayDelete: false, inTheWay: null },
  })
})

test('a team says what keeps it from being deleted', async () => {
  const found = await story.read(customer.admin, teamPage, mobile)
  expect(planOf(found).inTheWay).toMatchObject({ code: 'team_not_empty', licenses: 3, links: 0, orders: 0 })
})

test('a merged team leads to the one that has its licenses, for those who see that one', async () => {
  const jobId = randomUUID()
  const merge = { ...customer, teamId: mobile.teamId, intoTeamId: customer.teamId, jobId, preview: false }
  planOf(await story.write(customer.admin, mergeTeams, merge))
  const rival = await newCustomer(story, 1)
  const organization = await story.read(
    customer.admin,
    (read) => loadOrganization(read, organizationId()),
    {},
  )
  const slug = organization?.slug ?? ''
  const lead = (actor: Actor) => story.read(actor, endedTeam, { slug, team: String(mobile.teamId) })

  expect(planOf(await lead(customer.admin)).id).toBe(customer.teamId)
  expect(refusalOf(await lead(rival.admin)).code).toBe('team_not_found')
})

test('what is chosen to be moved is counted by team, with those who lose sight of it and where it can go', async () => {
  await administratorOf(mobile, 'tomasz@harrowvale.example')
  await assign(story, mobile, 'amaya@harrowvale.example')
  const selection = { kind: 'matching', filter: {}, except: [] } as const
  const choice = planOf(
    await story.read(customer.admin, moveChoice, { organizationId: organizationId(), selection }),
  )

  expect(choice.from).toMatchObject([
    { team: { id: customer.teamId }, licenses: 5, held: 0, losingSight: [] },
    { team: { id: mobile.teamId }, licenses: 3, held: 1, losingSight: ['Tomasz'] },
  ])
  expect(choice.targets.map(({ id }) => id).sort()).toEqual([customer.teamId, mobile.teamId])
})

test('a team administrator can only move what is theirs, and to teams that are theirs too', async () => {
  const tomasz = await administratorOf(mobile, 'tomasz@harrowvale.example')
  const selection = { kind: 'matching', filter: {}, except: [] } as const
  const choice = planOf(await story.read(tomasz, moveChoice, { organizationId: organizationId(), selection }))

  expect(choice.from.map(({ team }) => team.id)).toEqual([mobile.teamId])
  expect(choice).toMatchObject({ targets: [], mayCreate: true, stays: 0 })
})
