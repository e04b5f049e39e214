import { randomUUID } from 'node:crypto'
import { assignPeople } from '../packages/server/src/assignment/assign-people.ts'
import { newCustomer, planOf, rowsOf, type Story } from '../packages/server/src/testing/story.ts'
import { prepareBare, rowsForTwin, runBare } from './measuring/bare-rows.ts'
import { onBenchDatabase } from './measuring/bench-database.ts'
import { atLeast, atMost, figure, median, timed } from './measuring/figure.ts'

// Assigning a list of people through the operation, with every check, log entry and letter, against the bare
// multi-row SQL that leaves the same rows. Both take turns on the same database.

const rounds = 7

await onBenchDatabase(async (story) => {
  await takeTurns(story, 200, 2)
  for (const people of [1_000, 10_000]) {
    const turns = await takeTurns(story, people, rounds)
    const operation = median(turns.map((turn) => turn.operation))
    figure(`assign-${people}`, median(turns.map((turn) => turn.operation / turn.bare)), 'x', atMost(2))
    figure(`assign-${people}-speed`, people / (operation / 1000), 'people/s', atLeast(300))
  }
})

interface Turn {
  readonly operation: number
  readonly bare: number
}

async function takeTurns(story: Story, people: number, count: number): Promise<Turn[]> {
  const turns: Turn[] = []
  for (let turn = 0; turn < count; turn++) turns.push(await takeTurn(story, people))
  return turns
}

/** One round: the operation on a new customer, then the bare rows of the same work on a twin. */
async function takeTurn(story: Story, people: number): Promise<Turn> {
  const { pool } = story.database
  const customer = await newCustomer(story, people)
  const twin = await newCustomer(story, people)
  await pool.query('delete from role_grant')
  await pool.query('delete from person where organization_id = any($1)', [
    [customer.organizationId, twin.organizationId],
  ])
  const rows = rowsOf(...Array.from({ length: people }, (_, n) => `person.number${n}@harrowvale.example`))
  const { organizationId, teamId, productCode, admin } = customer
  const jobId = randomUUID()
  const list = {
    organizationId,
    teamId,
    productCode,
    rows,
    cameBy: 'list' as const,
    jobId,
    atOnce: people,
    preview: false,
  }
  const operation = await timed(async () => planOf(await story.write(admin, assignPeople, list)))

  const statements = await prepareBare(pool, await rowsForTwin(pool, { organizationId, jobId }, twin))
  const bare = await timed(() => runBare(pool, statements))
  return { operation, bare }
}
