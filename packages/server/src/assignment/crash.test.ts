import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Connection, connect } from '../db/connect.ts'
import { type Embedded, openEmbedded } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { startDelivery } from '../outbox/deliver.ts'
import { letterRenderer } from '../outbox/render-letter.ts'
import { smtpCarrier } from '../outbox/smtp.ts'
import type { Orders } from '../testing/assign-until-killed.ts'
import { expectSound } from '../testing/expect-sound.ts'
import { startMailServer, type TestMailServer } from '../testing/mail-server.ts'
import { type Customer, newCustomer, openStory, returnToStory, type Story } from '../testing/story.ts'
import { assignmentLetters } from './letters.ts'

const lives = 6
const program = fileURLToPath(new URL('../testing/assign-until-killed.ts', import.meta.url))

let dataDir: string
let mailServer: TestMailServer
let children: ChildProcess[] = []

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'claviger-crash-'))
  // Root's PostgreSQL runs as somebody else, who has to pass through here.
  chmodSync(dataDir, 0o711)
  mailServer = await startMailServer()
})

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  children = []
  await (await open()).stop()
  await mailServer.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const open = (): Promise<Embedded> => openEmbedded({ dataDir, log: () => {} })

/** Runs something on the database between two lives, while nobody else has it open. */
async function between<Answer>(run: (connection: Connection) => Promise<Answer>): Promise<Answer> {
  const embedded = await open()
  try {
    return await run(embedded.connection)
  } finally {
    await embedded.stop()
  }
}

async function prepare(connection: Connection): Promise<Customer> {
  const database = connect(connection, () => {})
  await migrate(database.db, 'test')
  await database.close()
  const story = await openStory(connection)
  await story.database.db.updateTable('vendor').set({ letter_minutes: 0 }).execute()
  const customer = await newCustomer(story, 5_000)
  await story.close()
  return customer
}

/** One life of a server: it assigns until PostgreSQL is killed, goes on, and is killed itself. */
async function live(customer: Customer, life: number, acknowledged: Set<string>): Promise<void> {
  const startsAt = new Date(Date.UTC(2026, 10, 2, 9 + life)).toISOString()
  const orders: Orders = { dataDir, customer, mailServer: mailServer.url, life, startsAt }
  const child = spawn(process.execPath, [program, JSON.stringify(orders)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  let postgres = 0
  const hear = async () => {
    const { value, done } = await lines.next()
    if (done) return false
    const [word, ...rest] = value.split(' ')
    if (word === 'acknowledged') for (const address of rest) acknowledged.add(address)
    else postgres = Number(rest[0])
    return true
  }
  const hearAtLeast = async (count: number) => {
    for (let heard = 0; heard < count; heard++)
      if (!(await hear())) throw new Error('the server ended by itself')
  }
  await hearAtLeast(3 + life)
  process.kill(postgres, 'SIGKILL')
  await hearAtLeast(4 + (life % 3))
  child.kill('SIGKILL')
  while (await hear());
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

test('twelve kills in mid assignment lose nothing, give no license twice, and tell everybody once', async () => {
  const customer = await between(prepare)
  const acknowledged = new Set<string>()
  for (let life = 0; life < lives; life++) await live(customer, life, acknowledged)
  expect(acknowledged.size).toBeGreaterThan(lives * 10)

  await between(async (connection) => {
    const story = returnToStory(connection)
    const held = await openAssignments(story, customer)
    expect([...acknowledged].filter((address) => !held.includes(address))).toEqual([])
    expect(new Set(held).size).toBe(held.length)
    await expectSound(story, customer)
    expect(await halfDone(story, customer)).toEqual([])
    await deliverTheRest(story)
    await expectToldOnce(held)
    await story.close()
  })
}, 300_000)

async function openAssignments(story: Story, { organizationId }: Customer): Promise<string[]> {
  const { rows } = await sql<{ address: string }>`select person.address from assignment
    join person on person.organization_id = assignment.organization_id and person.id = assignment.person_id
    where assignment.organization_id = ${organizationId} and ended_at is null`.execute(story.database.db)
  return rows.map((row) => row.address)
}

/** Jobs of which a part is there and a part is not: lines, assignments, letters and log must agree. */
async function halfDone(story: Story, { organizationId }: Customer): Promise<unknown[]> {
  const { rows } = await sql`select job.id from job where organization_id = ${organizationId} and not (
    done > 0 and done = all (array[
      (select count(*) from job_item where job_id = job.id and outcome = 'done'),
      (select count(*) from assignment where job_id = job.id),
      (select count(*) from letter where job_id = job.id and kind = 'license_assigned'),
      (select count(*) from event where facts ->> 'jobId' = job.id::text)]))`.execute(story.database.db)
  return rows
}

/** Sends what the last life left behind, after its claims have run out. */
async function deliverTheRest(story: Story): Promise<void> {
  const later = new Date(Date.UTC(2026, 10, 4))
  const silent = { warn: () => {}, error: () => {} }
  const delivery = startDelivery({
    ...{
      db: story.database.db,
      clock: () => later,
      render: letterRenderer(assignmentLetters),
      enclose: async () => new Map(),
      from: undefined,
      log: silent,
    },
    ...{ publicOrigin: 'https://licenses.fenwick.example', jitter: () => 0 },
    carrier: smtpCarrier({ url: mailServer.url }),
  })
  await delivery.deliverDue()
  await delivery.stop()
}

/**
 * Every holder got exactly one letter. A kill between the mail server's "250" and our note may repeat one, under the
 * same Message-ID, which mailboxes show once; at most one batch can have been on its way at each kill.
 */
async function expectToldOnce(held: readonly string[]): Promise<void> {
  const letters = Map.groupBy(mailServer.arrived, ({ mail }) => mail.messageId)
  const told = [...letters.values()].map(([first]) => [first?.mail.to].flat()[0]?.text)
  expect(told.toSorted()).toEqual(held.toSorted())
  expect(mailServer.arrived.length - letters.size).toBeLessThanOrEqual(2 * lives * 20)
}
