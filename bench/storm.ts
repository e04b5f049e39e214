import { openApi } from '../packages/server/src/testing/account-api.ts'
import { newApiCustomer } from '../packages/server/src/testing/api-world.ts'
import { storm } from '../packages/server/src/testing/storm.ts'
import { onBenchDatabase } from './measuring/bench-database.ts'
import { atLeast, figure } from './measuring/figure.ts'

// 100,000 made-up calls of the account API over real HTTP, of every route, by everybody: it ends at the first answer
// that is a fault or is not in the API's own document. The tests send a few thousand of them.

const count = 100_000
const seed = Date.now() % 1_000_000_000

await onBenchDatabase(async (story) => {
  const api = await openApi(story)
  const world = { story, api, ...(await newApiCustomer(story)), close: api.close }
  console.log(`storm of seed ${seed}`)
  const report = await storm(world, { count, seed })
  const answers = [...report.values()].flatMap((counts) => [...counts])
  const within = (from: number, to: number) =>
    answers.filter(([status]) => status >= from && status < to).reduce((sum, [, many]) => sum + many, 0)
  figure('storm-answers', within(200, 500), 'answers within their document', atLeast(count))
  figure('storm-done', within(200, 300), 'of them done', atLeast(count / 5))
  await api.close()
})
