import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { Hono } from 'hono'
import { openCallLog } from '../packages/server/src/activation/call-log.ts'
import { createRoutes } from '../packages/server/src/app.ts'
import { randomIds } from '../packages/server/src/db/new-id.ts'
import { createHttp, type HttpEnv } from '../packages/server/src/http/create-http.ts'
import { listen } from '../packages/server/src/http/listen.ts'
import { openLog } from '../packages/server/src/http/log.ts'
import { assign, pageOf } from '../packages/server/src/testing/acts.ts'
import { appOf } from '../packages/server/src/testing/app-of.ts'
import { connectMachine } from '../packages/server/src/testing/devices.ts'
import { withKeys } from '../packages/server/src/testing/keys.ts'
import { newCustomer, type Story, visitor } from '../packages/server/src/testing/story.ts'
import { onBenchDatabase } from './measuring/bench-database.ts'
import { atLeast, atMost, figure, median } from './measuring/figure.ts'
import type { Knocking } from './measuring/knock.ts'

// The check of a connected product over HTTP, signed and recorded, against a bare read of one row by its key through the
// same stack. Both take turns, asked by a thread of its own.

const rounds = 7
const machinesEach = 3
const people = 300

await onBenchDatabase(async (story) => {
  await withKeys(story)
  const tokens = await connectMachines(story)
  const { port, drained, close } = await serve(story)
  const knocking = { port, tokens, connections: 64, ms: 2_000 }
  const body = JSON.stringify({ product: 'LOOM', release: '6.2.1', releasedOn: '2026-10-01' })
  const turns: { check: number; bare: number }[] = []
  let lost = 0
  for (let round = 0; round <= rounds; round++) {
    story.pass({ minutes: 1 })
    const check = await knock({ ...knocking, path: '/activation/check', body })
    const bare = await knock({ ...knocking, path: '/bare', body })
    lost += Math.min(check, tokens.length) - (await countSeen(story))
    if (round > 0) turns.push({ check, bare })
  }
  figure('check', median(turns.map(({ check, bare }) => check / bare)), 'x of a bare read', atLeast(0.5))
  figure(
    'check-rate',
    median(turns.map(({ check }) => check)) / (knocking.ms / 1000),
    'checks/s',
    atLeast(500),
  )
  figure('check-usage-lost', lost, 'machines', atMost(0))
  await drained()
  await close()
})

/** The machines of this round, asked one after the other: fewer than have had an answer would be forgotten ones. */
async function countSeen(story: Story): Promise<number> {
  const { rows } = await story.database.pool.query<{ count: number }>(
    'select count(*) as count from activation where last_seen_at = $1',
    [story.now()],
  )
  return Number(rows[0]?.count)
}

async function connectMachines(story: Story): Promise<string[]> {
  const customer = await newCustomer(story, people)
  const addresses = Array.from({ length: people }, (_, n) => `person.number${n}@harrowvale.example`)
  await assign(story, customer, ...addresses)
  const tokens: string[] = []
  for (const { licenseId, person } of (await pageOf(story, customer)).rows)
    for (let n = 0; n < machinesEach; n++) {
      const license = { organizationId: customer.organizationId, licenseId }
      const machine = `${licenseId} machine ${n}`
      tokens.push((await connectMachine(story, visitor(person?.address ?? ''), license, machine)).token)
    }
  return tokens
}

async function serve(story: Story) {
  const [app, log] = [await appOf(story), openLog('warn')]
  const calls = openCallLog({ db: story.database.db, newId: randomIds }, log)
  const publicOrigin = 'https://licenses.fenwick.example'
  const routes = [bareRead(story), ...createRoutes({ app, publicOrigin, log, note: calls.note })]
  const console = {
    build: { entry: { module: { answer: async () => new Response(null, { status: 404 }) } } },
    clientFolder: import.meta.dirname,
  }
  const listener = await listen('127.0.0.1', 0)
  listener.serve(createHttp({ app, console, publicOrigin, log, routes }).fetch)
  return { port: listener.port, drained: calls.drained, close: listener.close }
}

/** The least a check could do: one row by its key, as JSON. */
function bareRead(story: Story): Hono<HttpEnv> {
  return new Hono<HttpEnv>().post('/bare', async (c) => {
    await c.req.json()
    const [organizationId, id] = (c.req.header('authorization') ?? '').slice('Bearer '.length).split('.')
    const { rows } = await story.database.pool.query(
      'select * from activation where organization_id = $1 and id = $2',
      [organizationId, id],
    )
    return c.json(rows[0])
  })
}

async function knock(workerData: Knocking): Promise<number> {
  const worker = new Worker(new URL('./measuring/knock.ts', import.meta.url), { workerData })
  const [answered] = await once(worker, 'message')
  await worker.terminate()
  return answered
}
