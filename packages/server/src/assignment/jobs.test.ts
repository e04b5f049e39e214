import { randomUUID } from 'node:crypto'
import type { AssignmentRow } from '@claviger/core/assignment/plan-assignment'
import { dateFrom } from '@claviger/core/kernel/calendar'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  lettersOf as allLettersOf,
  assign,
  licenseOf,
  pageOf,
  revoking,
  seatsOf,
  these,
  undo,
} from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { expectSound } from '../testing/expect-sound.ts'
import { jobsOf } from '../testing/run-jobs.ts'
import {
  actorWith,
  buySeats,
  type Customer,
  newCustomer,
  newTeam,
  openAccount,
  openStory,
  planOf,
  refusalOf,
  rowsOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { type AssignPeople, assignPeople } from './assign-people.ts'
import { jobPage } from './job-views.ts'
import { moveLicenses } from './move-licenses.ts'
import { retryJob } from './retry-job.ts'
import { revokeLicenses } from './revoke-licenses.ts'
import { sendLettersNow } from './send-letters.ts'
import { stopJob } from './stop-job.ts'
import { undoJob } from './undo-job.ts'

let place: TestDatabase
let story: Story
let customer: Customer

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
  await openAccount(story, visitor('ines.okafor@harrowvale.example', 'Ines Okafor'))
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

beforeEach(async () => {
  customer = await newCustomer(story, 12)
})

const people = (count: number, name = 'p') =>
  Array.from({ length: count }, (_, n) => `${name}${n}@harrowvale.example`)

const runAll = (lines = 2) => jobsOf(story, lines).runAll()

/** Begins to give people licenses: the first two now, the others by the job. */
async function begin(rows: readonly AssignmentRow[], more: Partial<AssignPeople> = {}): Promise<string> {
  const { organizationId, teamId, productCode, admin } = customer
  const jobId = randomUUID()
  const list = { organizationId, teamId, productCode, rows, jobId, atOnce: 2, preview: false, ...more }
  planOf(await story.write(admin, assignPeople, { cameBy: 'list', ...list }))
  return jobId
}

async function reportOf(jobId: string) {
  const query = { organizationId: customer.organizationId, jobId, page: 1, perPage: 100 }
  const page = planOf(await story.read(customer.admin, jobPage, query))
  const lines = page.lines.toSorted((one, other) => one.line - other.line)
  return { ...page, told: lines.map((line) => [line.outcome, line.reason.code].filter(Boolean).join(' ')) }
}

async function lettersOf() {
  return (await allLettersOf(story, customer)).filter((one) => one.kind === 'license_assigned')
}

const inMinutes = (minutes: number) => new Date(story.now().getTime() + minutes * 60_000)

describe('a list longer than one transaction', () => {
  test('goes on after its request, and ends with a line for everybody', async () => {
    const jobId = await begin(rowsOf(...people(7)))
    expect(await reportOf(jobId)).toMatchObject({
      ...{ state: 'running', done: 2, waiting: 5, total: 7, endedAt: null, mayStop: true, mayUndo: true },
    })
    story.pass({ minutes: 1 })
    await runAll()
    expect(await reportOf(jobId)).toMatchObject({
      ...{ state: 'ended', done: 7, waiting: 0, total: 7, endedAt: story.now(), mayStop: false },
    })
    expect((await seatsOf(story, customer)).holders).toEqual(people(7))
    await expectSound(story, customer)
  })

  test('is written of two minutes after its end, and can be undone as long after it as any other', async () => {
    const jobId = await begin(rowsOf(...people(4)))
    story.pass({ minutes: 5 })
    expect((await lettersOf()).every((one) => one.send_after > inMinutes(60))).toBe(true)
    await runAll()
    const leaves = (await lettersOf()).map((one) => one.send_after)
    expect(leaves).toEqual(Array.from({ length: 4 }, () => inMinutes(2)))
    expect(await reportOf(jobId)).toMatchObject({ undoUntil: inMinutes(10), lettersAt: inMinutes(2) })
  })

  test('is written of at once where somebody presses for it, also what is given later', async () => {
    const jobId = await begin(rowsOf(...people(4)))
    const now = { organizationId: customer.organizationId, jobId }
    expect(planOf(await story.write(customer.admin, sendLettersNow, now))).toEqual({ released: 2 })
    await runAll()
    const leaves = (await lettersOf()).map((one) => one.send_after)
    expect(leaves).toEqual(Array.from({ length: 4 }, () => story.now()))
  })

  test('gives what seats there are to the first, and says so of the others', async () => {
    const jobId = await begin(rowsOf(...people(14)))
    await runAll(5)
    const { told } = await reportOf(jobId)
    expect(told).toEqual([
      ...Array.from({ length: 12 }, () => 'done'),
      'refused no_free_seat',
      'refused no_free_seat',
    ])
    await expectSound(story, customer)
  })

  test('knows whom it has met already, however far back', async () => {
    const jobId = await begin(rowsOf('a@x.example', 'b@x.example', 'c@x.example', 'A@x.example', 'odd'))
    await runAll(1)
    const { told, lines } = await reportOf(jobId)
    expect(told).toEqual(['done', 'done', 'done', 'skipped twice_in_list', 'refused address_without_at'])
    expect(lines.find((line) => line.line === 4)?.reason).toMatchObject({ firstLine: 1 })
  })

  test('does nothing more for whoever has lost the right to it', async () => {
    const cast = { address: 'cleo@harrowvale.example', name: 'Cleo', role: 'administrator' } as const
    const cleo = await actorWith(story, customer.organizationId, cast)
    await openAccount(story, cleo)
    const { admin } = customer
    customer = { ...customer, admin: cleo }
    const jobId = await begin(rowsOf(...people(5)))
    await sql`delete from role_grant where organization_id = ${customer.organizationId}
      and person_id = ${cleo.grants[0]?.personId ?? null}`.execute(story.database.db)
    await runAll()
    customer = { ...customer, admin }
    expect(await reportOf(jobId)).toMatchObject({ state: 'ended', done: 2, refused: 3 })
    expect((await reportOf(jobId)).told.slice(2)).toEqual(
      Array.from({ length: 3 }, () => 'refused not_allowed'),
    )
  })

  test('gives up a line that always fails, and none beside it', async () => {
    await sql`create function refuse_mallory() returns trigger language plpgsql as $$
      begin if new.address_key like 'mallory%' then raise exception 'not this one'; end if; return new; end $$`.execute(
      story.database.db,
    )
    await sql`create trigger no_mallory before insert on person for each row execute function refuse_mallory()`.execute(
      story.database.db,
    )
    const rows = rowsOf(...people(4), 'mallory@harrowvale.example', ...people(3, 'q'))
    const jobId = await begin(rows)
    for (let minute = 0; minute < 12; minute++) {
      await runAll(6)
      story.pass({ minutes: 1 })
    }
    await sql`drop trigger no_mallory on person`.execute(story.database.db)
    const { told, state } = await reportOf(jobId)
    expect(state).toBe('ended')
    expect(told.map((one) => one === 'done')).toEqual(rows.map((row) => !row.raw.startsWith('mallory')))
    expect(told[4]).toBe('refused line_failed')
    await expectSound(story, customer)
  })
})

describe('stopping', () => {
  test('keeps what is done and leaves the rest, which can be tried again', async () => {
    const jobId = await begin(rowsOf(...people(6)))
    const act = { organizationId: customer.organizationId, jobId }
    expect(planOf(await story.write(customer.admin, stopJob, act))).toEqual({ stopped: 4 })
    await runAll()
    expect(await reportOf(jobId)).toMatchObject({
      ...{
        state: 'ended',
        done: 2,
        stopped: 4,
        waiting: 0,
        total: 6,
        stoppedBy: 'Ines Okafor',
        mayRetry: true,
      },
    })
    expect(planOf(await story.write(customer.admin, stopJob, act))).toEqual({ stopped: 0 })

    const again = { ...act, newJobId: randomUUID() }
    expect(planOf(await story.write(customer.admin, retryJob, again)).waiting).toBe(4)
    expect(planOf(await story.write(customer.admin, retryJob, again)).waiting).toBe(0)
    await runAll()
    expect(await reportOf(again.newJobId)).toMatchObject({ done: 4, total: 4, retryOf: jobId })
    expect((await lettersOf()).map((one) => one.to_address)).toHaveLength(6)
    await expectSound(story, customer)
  })

  test('is not for whoever may not begin it', async () => {
    const jobId = await begin(rowsOf(...people(4)))
    const cast = { address: 'vic@harrowvale.example', name: 'Vic', role: 'viewer' } as const
    const viewer = await actorWith(story, customer.organizationId, cast)
    const act = { organizationId: customer.organizationId, jobId }
    expect(refusalOf(await story.write(viewer, stopJob, act)).code).toBe('not_allowed')
    expect(refusalOf(await story.write(visitor('x@y.example'), stopJob, act)).code).toBe('job_not_found')
    const again = { ...act, newJobId: randomUUID() }
    expect(refusalOf(await story.write(viewer, retryJob, again)).code).toBe('not_allowed')
    await runAll()
  })
})

describe('trying again', () => {
  test('asks for the lines that came to nothing as they were asked, and gives nobody a second', async () => {
    const rows = rowsOf('a@x.example', 'info@harrowvale.example', 'b@x.example', 'none')
    const jobId = await begin(
      rows.map((row) => ({ ...row, endsOn: dateFrom('2026-12-24') })),
      { atOnce: 10 },
    )
    expect((await reportOf(jobId)).told).toEqual([
      'done',
      'refused role_mailbox',
      'done',
      'refused address_without_at',
    ])
    await assign(story, customer, 'someone@x.example')
    const newJobId = randomUUID()
    const again = { organizationId: customer.organizationId, jobId, newJobId }
    planOf(await story.write(customer.admin, retryJob, again))
    await runAll()
    expect((await reportOf(newJobId)).told).toEqual(['refused role_mailbox', 'refused address_without_at'])
    const { rows: days } = await sql<{ ends_on: string | null }>`select ends_on from assignment
      where job_id = ${jobId}`.execute(story.database.db)
    expect(days.map((day) => day.ends_on)).toEqual(['2026-12-24', '2026-12-24'])
  })
})

describe('undo', () => {
  test('of a job that runs stops it first, and takes back what it did', async () => {
    const jobId = await begin(rowsOf(...people(6)))
    await jobsOf(story, 2).runAll()
    const second = await begin(rowsOf(...people(5, 'q')))
    expect(planOf(await undo(story, customer, second))).toMatchObject({ restored: 2, waiting: 0 })
    await runAll()
    expect(await reportOf(second)).toMatchObject({
      state: 'ended',
      done: 2,
      stopped: 3,
      undoneBy: 'Ines Okafor',
    })
    expect((await seatsOf(story, customer)).holders).toEqual(people(6))
    expect((await reportOf(jobId)).undoneAt).toBeNull()
  })

  test('of a long job goes on after its request: its letters never leave, and in the end all is as it was', async () => {
    const jobId = await begin(rowsOf(...people(7)))
    await runAll()
    const act = { organizationId: customer.organizationId, jobId, atOnce: 3 }
    expect(planOf(await story.write(customer.admin, undoJob, act))).toEqual({
      ...{ restored: 0, cannot: [], told: 0, waiting: 7 },
    })
    expect(await reportOf(jobId)).toMatchObject({ state: 'undoing', waiting: 7, total: 7, mayUndo: false })
    expect((await lettersOf()).every((one) => one.send_after > inMinutes(60))).toBe(true)
    expect(planOf(await story.write(customer.admin, undoJob, act)).waiting).toBe(7)
    await runAll()
    expect(await reportOf(jobId)).toMatchObject({ state: 'ended', waiting: 0, undoneBy: 'Ines Okafor' })
    expect((await lettersOf()).map((one) => one.state)).toEqual(Array.from({ length: 7 }, () => 'withdrawn'))
    expect(await seatsOf(story, customer)).toMatchObject({ free: 12, holders: [] })
    await expectSound(story, customer)
  })
})

describe('taking back and moving', () => {
  test('many licenses goes on after its request, passes over who has it no more, and is undone whole', async () => {
    await assign(story, customer, ...people(8))
    const ids = await Promise.all(people(8).map((address) => licenseOf(story, customer, address)))
    const request = { ...revoking(customer, these(...ids)), atOnce: 2 }
    expect(planOf(await story.write(customer.admin, revokeLicenses, request)).waiting).toBe(6)
    const other = { ...revoking(customer, these(ids[5] ?? '')) }
    planOf(await story.write(customer.admin, revokeLicenses, other))
    await runAll(3)
    const { told, done, skipped } = await reportOf(request.jobId)
    expect({ done, skipped, sixth: told[5] }).toEqual({ done: 7, skipped: 1, sixth: 'skipped not_assigned' })
    expect((await seatsOf(story, customer)).free).toBe(12)
    const act = { organizationId: customer.organizationId, jobId: request.jobId, atOnce: 2 }
    planOf(await story.write(customer.admin, undoJob, act))
    await runAll(3)
    expect((await seatsOf(story, customer)).holders).toEqual(people(8).filter((_, n) => n !== 5))
    await expectSound(story, customer)
  })

  test('moves the rest after its request, and back again', async () => {
    const mobile = await newTeam(story, customer, 0)
    await assign(story, customer, ...people(3))
    const { rows } = await pageOf(story, customer)
    const jobId = randomUUID()
    const selection = these(...rows.map((row) => row.licenseId))
    const act = { organizationId: customer.organizationId, jobId }
    const moved = await story.write(customer.admin, moveLicenses, {
      ...{ ...act, what: { kind: 'selection', selection }, to: { teamId: mobile.teamId } },
      ...{ atOnce: 5, preview: false },
    })
    expect(planOf(moved)).toMatchObject({ waiting: 7, held: 3 })
    await runAll(4)
    expect(await reportOf(jobId)).toMatchObject({ state: 'ended', done: 12, teamId: mobile.teamId })
    const inTeam = async () =>
      (await pageOf(story, customer)).rows.filter((row) => row.team.id === mobile.teamId).length
    expect(await inTeam()).toBe(12)
    planOf(await story.write(customer.admin, undoJob, { ...act, atOnce: 5 }))
    await runAll(4)
    expect(await inTeam()).toBe(0)
    await expectSound(story, customer)
  })
})

describe('a list for several teams and products', () => {
  test('takes each row from its own pool, and writes one letter to a person', async () => {
    const mobile = { ...(await newTeam(story, customer, 1)), productCode: 'LOOM' }
    const pack = { ...customer, productCode: 'FERR' }
    await buySeats(story, pack, 3)
    const at = (row: AssignmentRow | undefined, { teamId, productCode }: Customer) => ({
      ...(row as AssignmentRow),
      place: { teamId, productCode },
    })
    const [ann, bob, cem, annToo, dan] = rowsOf(
      ...['ann@x.example', 'bob@x.example', 'cem@x.example', 'ann@x.example', 'dan@x.example'],
    )
    const jobId = await begin([
      ...[at(ann, customer), at(bob, mobile), at(cem, mobile)],
      ...[at(annToo, pack), at(dan, pack)],
    ])
    await runAll(1)
    expect((await reportOf(jobId)).told).toEqual(['done', 'done', 'refused no_free_seat', 'done', 'done'])
    expect(await reportOf(jobId)).toMatchObject({ team: null, product: null })
    const letters = await lettersOf()
    expect(letters.map((one) => one.to_address).toSorted()).toEqual([
      'ann@x.example',
      'bob@x.example',
      'dan@x.example',
    ])
    expect(letters.find((one) => one.to_address === 'ann@x.example')?.facts).toMatchObject({
      ...{ product: 'Loomwright', also: [{ product: 'Ferrule' }] },
    })
    await expectSound(story, customer)
  })
})
