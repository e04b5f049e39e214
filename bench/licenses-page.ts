import { licenseList } from '../packages/server/src/assignment/license-list-views.ts'
import { type LicensesQuery, licensesPage } from '../packages/server/src/assignment/license-views.ts'
import { writeXlsx } from '../packages/server/src/files/write-xlsx.ts'
import { type Customer, planOf, type Story } from '../packages/server/src/testing/story.ts'
import { onBenchDatabase } from './measuring/bench-database.ts'
import { atMost, figure, median, timed } from './measuring/figure.ts'
import { customerWith } from './measuring/many-licenses.ts'

// The licenses page of a customer with a million of them against that of one with ten thousand, both in one database,
// taking turns; what has to look at every license is shown at a hundred thousand.

const [small, middle, large] = [10_000, 100_000, 1_000_000]
const rounds = 20
const perPage = 50

type Look = Partial<Pick<LicensesQuery, 'filter' | 'page' | 'sort' | 'descending'>>

/** What people look at all day: as quick for the largest customer as for a small one. */
const common: Readonly<Record<string, (size: number) => Look>> = {
  first: () => ({}),
  filtered: () => ({ filter: { status: ['invited'], products: ['FERR'] } }),
  free: () => ({ filter: { status: ['free'] } }),
  renews: () => ({ filter: { renews: { from: '2026-11-02', to: '2028-01-01' } } }),
  last: (size) => ({ page: size / perPage }),
}

/** What looks at many licenses, or at all. */
const searching: Readonly<Record<string, Look>> = {
  middle: { page: middle / perPage / 2 },
  search: { filter: { search: 'number2424@' } },
  idle: { filter: { status: ['idle'], days: { idle: 60 } } },
  never: { filter: { status: ['never'] } },
  'by-person': { sort: 'person' },
  'by-product': { sort: 'product' },
  'by-last-used': { sort: 'last_used', descending: true },
}

await onBenchDatabase(async (story) => {
  const customers: Customer[] = []
  for (const size of [small, middle, large]) customers.push(await customerWith(story, size, { used: true }))
  await story.database.pool.query('vacuum analyze')
  const [less, between, more] = customers as [Customer, Customer, Customer]
  for (const [name, look] of Object.entries(common)) {
    const looks = [ask(story, less, look(small)), ask(story, more, look(large))]
    const [little = 0, much = 0] = await takeTurns(looks)
    figure(`licenses-page-${name}`, much / little, 'x', atMost(1.3))
    figure(`licenses-page-${name}-${large}`, much, 'ms', atMost(100))
  }
  for (const [name, look] of Object.entries(searching)) {
    const [took = 0] = await takeTurns([ask(story, between, look)])
    figure(`licenses-page-${name}-${middle}`, took, 'ms', atMost(500))
  }
  await measureFile(story, between)
})

/** A workbook of every license, written while it is read: time, and what stays in memory meanwhile. */
async function measureFile(story: Story, customer: Customer): Promise<void> {
  const columns = ['Name', 'E-mail', 'Product', 'Team', 'Status', 'License ID'].map((heading) => ({
    heading,
  }))
  const before = process.memoryUsage().rss
  let most = 0
  const took = await timed(async () => {
    for await (const _ of writeXlsx({ name: 'Licenses', columns, rows: rowsOf(story, customer) }))
      most = Math.max(most, process.memoryUsage().rss - before)
  })
  figure(`licenses-file-${middle}`, took, 'ms', atMost(20_000))
  figure(`licenses-file-${middle}-memory`, most / 1_048_576, 'MB', atMost(200))
}

async function* rowsOf(story: Story, { organizationId, admin }: Customer) {
  const selection = { kind: 'matching', filter: {}, except: [] } as const
  let after: number | null | undefined
  do {
    const query = { organizationId, selection, after: after ?? undefined, perPage: 2000 }
    const part = planOf(await story.read(admin, licenseList, query))
    for (const { person, product, team, status, licenseId } of part.rows)
      yield [person?.name ?? '', person?.address ?? '', product.name, team.name, status, licenseId]
    after = part.next
  } while (after !== null)
}

function ask(story: Story, { organizationId, admin }: Customer, look: Look): () => Promise<number> {
  const query = {
    organizationId,
    filter: {},
    sort: 'position' as const,
    descending: false,
    page: 1,
    perPage,
    ...look,
  }
  return () =>
    timed(async () => {
      if (planOf(await story.read(admin, licensesPage, query)).rows.length === 0)
        throw new Error(`an empty page: ${JSON.stringify(look)}`)
    })
}

/** The middle of what each of these took, taking turns, once they are warm. */
async function takeTurns(asks: readonly (() => Promise<number>)[]): Promise<number[]> {
  const turns: number[][] = []
  for (let turn = 0; turn < rounds; turn++) {
    const times: number[] = []
    for (const one of asks) times.push(await one())
    turns.push(times)
  }
  const warm = turns.slice(rounds / 4)
  return asks.map((_, place) => median(warm.map((turn) => turn[place] ?? 0)))
}
