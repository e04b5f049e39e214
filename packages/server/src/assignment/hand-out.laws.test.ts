import { randomUUID } from 'node:crypto'
import type { AccountActor } from '@claviger/core/teams/actor'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { licenseOf, newLink, pageOf, revoking, take, these, undo } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { expectSound } from '../testing/expect-sound.ts'
import {
  type Customer,
  dump,
  newCustomer,
  newTeam,
  openStory,
  planOf,
  rowsOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { assignPeople } from './assign-people.ts'
import { connectLicenses } from './connect-licenses.ts'
import { moveLicenses } from './move-licenses.ts'
import { returnLicense } from './return-license.ts'
import { revokeLicenses } from './revoke-licenses.ts'

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

const people = [...'abcdefgh'].map((name) => `${name}@harrowvale.example`)
const someone = fc.constantFrom(...people)
const someOnes = fc.uniqueArray(someone, { maxLength: 6 })
const team = fc.nat(1)

/** One thing somebody does, of everything that moves a seat. */
const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('assign' as const), team, whom: someOnes }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('revoke' as const), whom: someOnes }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('undo' as const), back: fc.nat(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('move' as const), team, count: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('take' as const), team, who: someone }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('return' as const), who: someone }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('connect' as const), who: someone }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.nat(6) }) },
)

type Act = typeof act extends fc.Arbitrary<infer One> ? One : never

/** A customer with two teams of three seats, a link to each, and the bulk acts of its history. */
interface Town {
  readonly teams: readonly [Customer, Customer]
  readonly tokens: readonly [string, string]
  readonly jobs: string[]
}

async function newTown(): Promise<Town> {
  const first = await newCustomer(story, 3)
  const second = await newTeam(story, first, 3)
  const tokens = [
    (await newLink(story, first)).token,
    (await newLink(story, second, { cap: '2' })).token,
  ] as const
  return { teams: [first, second], tokens, jobs: [] }
}

async function perform(town: Town, one: Act): Promise<void> {
  const [first] = town.teams
  switch (one.kind) {
    case 'assign':
      return assignSome(town, town.teams[one.team] ?? first, one.whom)
    case 'revoke':
      return revokeSome(town, one.whom)
    case 'undo': {
      const jobId = town.jobs.at(-1 - one.back)
      if (jobId) await undo(story, first, jobId)
      return
    }
    case 'move':
      return moveSome(town, one.team, one.count)
    case 'take':
      await take(story, town.tokens[one.team] ?? '', one.who)
      return
    case 'return':
      await giveBack(first, visitor(one.who))
      return
    case 'connect':
      await story.write(visitor(one.who), connectLicenses, {})
      return
    case 'wait':
      story.pass({ minutes: one.minutes })
  }
}

async function assignSome(town: Town, customer: Customer, whom: readonly string[]): Promise<void> {
  const { organizationId, teamId, productCode, admin } = customer
  const jobId = randomUUID()
  const list = { organizationId, teamId, productCode, rows: rowsOf(...whom), cameBy: 'list' as const }
  if ((await story.write(admin, assignPeople, { ...list, jobId, preview: false })).ok) town.jobs.push(jobId)
}

async function revokeSome(town: Town, whom: readonly string[]): Promise<void> {
  const [customer] = town.teams
  const { rows } = await pageOf(story, customer)
  const theirs = rows.filter((row) => row.person && whom.includes(row.person.address))
  const request = revoking(customer, these(...theirs.map((row) => row.licenseId)))
  if ((await story.write(customer.admin, revokeLicenses, request)).ok) town.jobs.push(request.jobId)
}

/** Moves so many of the other team's licenses into this one, free ones first. */
async function moveSome({ teams, jobs }: Town, into: number, count: number): Promise<void> {
  const [first, second] = into === 0 ? teams : [teams[1], teams[0]]
  const { organizationId, productCode, admin, teamId } = first
  const jobId = randomUUID()
  const moved = await story.write(admin, moveLicenses, {
    ...{ organizationId, jobId, preview: false, to: { teamId } },
    what: { kind: 'number', productCode, count, fromTeamId: second.teamId },
  })
  if (moved.ok) jobs.push(jobId)
}

async function giveBack(customer: Customer, actor: AccountActor): Promise<void> {
  const licenseId = await licenseOf(story, customer, actor.name)
  await story.write(actor, returnLicense, { organizationId: customer.organizationId, licenseId })
}

test('whatever is done in whatever order, seats stay sound after every act', async () => {
  const property = fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
    const town = await newTown()
    for (const one of acts) {
      await perform(town, one)
      await expectSound(story, town.teams[0])
    }
  })
  await fc.assert(property, { numRuns: 25, endOnFailure: true })
})

/** Everything but the report, the log and the letters that say nothing any more. */
async function stateOfThings() {
  const { letter, ...tables } = await dump(story, 'job', 'job_item', 'event')
  const living = (letter ?? []).filter((one) => (one as { state: string }).state !== 'withdrawn')
  return { ...tables, living }
}

test('revoking and undoing leaves every row as it was, whatever had been done before', async () => {
  const history = fc.array(act, { maxLength: 12 })
  const property = fc.asyncProperty(history, someOnes, async (acts, whom) => {
    const town = await newTown()
    await assignSome(town, town.teams[0], people.slice(0, 3))
    for (const one of acts) await perform(town, one)
    const before = await stateOfThings()
    const known = town.jobs.length
    await revokeSome(town, whom)
    const [jobId] = town.jobs.slice(known)
    if (!jobId) return
    expect(planOf(await undo(story, town.teams[0], jobId)).cannot).toEqual([])
    expect(await stateOfThings()).toEqual(before)
  })
  await fc.assert(property, { numRuns: 12, endOnFailure: true })
})
