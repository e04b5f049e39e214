import { Agent, request } from 'node:http'
import { operator } from '@claviger/core/teams/actor'
import { z } from 'zod'
import { apiRoutes } from '../packages/server/src/app.ts'
import { record } from '../packages/server/src/audit/record.ts'
import { type ApiRoute, apiRoute } from '../packages/server/src/http/api/api-route.ts'
import { mountApi } from '../packages/server/src/http/api/mount.ts'
import { createHttp } from '../packages/server/src/http/create-http.ts'
import { listen } from '../packages/server/src/http/listen.ts'
import { openLog } from '../packages/server/src/http/log.ts'
import { type ApiCaller, openApi } from '../packages/server/src/testing/account-api.ts'
import { appOf } from '../packages/server/src/testing/app-of.ts'
import { type Customer, newCustomer, type Story } from '../packages/server/src/testing/story.ts'
import { onBenchDatabase } from './measuring/bench-database.ts'
import { atLeast, atMost, figure, median, timed } from './measuring/figure.ts'

// Assigning through the account API over HTTP, with every check, the lock, the letter and the log, against one bare row
// in a transaction of its own behind the same key, the same reading of the body and the same answer. Both take turns.
// Then as many as sixteen connections get through, each customer with its own.

const each = 400
const customers = 4
let people = 0

await onBenchDatabase(async (story) => {
  const { url, tokenFor, close } = await serve(story)
  const buyers: Buyer[] = []
  for (let n = 0; n < customers; n++) {
    const customer = await newCustomer(story, 2 * each)
    buyers.push({ customer, caller: await tokenFor(customer, { role: 'administrator' }) })
  }
  const [first] = buyers
  if (!first) throw new Error('nobody bought')
  await takeTurns(url, first)
  const turns = await takeTurns(url, first)
  const [assign, bare] = [median(turns.map((turn) => turn.assign)), median(turns.map((turn) => turn.bare))]
  figure('assign-api', bare / assign, 'x of a bare row', atLeast(0.3))
  figure('assign-api-time', assign, 'ms', atMost(25))
  figure('assign-api-rate', await rateOf(url, buyers), 'assignments/s', atLeast(200))
  await close()
})

interface Buyer {
  readonly customer: Customer
  readonly caller: ApiCaller
}

/** A call for somebody new. */
function bodyFor({ customer: { teamId } }: Buyer): string {
  people += 1
  const contact = {
    email: `person.number${people}@harrowvale.example`,
    firstName: 'Person',
    lastName: 'Number',
  }
  const license = { team: teamId, productCode: 'LOOM' }
  return JSON.stringify({ license, contact, sendEmail: true, includeOfflineActivationCode: false })
}

/** One assignment and one bare row after the other, so that both meet the same neighbors. */
async function takeTurns(url: string, buyer: Buyer): Promise<{ assign: number; bare: number }[]> {
  const agent = new Agent({ keepAlive: true })
  const turns: { assign: number; bare: number }[] = []
  for (let n = 0; n < each; n++) {
    const body = bodyFor(buyer)
    const ask = (path: string) => timed(() => post(agent, url + path, buyer.caller, body))
    turns.push({ assign: await ask('/customer/licenses/assign'), bare: await ask('/bare') })
  }
  agent.destroy()
  return turns
}

/** Sixteen connections, four of each customer, until the seats of three of them are given. */
async function rateOf(url: string, [, ...buyers]: readonly Buyer[]): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const lines = buyers.flatMap((buyer) => Array.from({ length: 5 }, () => buyer))
  const perLine = Math.floor((2 * each) / 5)
  const took = await timed(() =>
    Promise.all(
      lines.map(async (buyer) => {
        for (let n = 0; n < perLine; n++)
          await post(agent, `${url}/customer/licenses/assign`, buyer.caller, bodyFor(buyer))
      }),
    ),
  )
  agent.destroy()
  return (lines.length * perLine) / (took / 1000)
}

function post(agent: Agent, url: string, { token, customer }: ApiCaller, body: string): Promise<void> {
  const headers = {
    'X-Api-Key': token,
    'X-Customer-Code': String(customer),
    'Content-Length': Buffer.byteLength(body),
  }
  return new Promise((resolve, reject) => {
    const asking = request(url, { agent, method: 'POST', headers }, (answer) => {
      answer.resume()
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`${url} answered ${answer.statusCode}`)),
      )
    })
    asking.on('error', reject)
    asking.end(body)
  })
}

async function serve(story: Story) {
  const [app, log] = [await appOf(story), openLog('warn')]
  const publicOrigin = 'https://licenses.fenwick.example'
  const console = {
    build: { entry: { module: { answer: async () => new Response(null, { status: 404 }) } } },
    clientFolder: import.meta.dirname,
  }
  const api = mountApi({ app, publicOrigin, log, routes: [...apiRoutes, bareRow(story)] })
  const listener = await listen('127.0.0.1', 0)
  listener.serve(createHttp({ app, console, publicOrigin, log, routes: [api] }).fetch)
  const { tokenFor, close } = await openApi(story)
  return {
    url: `http://127.0.0.1:${listener.port}/api/v1`,
    tokenFor,
    close: async () => {
      await close()
      await listener.close()
    },
  }
}

/** The least an act could do: read the body, write one row, commit. */
function bareRow(story: Story): ApiRoute {
  return apiRoute({
    ...{ method: 'post', path: '/bare', id: 'bare', group: 'licenses', dropIn: false },
    summary: 'One row',
    body: z.object({ contact: z.object({ email: z.string() }) }),
    answers: { 200: { description: 'Written.' } },
    async handle({ actor, body }) {
      const event = { what: 'bare', organizationId: actor.organizationId, facts: body.contact }
      await story.write(operator, record, [event])
      return { status: 200 }
    },
  })
}
