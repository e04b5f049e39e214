import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createAccess } from '../packages/server/src/access/access.ts'
import { assignPeople } from '../packages/server/src/assignment/assign-people.ts'
import { jobPage } from '../packages/server/src/assignment/job-views.ts'
import type { Connection } from '../packages/server/src/db/connect.ts'
import { randomIds } from '../packages/server/src/db/new-id.ts'
import { writer } from '../packages/server/src/db/unit-of-work.ts'
import {
  type Customer,
  newCustomer,
  newTeam,
  openAccount,
  planOf,
  rowsOf,
  type Story,
} from '../packages/server/src/testing/story.ts'
import { onBenchDatabase } from './measuring/bench-database.ts'
import { atMost, figure } from './measuring/figure.ts'

// How long pages take while a job of 50,000 people goes on in the same server, against the same pages while nothing
// else happens. The server is a process of its own; this one asks at a steady pace, whatever the answers take.

const people = 50_000
const everyMs = 50
const idleMs = 8_000
const root = fileURLToPath(new URL('..', import.meta.url))

await onBenchDatabase(async (story, connection) => {
  const customer = await newCustomer(story, people)
  const reader = await newTeam(story, customer, 500)
  await openAccount(story, customer.admin)
  // Codes are the matter of another bench.
  await story.database.db.updateTable('organization').set({ code_policy: 'page' }).execute()
  const others = Array.from({ length: 400 }, (_, n) => `reader${n}@harrowvale.example`)
  const crowd = Array.from({ length: people }, (_, n) => `person.number${n}@harrowvale.example`)
  planOf(await story.write(customer.admin, assignPeople, assigning(reader, others)))
  await story.database.pool.query('vacuum analyze')
  const server = await serve(connection)
  try {
    const pages = await openPages(story, server.origin, reader)
    await pages.ask(3_000)
    const idle = await pages.ask(idleMs)
    const job = assigning(customer, crowd)
    const begun = performance.now()
    planOf(await story.write(customer.admin, assignPeople, job))
    figure('job-beside-accept', (performance.now() - begun) / 1000, 's', atMost(5))
    const beside = await pages.askWhile(async () => (await leftOf(story, customer, job.jobId)) > 0)
    const seconds = (performance.now() - begun) / 1000
    console.log(`pages idle: ${told(idle)}; beside: ${told(beside)}`)
    figure('job-beside-p99', percentile(beside, 0.99) / percentile(idle, 0.99), 'x', atMost(2))
    figure(`job-of-${people}`, seconds, 's', atMost(60))
  } finally {
    await server.stop()
  }
})

function assigning({ organizationId, teamId, productCode }: Customer, addresses: readonly string[]) {
  const request = { organizationId, teamId, productCode, rows: rowsOf(...addresses), jobId: randomUUID() }
  return { ...request, cameBy: 'list' as const, preview: false }
}

async function leftOf(story: Story, { organizationId, admin }: Customer, jobId: string): Promise<number> {
  const page = planOf(await story.read(admin, jobPage, { organizationId, jobId, page: 1, perPage: 1 }))
  return page.waiting
}

/** The server on the same database, as it runs at somebody's. */
async function serve(connection: Connection): Promise<{ origin: string; stop: () => Promise<void> }> {
  const env = { ...process.env, DATABASE_URL: urlOf(connection), PORT: '0', LOG_LEVEL: 'warn' }
  const main = fileURLToPath(new URL('packages/server/src/main.ts', `file://${root}/`))
  const child = spawn(process.execPath, [main], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
  return {
    origin: await originSaid(child),
    stop: async () => {
      child.kill('SIGTERM')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}

function urlOf(connection: Connection): string {
  if ('url' in connection) return connection.url
  const { user, database, host, port } = connection
  return `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`
}

async function originSaid({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('the server says nothing')
  for await (const line of createInterface({ input: stdout })) {
    const [origin] = /http:\/\/[^/\s]+/.exec(line) ?? []
    if (origin) return origin
  }
  throw new Error('the server ended by itself')
}

/** The licenses page of a signed-in administrator, asked at a steady pace. Answers how long each answer took. */
async function openPages(story: Story, origin: string, { organizationId, admin }: Customer) {
  const doors = { db: story.database.db, clock: () => new Date(), newId: randomIds }
  const access = await createAccess(doors, writer(doors), origin)
  const address = admin.addresses[0]?.address ?? ''
  const { setCookie } = planOf(await access.signInAs({ address, from: new Headers() }))
  const { slug } = await story.database.db
    .selectFrom('organization')
    .select('slug')
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow()
  const agent = new Agent({ keepAlive: true })
  const once = () =>
    timedGet(`${origin}/o/${slug}/licenses`, agent, setCookie.slice(0, setCookie.indexOf(';')))
  const askWhile = async (goesOn: () => Promise<boolean>) => {
    const answers: Promise<number>[] = []
    let more = true
    const look = setInterval(async () => {
      more = await goesOn()
    }, 200)
    for (let next = performance.now(); more; next += everyMs) {
      answers.push(once())
      await delay(Math.max(0, next + everyMs - performance.now()))
    }
    clearInterval(look)
    return Promise.all(answers)
  }
  const ask = (ms: number) => {
    const end = performance.now() + ms
    return askWhile(async () => performance.now() < end)
  }
  return { ask, askWhile }
}

function timedGet(url: string, agent: Agent, cookie: string): Promise<number> {
  const begun = performance.now()
  return new Promise((resolve, reject) => {
    const asking = get(url, { agent, headers: { Cookie: cookie } }, (answer) => {
      answer.resume()
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve(performance.now() - begun)
        else reject(new Error(`the page answered ${answer.statusCode}`))
      })
    })
    // A connection that lay idle may be closed as it is taken up again.
    asking.on('error', (fault) =>
      asking.reusedSocket ? resolve(timedGet(url, agent, cookie)) : reject(fault),
    )
  })
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

function told(values: readonly number[]): string {
  const [half, most] = [percentile(values, 0.5), percentile(values, 0.99)]
  return `median ${half.toFixed(1)} ms, p99 ${most.toFixed(1)} ms of ${values.length}`
}
