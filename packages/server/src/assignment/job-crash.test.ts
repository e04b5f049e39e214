import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Connection, connect } from '../db/connect.ts'
import { openEmbedded } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { pageOf, revoking, seatsOf, these } from '../testing/acts.ts'
import { expectSound } from '../testing/expect-sound.ts'
import { jobsOf } from '../testing/run-jobs.ts'
import type { RunOrders } from '../testing/run-until-killed.ts'
import {
  type Customer,
  newCustomer,
  newTeam,
  openAccount,
  openStory,
  planOf,
  returnToStory,
  rowsOf,
  type Story,
} from '../testing/story.ts'
import { assignPeople } from './assign-people.ts'
import { moveLicenses } from './move-licenses.ts'
import { revokeLicenses } from './revoke-licenses.ts'
import { undoJob } from './undo-job.ts'

const program = fileURLToPath(new URL('../testing/run-until-killed.ts', import.meta.url))
const [given, back, moved] = [30, 10, 10]
const each = 30
const lines = 15
const pick = numbers(20_26)

let dataDir: string
let children: ChildProcess[] = []

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'claviger-crash-'))
  // Root's PostgreSQL runs as somebody else, who has to pass through here.
  chmodSync(dataDir, 0o711)
})

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  children = []
  await (await openEmbedded({ dataDir, log: () => {} })).stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** The same numbers with every run, and no pattern in them. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

/** Runs something on the database between two lives, while nobody else has it open. */
async function between<Answer>(run: (connection: Connection) => Promise<Answer>): Promise<Answer> {
  const embedded = await openEmbedded({ dataDir, log: () => {} })
  try {
    return await run(embedded.connection)
  } finally {
    await embedded.stop()
  }
}

interface World {
  readonly customer: Customer
  readonly other: Customer
  /** Who held what before the fifty jobs. */
  readonly before: readonly string[]
  readonly jobs: readonly string[]
}

const people = (name: string) => Array.from({ length: each }, (_, n) => `${name}.${n}@x.example`)

/** Fifty jobs, of three kinds: each begins with a few lines, and the rest waits. */
async function prepare(connection: Connection): Promise<World> {
  const database = connect(connection, () => {})
  await migrate(database.db, 'test')
  await database.close()
  const story = await openStory(connection)
  const customer = await newCustomer(story, (given + back + moved) * each)
  const other = await newTeam(story, customer, 0)
  await openAccount(story, customer.admin)
  for (let n = 0; n < back + moved; n++) await give(story, customer, people(`old${n}`), each)
  const before = await holdings(story, customer)
  const rows = (await pageOf(story, customer)).rows.map((row) => row.licenseId)
  const jobs: string[] = []
  for (let n = 0; n < given; n++) jobs.push(await give(story, customer, people(`new${n}`), 5))
  for (let n = 0; n < back; n++) jobs.push(await takeBack(story, customer, slice(rows, n)))
  for (let n = back; n < back + moved; n++) jobs.push(await moveAway(story, customer, other, slice(rows, n)))
  await story.close()
  return { customer, other, before, jobs }
}

const slice = (rows: readonly string[], n: number) => rows.slice(n * each, (n + 1) * each)

async function give(story: Story, customer: Customer, addresses: readonly string[], atOnce: number) {
  const { organizationId, teamId, productCode, admin } = customer
  const jobId = randomUUID()
  const list = { organizationId, teamId, productCode, rows: rowsOf(...addresses), cameBy: 'list' as const }
  planOf(await story.write(admin, assignPeople, { ...list, jobId, atOnce, preview: false }))
  return jobId
}

async function takeBack(story: Story, customer: Customer, ids: readonly string[]) {
  const request = { ...revoking(customer, these(...ids)), atOnce: 5 }
  planOf(await story.write(customer.admin, revokeLicenses, request))
  return request.jobId
}

