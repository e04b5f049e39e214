import { connect } from '../db/connect.ts'
import { openEmbedded } from '../db/embedded.ts'
import { randomIds } from '../db/new-id.ts'
import { openJobQueue } from '../job-queue.ts'
import { startJobs } from '../jobs/run-jobs.ts'

/** What the test hands over to this process as its one argument. */
export interface RunOrders {
  readonly dataDir: string
  /** When this life begins: what the life before had taken on is free again. */
  readonly startsAt: string
  /** How many lines are done in one transaction. */
  readonly lines: number
}

const orders: RunOrders = JSON.parse(process.argv[2] ?? '{}')
const began = Date.now()
const clock = () => new Date(Date.parse(orders.startsAt) + Date.now() - began)
const silent = { warn: () => {}, error: () => {} }

const embedded = await openEmbedded({ dataDir: orders.dataDir, log: () => {} })
const { db } = connect(embedded.connection, () => {})
const queue = openJobQueue({ db, clock, newId: randomIds })
console.log(`postgres ${embedded.pid}`)
const jobs = startJobs({
  log: silent,
  lines: orders.lines,
  looks: false,
  queue: {
    ...queue,
    carryOn: async (turn, most) => {
      await queue.carryOn(turn, most)
      console.log('chunk')
    },
  },
})
await jobs.runAll()
const left = await db.selectFrom('job').select('id').where('state', '<>', 'ended').execute()
// What a dead database left behind is for the next life.
if (left.length === 0) console.log('ended')
process.exit()
