import { type ApiCaller, openApi } from '../packages/server/src/testing/account-api.ts'
import type { Customer } from '../packages/server/src/testing/story.ts'
import { onBenchDatabase } from './measuring/bench-database.ts'
import { atMost, figure, median, timed } from './measuring/figure.ts'
import { customerWith } from './measuring/many-licenses.ts'

// Lists of licenses over HTTP: of a customer with a million of them against those of one with ten thousand, both in one
// database, taking turns. Every page has 200 rows, as far into the list as there are.

const [small, large] = [10_000, 1_000_000]
const rounds = 40
const perPage = 200

/** One look at a customer of this size: the page a hundred times further in for a hundred times the licenses. */
type Look = (customer: Customer, size: number) => string

const looks: Readonly<Record<string, Look>> = {
  first: () => '/customer/licenses?page=1',
  deep: (_, size) => `/customer/licenses?page=${size / perPage}`,
  team: ({ teamId }) => `/customer/teams/${teamId}/licenses?page=1`,
  'team-middle': ({ teamId }, size) =>
    `/customer/teams/${teamId}/licenses?page=${Math.ceil(size / perPage / 4)}`,
  unassigned: ({ teamId }) => `/customer/licenses?assigned=false&productCode=LOOM&teamId=${teamId}&page=1`,
  'assigned-middle': (_, size) => `/customer/licenses?assigned=true&page=${(size / perPage) * 0.4}`,
  person: () => '/customer/licenses?assigneeEmail=person.number2424@harrowvale.example&page=1',
}

/** Held to the goal; the pages in the middle of a filtered list are walked to, and say what that costs. */
const held: readonly string[] = ['first', 'deep', 'team', 'unassigned', 'person']

await onBenchDatabase(async (story) => {
  const customers = [await customerWith(story, small), await customerWith(story, large)] as const
  await story.database.pool.query('vacuum analyze')
  const api = await openApi(story)
  const callers = await Promise.all(customers.map((one) => api.tokenFor(one, { role: 'viewer' })))
  for (const [name, look] of Object.entries(looks)) {
    const asks = customers.map((one, place) =>
      ask(api.url, callers[place], look(one, [small, large][place] ?? 0)),
    )
    const turns = await takeTurns(asks)
    const [less = 0, more = 0] = asks.map((_, place) => median(turns.map((turn) => turn[place] ?? 0)))
    figure(`list-api-${name}`, more / less, 'x', atMost(held.includes(name) ? 1.3 : 8))
    figure(`list-api-${name}-${large}`, more, 'ms', atMost(100))
  }
  await api.close()
})

/** What one call takes, to the last byte of its rows. */
function ask(url: string, caller: ApiCaller | undefined, path: string): () => Promise<number> {
  const headers = { 'X-Api-Key': caller?.token ?? '', 'X-Customer-Code': String(caller?.customer) }
  return () =>
    timed(async () => {
      const answer = await fetch(`${url}${path}&perPage=${perPage}`, { headers })
      const rows = (await answer.json()) as unknown[]
      if (!answer.ok || rows.length === 0)
        throw new Error(`${path} answered ${answer.status}, ${rows.length} rows`)
    })
}

async function takeTurns(asks: readonly (() => Promise<number>)[]): Promise<number[][]> {
  const turns: number[][] = []
  for (let turn = 0; turn < rounds; turn++) {
    const times: number[] = []
    for (const one of asks) times.push(await one())
    turns.push(times)
  }
  return turns.slice(rounds / 4)
}
