import { randomUUID } from 'node:crypto'
import { assignPeople } from '../packages/server/src/assignment/assign-people.ts'
import { jobPage } from '../packages/server/src/assignment/job-views.ts'
import { openFiles } from '../packages/server/src/files/files.ts'
import { jobsOf } from '../packages/server/src/testing/run-jobs.ts'
import {
  type Customer,
  newCustomer,
  openAccount,
  planOf,
  type Story,
  visitor,
} from '../packages/server/src/testing/story.ts'
import { prepareBare, rowsForTwin, runBare } from './measuring/bare-rows.ts'
import { onBenchDatabase } from './measuring/bench-database.ts'
import { atMost, figure, median, timed } from './measuring/figure.ts'

// A spreadsheet of 10,000 people, from its bytes to the last license given: read, decided with every check, logged and
// announced, chunk by chunk, against the bare multi-row SQL that leaves the same rows. Both take turns on one database.

const people = 10_000
const rounds = 5
const chunk = 500

const csv = new TextEncoder().encode(
  `First name,Last name,E-mail\r\n${Array.from(
    { length: people },
    (_, n) => `Person,Number ${n},person.number${n}@harrowvale.example\r\n`,
  ).join('')}`,
)

await onBenchDatabase(async (story) => {
  const files = openFiles()
  await openAccount(story, visitor('ines.okafor@harrowvale.example', 'Ines Okafor'))
  const turns: { job: number; bare: number }[] = []
  for (let round = 0; round <= rounds; round++) {
    const turn = await takeTurn(story, files)
    if (round > 0) turns.push(turn)
  }
  figure(`people-csv-${people}`, median(turns.map((turn) => turn.job / turn.bare)), 'x', atMost(2))
  figure(`people-csv-${people}-time`, median(turns.map((turn) => turn.job)) / 1000, 's', atMost(3))
})

/** One round: the file on a new customer, then the bare rows of the same work on a twin. */
async function takeTurn(story: Story, files: ReturnType<typeof openFiles>) {
  const { pool } = story.database
  const customer = await newCustomer(story, people)
  const twin = await newCustomer(story, people)
  const jobId = randomUUID()
  const job = await timed(() => handOut(story, files, customer, jobId))
  await expectDone(story, customer, jobId)
  await pool.query('delete from role_grant where organization_id = $1', [twin.organizationId])
  await pool.query('delete from person where organization_id = $1', [twin.organizationId])
  const statements = await prepareBare(
    pool,
    await rowsForTwin(pool, { organizationId: customer.organizationId, jobId }, twin),
  )
  return { job, bare: await timed(() => runBare(pool, statements)) }
}

async function handOut(
  story: Story,
  files: ReturnType<typeof openFiles>,
  { organizationId, teamId, productCode, admin }: Customer,
  jobId: string,
): Promise<void> {
  const reading = planOf(await files.readPeople(csv, 'people.csv'))
  const rows = reading.rows.map((row) => ({ ...row, anyway: false }))
  const list = { organizationId, teamId, productCode, rows, cameBy: 'list' as const, jobId, preview: false }
  planOf(await story.write(admin, assignPeople, list))
  await jobsOf(story, chunk).runAll()
}

async function expectDone(story: Story, { organizationId, admin }: Customer, jobId: string): Promise<void> {
  const page = planOf(await story.read(admin, jobPage, { organizationId, jobId, page: 1, perPage: 1 }))
  if (page.state !== 'ended' || page.done !== people) throw new Error(`${page.done} of ${people} are done`)
}
