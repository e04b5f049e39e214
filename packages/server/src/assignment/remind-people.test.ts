import { randomUUID } from 'node:crypto'
import type { AccountActor } from '@claviger/core/teams/actor'
import { expect, test } from 'vitest'
import { jobWorks } from '../application.ts'
import { randomIds } from '../db/new-id.ts'
import { openJobQueue } from '../job-queue.ts'
import { startJobs } from '../jobs/run-jobs.ts'
import { assign, licenseOf, revoke, these, undo } from '../testing/acts.ts'
import { countStatements } from '../testing/count-statements.ts'
import { openPostOffice } from '../testing/post-office.ts'
import {
  actorWith,
  buySeats,
  type Customer,
  newCustomer,
  newTeam,
  openAccount,
  planOf,
  refusalOf,
  visitor,
} from '../testing/story.ts'
import { carryOnJob } from './carry-on-job.ts'
import { connectLicenses } from './connect-licenses.ts'
import { listHolders } from './holder-store.ts'
import { openJob, saveJobItems } from './job-store.ts'
import { jobPage } from './job-views.ts'
import { letterOutlooks } from './letter-outlook-views.ts'
import type { Selection } from './license-filter.ts'
import { remindPeople } from './remind-people.ts'
import { listSelected } from './selection-store.ts'

const office = openPostOffice()
const [jo, noor, ben] = ['j.voss@harrowvale.example', 'noor@harrowvale.example', 'ben@harrowvale.example']
const everything: Selection = { kind: 'matching', filter: {}, except: [] }

/** People who were told of licenses they have not connected. */
async function told(seats: number, ...addresses: string[]): Promise<Customer> {
  const customer = await newCustomer(office.story, seats)
  await assign(office.story, customer, ...addresses)
  await letLeave()
  return customer
}

async function letLeave(): Promise<void> {
  office.story.pass({ minutes: 2 })
  await office.delivery(null).deliverDue()
}

function remind(
  { organizationId, admin }: Customer,
  selection: Selection = everything,
  { jobId = randomUUID() as string, preview = false, actor = admin as AccountActor } = {},
) {
  return office.story.write(actor, remindPeople, { organizationId, selection, jobId, preview })
}

async function report({ organizationId, admin }: Customer, jobId: string) {
  const page = await office.story.read(admin, jobPage, { organizationId, jobId, page: 1, perPage: 100 })
  const { lines, ...job } = planOf(page)
  return {
    ...job,
    lines: lines.map(({ address, outcome, reason }) => [address, outcome, reason.code]).sort(),
  }
}

/** Lets the jobs that are under way come to their end. */
async function runJobs(): Promise<void> {
  const { database, now: clock } = office.story
  const log = { warn: () => {}, error: () => {} }
  const jobs = startJobs({ queue: openJobQueue({ db: database.db, clock, newId: randomIds }), log })
  await jobs.runAll()
  await jobs.stop()
}

const reminders = async () => (await office.stored()).filter((one) => one.kind === 'reminder_by_hand')

test('each person gets one letter that names all their licenses, two minutes later', async () => {
  const customer = await told(5, jo, noor)
  const ferrule = { ...customer, productCode: 'FERR' }
  await buySeats(office.story, ferrule, 2)
  await assign(office.story, ferrule, jo)
  await letLeave()
  const jobId = randomUUID()
  expect(planOf(await remind(customer, everything, { jobId }))).toMatchObject({ licenses: 3, people: 2 })
  const letters = await reminders()
  expect(letters.map((one) => one.to_address)).toEqual([jo, noor])
  expect(letters[0]?.facts).toMatchObject({
    ...{ by: 'Ines Okafor', number: 0 },
    licenses: [{ product: 'Loomwright' }, { product: 'Ferrule' }],
  })
  expect(letters[0]?.send_after).toEqual(new Date(office.story.now().getTime() + 120_000))
  expect(await report(customer, jobId)).toMatchObject({ kind: 'remind', state: 'ended', done: 3, skipped: 0 })
})

test('who needs no reminder gets none, and the report says why', async () => {
  const customer = await told(6, jo, noor, ben, 'cleo@harrowvale.example')
  await office.story.write(visitor(noor), connectLicenses, {})
  const failed = office.story.database.db.updateTable('letter').set({ state: 'failed' })
  await failed.where('to_address', '=', ben).execute()
  planOf(await remind(customer, these(await licenseOf(office.story, customer, jo))))
  await letLeave()
  await assign(office.story, customer, 'late@harrowvale.example')
  const jobId = randomUUID()
  expect(planOf(await remind(customer, everything, { jobId, preview: true }))).toMatchObject({
    ...{ licenses: 1, people: 1 },
    skipped: [
      { reason: { code: 'reminded_lately' } },
      { reason: { code: 'connected_already' } },
      { reason: { code: 'address_refused' } },
      { reason: { code: 'letter_waiting' } },
    ],
  })
  expect(await reminders()).toHaveLength(1)
  planOf(await remind(customer, everything, { jobId }))
  expect((await report(customer, jobId)).lines).toEqual([
    [ben, 'skipped', 'address_refused'],
    ['cleo@harrowvale.example', 'done', undefined],
    [jo, 'skipped', 'reminded_lately'],
    ['late@harrowvale.example', 'skipped', 'letter_waiting'],
    [noor, 'skipped', 'connected_already'],
  ])
})

