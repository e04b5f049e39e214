import { operator } from '@claviger/core/teams/actor'
import type { Tx } from '../packages/server/src/db/unit-of-work.ts'
import { assign, pageOf } from '../packages/server/src/testing/acts.ts'
import { approve, machineId, waiting } from '../packages/server/src/testing/devices.ts'
import { withKeys } from '../packages/server/src/testing/keys.ts'
import {
  type Customer,
  newCustomer,
  planOf,
  type Story,
  visitor,
} from '../packages/server/src/testing/story.ts'
import { onBenchDatabase } from './measuring/bench-database.ts'
import { atLeast, atMost, figure, median, timed } from './measuring/figure.ts'

// Saying yes to a product, with every check, the machine limit under its lock and the log, against a bare insert of one
// row in a unit of work of its own. Both take turns on the same database.

const each = 500
const addresses = Array.from({ length: each }, (_, n) => `person.number${n}@harrowvale.example`)

interface Waiting {
  readonly actor: ReturnType<typeof visitor>
  readonly license: { readonly organizationId: number; readonly licenseId: string }
  readonly userCode: string
}

await onBenchDatabase(async (story) => {
  await withKeys(story)
  await takeTurns(story)
  const turns = await takeTurns(story)
  const [yes, bare] = [median(turns.map((turn) => turn.yes)), median(turns.map((turn) => turn.bare))]
  figure('activate', bare / yes, 'x of a bare insert', atLeast(0.6))
  figure('activate-time', yes, 'ms', atMost(20))
})

/** One yes and one bare row after the other, so that both meet the same neighbors. */
async function takeTurns(story: Story): Promise<{ yes: number; bare: number }[]> {
  const customer = await newCustomer(story, each)
  const [ones, inserts] = [await letWait(story, customer), await bareInserts(story)]
  const turns: { yes: number; bare: number }[] = []
  for (const [n, one] of ones.entries())
    turns.push({
      yes: await timed(() => sayYes(story, one)),
      bare: await timed(inserts[n] ?? (async () => undefined)),
    })
  return turns
}

/** A product of each of these people, each showing a code. */
async function letWait(story: Story, customer: Customer): Promise<Waiting[]> {
  const { organizationId } = customer
  await assign(story, customer, ...addresses)
  await story.database.pool.query('update assignment set connected_at = $1 where organization_id = $2', [
    story.now(),
    organizationId,
  ])
  const ones: Waiting[] = []
  for (const { licenseId, person } of (await pageOf(story, customer)).rows) {
    const actor = visitor(person?.address ?? '')
    const { userCode } = await waiting(story, `${licenseId} laptop`, { source: licenseId })
    ones.push({ actor, license: { organizationId, licenseId }, userCode })
  }
  return ones
}

async function sayYes(story: Story, { actor, license, userCode }: Waiting): Promise<void> {
  planOf(await approve(story, actor, license, userCode))
}

/** One row of the same table in a transaction of its own, for each license of another customer. */
async function bareInserts(story: Story): Promise<(() => Promise<void>)[]> {
  const customer = await newCustomer(story, each)
  await assign(story, customer, ...addresses)
  const { rows } = await story.database.pool.query<Held>(
    `select organization_id, id as assignment_id, license_id, person_id from assignment where organization_id = $1`,
    [customer.organizationId],
  )
  return rows.map(
    (held, n) => () => story.write(operator, insertRow, { held, machine: machineId(`bare ${n}`) }),
  )
}

interface Held {
  readonly organization_id: number
  readonly assignment_id: string
  readonly license_id: string
  readonly person_id: string
}

async function insertRow(tx: Tx, { held, machine }: { held: Held; machine: string }): Promise<void> {
  const copy = {
    product_code: 'LOOM',
    machine,
    machine_name: machine,
    system: 'Ubuntu 26.04',
    release: '6.2.1',
  }
  await tx.sql
    .insertInto('activation')
    .values({ ...held, ...copy, id: tx.newId.uuid(), slot: 1, activated_at: tx.now, last_seen_at: tx.now })
    .execute()
}