async function moveAway(
  story: Story,
  { organizationId, admin }: Customer,
  to: Customer,
  ids: readonly string[],
) {
  const jobId = randomUUID()
  const what = { kind: 'selection', selection: these(...ids) } as const
  const request = { organizationId, jobId, what, to: { teamId: to.teamId }, atOnce: 5, preview: false }
  planOf(await story.write(admin, moveLicenses, request))
  return jobId
}

async function takeBackJob(story: Story, { organizationId, admin }: Customer, jobId: string) {
  planOf(await story.write(admin, undoJob, { organizationId, jobId, atOnce: 20 }))
}

async function holdings(story: Story, { organizationId }: Customer): Promise<string[]> {
  const { rows } = await sql<{ held: string }>`select license_id || ' ' || person_id || ' ' || team_id as held
    from assignment where organization_id = ${organizationId} and ended_at is null order by 1`.execute(
    story.database.db,
  )
  return rows.map((row) => row.held)
}

/** One life of a server: it goes on with the jobs until it is killed, now and then after its PostgreSQL. Answers whether all had ended. */
async function live(life: number): Promise<boolean> {
  const startsAt = new Date(Date.UTC(2026, 10, 2, 10 + life)).toISOString()
  const orders: RunOrders = { dataDir, startsAt, lines }
  const child = spawn(process.execPath, [program, JSON.stringify(orders)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  let postgres = 0
  let left = 10 + pick(30)
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'ended') {
      child.kill('SIGKILL')
      return true
    }
    if (line.startsWith('postgres')) postgres = Number(line.split(' ')[1])
    left -= 1
    if (left > 0) continue
    if (life % 3 === 2) process.kill(postgres, 'SIGKILL')
    // The next chunk is under way.
    await new Promise((resolve) => setImmediate(resolve))
    child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return false
}

test('fifty jobs that are killed at random moments all end, give nobody two, lose no license, and can be undone whole', async () => {
  const world = await between(prepare)
  let life = 0
  while (!(await live(life))) life += 1
  expect(life).toBeGreaterThan(2)

  await between(async (connection) => {
    const story = returnToStory(connection)
    const { customer, before, jobs } = world
    story.pass({ minutes: 5 })
    expect(await unfinished(story, customer)).toEqual([])
    await expectSound(story, customer)
    const held = (given + moved) * each
    expect((await holdings(story, customer)).length).toBe(held)
    expect(await letters(story, customer)).toEqual({ told: given * each, twice: 0 })

    // Who got a seat that somebody else had gives it back first.
    for (const some of [jobs.slice(0, given), jobs.slice(given)]) {
      for (const jobId of some) await takeBackJob(story, customer, jobId)
      await jobsOf(story, 100).runAll()
    }
    expect(await holdings(story, customer)).toEqual(before)
    expect((await seatsOf(story, customer)).holders.length).toBe(before.length)
    await expectSound(story, customer)
    await story.close()
  })
}, 300_000)

/** Jobs that have not ended, or of whose lines, counts, assignments and log entries some are missing. */
async function unfinished(story: Story, { organizationId }: Customer): Promise<unknown[]> {
  const { rows } =
    await sql`select job.id, job.kind, job.state, job.done from job where organization_id = ${organizationId}
    and not (state = 'ended' and waiting = 0 and done = ${each} and done = all (array[
      (select count(*) from job_item where job_id = job.id and outcome = 'done'),
      (select count(*) from event where facts ->> 'jobId' = job.id::text)]))`.execute(story.database.db)
  return rows
}

/**
 * How many letters wait to tell people of what they were given, and how many people one job tells twice. Nobody was told
 * yet of what went back: there is nothing to say of it.
 */
async function letters(story: Story, { organizationId }: Customer): Promise<unknown> {
  const { rows } =
    await sql`select coalesce(sum(count), 0)::int as told, (count(*) filter (where count > 1))::int as twice
    from (select count(*) as count from letter where organization_id = ${organizationId} and state = 'waiting'
      and kind in ('license_assigned', 'license_revoked') and to_address not like 'old%' group by job_id, to_address) as counted`.execute(
      story.database.db,
    )
  return rows[0]
}