test('a form that arrives twice reminds once, and two days later people can be reminded again', async () => {
  const customer = await told(2, jo)
  const jobId = randomUUID()
  planOf(await remind(customer, everything, { jobId }))
  planOf(await remind(customer, everything, { jobId }))
  expect(await reminders()).toHaveLength(1)
  await letLeave()
  office.story.pass({ days: 1 })
  expect(planOf(await remind(customer)).licenses).toBe(0)
  office.story.pass({ days: 1 })
  expect(planOf(await remind(customer)).licenses).toBe(1)
})

test('undo withdraws what has not left, and then nobody has been reminded', async () => {
  const customer = await told(2, jo)
  const jobId = randomUUID()
  planOf(await remind(customer, everything, { jobId }))
  expect((await report(customer, jobId)).mayUndo).toBe(true)
  expect(planOf(await undo(office.story, customer, jobId))).toMatchObject({ restored: 1, cannot: [] })
  expect(await reminders()).toMatchObject([{ state: 'withdrawn' }])
  await letLeave()
  const licenseId = await licenseOf(office.story, customer, jo)
  const asked = { organizationId: customer.organizationId, licenseId }
  const { outlooks } = planOf(await office.story.read(customer.admin, letterOutlooks, asked))
  expect(outlooks).toMatchObject([{ remindedAt: null, next: { number: 1 } }])
  const again = randomUUID()
  expect(planOf(await remind(customer, everything, { jobId: again })).licenses).toBe(1)
  await letLeave()
  expect((await report(customer, again)).mayUndo).toBe(false)
  expect(refusalOf(await undo(office.story, customer, again)).code).toBe('undo_window_over')
})

test('a license that came back before is named by nobody’s reminder', async () => {
  const customer = await told(2, jo)
  const licenseId = await licenseOf(office.story, customer, jo)
  await revoke(office.story, customer, jo)
  expect(planOf(await remind(customer, these(licenseId)))).toMatchObject({
    ...{ licenses: 0, skipped: [{ reason: { code: 'not_assigned' } }] },
  })
  expect(await reminders()).toEqual([])
})

test('nobody reminds for a team that is not theirs, and learns nothing of it', async () => {
  const customer = await told(2, jo)
  const other = await newTeam(office.story, customer, 2)
  const lead = await actorWith(office.story, customer.organizationId, {
    ...{ address: 'lead@harrowvale.example', name: 'Lead', role: 'team_administrator', teamId: other.teamId },
  })
  const foreign = these(await licenseOf(office.story, customer, jo))
  expect(refusalOf(await remind(customer, foreign, { actor: lead })).code).toBe('license_not_found')
  expect(refusalOf(await remind(customer, everything, { actor: lead })).code).toBe('nothing_selected')
  expect(refusalOf(await remind(customer, foreign, { actor: visitor('eve@kelso.example') })).code).toBe(
    'organization_not_found',
  )
})

test('whose licenses fall into two chunks gets one letter with both, and both are done', async () => {
  const customer = await told(1, jo)
  const ferrule = { ...customer, productCode: 'FERR' }
  await buySeats(office.story, ferrule, 1)
  await assign(office.story, ferrule, jo)
  await letLeave()
  const { organizationId, admin } = customer
  const [jobId, now] = [randomUUID(), office.story.now()]
  await office.story.write(
    admin,
    async (tx) => {
      await openJob(tx, {
        ...{ organizationId, id: jobId, kind: 'remind', productCode: null, teamId: null, request: {} },
        ...{ startedBy: 'Ines Okafor', undoUntil: now, lettersAt: now },
      })
      const ids = await listSelected(tx, organizationId, everything, 'licenses.assign')
      await saveJobItems(tx, organizationId, jobId, await listHolders(tx, organizationId, [...ids], 1))
    },
    null,
  )
  const chunk = { organizationId, jobId, works: jobWorks, most: 1 }
  await office.story.write(admin, carryOnJob, chunk)
  await office.story.write(admin, carryOnJob, chunk)
  expect(await report(customer, jobId)).toMatchObject({ state: 'ended', done: 2, skipped: 0 })
  expect(await reminders()).toMatchObject([
    { facts: { licenses: [{ product: 'Loomwright' }, { product: 'Ferrule' }] } },
  ])
})

test('hundreds are reminded in chunks, each once, for whoever pressed and with no more statements', async () => {
  const crowd = Array.from({ length: 510 }, (_, index) => `p${index}@harrowvale.example`)
  const customer = await newCustomer(office.story, crowd.length)
  await openAccount(office.story, customer.admin)
  await assign(office.story, customer, ...crowd)
  await runJobs()
  await letLeave()
  const few = await countStatements(office.story.database, () =>
    remind(customer, { kind: 'matching', filter: { search: 'p1' }, except: [] }, { preview: true }),
  )
  const all = await countStatements(office.story.database, () =>
    remind(customer, everything, { preview: true }),
  )
  expect(all).toBeLessThanOrEqual(few)
  const jobId = randomUUID()
  planOf(await remind(customer, everything, { jobId }))
  expect(await report(customer, jobId)).toMatchObject({ state: 'running', done: 500, waiting: 10 })
  await runJobs()
  expect(await report(customer, jobId)).toMatchObject({ state: 'ended', done: 510, waiting: 0 })
  const letters = await reminders()
  expect(new Set(letters.map((one) => one.to_address)).size).toBe(510)
  expect(letters).toHaveLength(510)
})
