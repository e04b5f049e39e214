import { type LicensesQuery, licensesPage } from '../packages/server/src/assignment/license-views.ts'
import { assign } from '../packages/server/src/testing/acts.ts'
import {
  buySeats,
  type Customer,
  newCustomer,
  newTeam,
  planOf,
  type Story,
} from '../packages/server/src/testing/story.ts'
import { onBenchDatabase } from './measuring/bench-database.ts'
import { atMost, figure, median, timed } from './measuring/figure.ts'

// The licenses page of a large customer against that of one a tenth its size, both in one database, taking turns.

const [small, large] = [10_000, 100_000]
const rounds = 40
const perPage = 50

type Look = Pick<LicensesQuery, 'filter' | 'page'>

const looks = (size: number): Readonly<Record<string, Look>> => ({
  first: { filter: {}, page: 1 },
  filtered: { filter: { status: ['invited'], products: ['FERR'] }, page: 1 },
  deep: { filter: {}, page: size / perPage },
  search: { filter: { search: 'number2424@' }, page: 1 },
})

await onBenchDatabase(async (story) => {
  const customers = [await fill(story, small), await fill(story, large)] as const
  await story.database.pool.query('vacuum analyze')
  for (const name of ['first', 'filtered', 'deep', 'search']) {
    const turns = await takeTurns(story, customers, name)
    const ratio = median(turns.map((turn) => turn.large)) / median(turns.map((turn) => turn.small))
    if (name === 'first' || name === 'filtered') figure(`licenses-page-${name}`, ratio, 'x', atMost(1.3))
    figure(`licenses-page-${name}-100000`, median(turns.map((turn) => turn.large)), 'ms', atMost(100))
  }
})

/** A customer with this many licenses of two products in two teams, four of five in somebody's hands. */
async function fill(story: Story, size: number): Promise<Customer> {
  const customer = await newCustomer(story, size / 2)
  const other = { ...(await newTeam(story, customer, 0)), productCode: 'FERR' }
  await buySeats(story, other, size / 2)
  const each = (size / 2) * 0.8
  const people = Array.from({ length: each }, (_, n) => `person.number${n}@harrowvale.example`)
  for (let from = 0; from < each; from += 10_000)
    for (const team of [customer, other]) await assign(story, team, ...people.slice(from, from + 10_000))
  return customer
}

async function takeTurns(story: Story, customers: readonly [Customer, Customer], name: string) {
  const turns: { small: number; large: number }[] = []
  for (let turn = 0; turn < rounds; turn++) {
    const [less, more] = customers
    turns.push({
      small: await look(story, less, looks(small)[name]),
      large: await look(story, more, looks(large)[name]),
    })
  }
  return turns.slice(rounds / 4)
}

function look(story: Story, { organizationId, admin }: Customer, wanted: Look | undefined): Promise<number> {
  const { filter = {}, page = 1 } = wanted ?? {}
  const query = { organizationId, filter, sort: 'position' as const, descending: false, page, perPage }
  return timed(async () => {
    if (planOf(await story.read(admin, licensesPage, query)).rows.length === 0)
      throw new Error('an empty page')
  })
}
