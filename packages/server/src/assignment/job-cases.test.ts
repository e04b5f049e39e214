import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomIds } from '../db/new-id.ts'
import { openJobQueue } from '../job-queue.ts'
import { assign, lettersOf, seatsOf } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { expectSound } from '../testing/expect-sound.ts'
import { jobsOf } from '../testing/run-jobs.ts'
import {
  type Customer,
  newCustomer,
  openAccount,
  openStory,
  planOf,
  rowsOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { assignPeople } from './assign-people.ts'
import { jobPage } from './job-views.ts'

let place: TestDatabase
let story: Story

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
  await openAccount(story, visitor('ines.okafor@harrowvale.example', 'Ines Okafor'))
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

async function send(customer: Customer, addresses: readonly string[], jobId: string = randomUUID()) {
  const { organizationId, teamId, productCode, admin } = customer
  const list = { organizationId, teamId, productCode, rows: rowsOf(...addresses), cameBy: 'list' as const }
  const sent = await story.write(admin, assignPeople, { ...list, jobId, atOnce: 20, preview: false })
  return { jobId, ...planOf(sent) }
}

async function reportOf({ organizationId, admin }: Customer, jobId: string) {
  const query = { organizationId, jobId, page: 1, perPage: 500 }
  return planOf(await story.read(admin, jobPage, query))
}

async function announced(customer: Customer): Promise<readonly string[]> {
  const letters = await lettersOf(story, customer)
  return letters
    .filter((one) => one.kind === 'license_assigned')
    .map((one) => one.to_address)
    .toSorted()
}

test('one bad address in a batch is one bad line: the counts are what was done, and sending again mails nobody twice (O-14)', async () => {
  const customer = await newCustomer(story, 10)
  await assign(story, customer, 'member@example.org')
  const batch = [
    'good1@example.org',
    'not-an-address',
    'member@example.org',
    'good1@example.org',
    'good2@example.org',
  ]
  const report = await reportOf(customer, (await send(customer, batch)).jobId)
  expect(report).toMatchObject({ done: 2, skipped: 2, refused: 1, total: 5 })
  expect(report.lines.map((line) => [line.line, line.outcome, line.reason.code]).toSorted()).toEqual([
    [1, 'done', undefined],
    [2, 'refused', 'address_without_at'],
    [3, 'skipped', 'already_has_license'],
    [4, 'skipped', 'twice_in_list'],
    [5, 'done', undefined],
  ])
  expect(await reportOf(customer, (await send(customer, batch)).jobId)).toMatchObject({
    done: 0,
    skipped: 4,
    refused: 1,
  })
  expect(await announced(customer)).toEqual(['good1@example.org', 'good2@example.org', 'member@example.org'])
})

test('a long list that is cut off, sent again, met by a restart and by a second server seats and mails nobody twice (O-26)', async () => {
  const seats = 120
  const customer = await newCustomer(story, seats)
  const list = Array.from({ length: 300 }, (_, n) => `p${n}@x.example`)
  const first = await send(customer, list)
  expect(first.waiting).toBe(280)
  // The answer never came, and the same form is sent once more; then the same list by a new one.
  expect((await send(customer, list, first.jobId)).waiting).toBe(0)
  const again = await send(customer, list)
  // A server takes a job on and dies; another one, and a third, go on with everything.
  const dying = openJobQueue({ db: story.database.db, clock: story.now, newId: randomIds })
  expect(await dying.take()).toMatchObject({ attempts: 1 })
  story.pass({ minutes: 1 })
  await Promise.all([jobsOf(story, 30).runAll(), jobsOf(story, 30).runAll(), jobsOf(story, 30).runAll()])

  const reports = [await reportOf(customer, first.jobId), await reportOf(customer, again.jobId)]
  expect(reports.map((report) => [report.state, report.total])).toEqual([
    ['ended', 300],
    ['ended', 300],
  ])
  expect(reports.reduce((sum, report) => sum + report.done, 0)).toBe(seats)
  const codes = new Set(reports.flatMap(({ lines }) => lines.flatMap((line) => line.reason.code ?? [])))
  expect([...codes].toSorted()).toEqual(['already_has_license', 'no_free_seat'])
  expect(await seatsOf(story, customer)).toMatchObject({ free: 0, invited: seats })
  expect(await announced(customer)).toEqual((await seatsOf(story, customer)).holders.toSorted())
  await expectSound(story, customer)
})
