import type { Database } from '../db/connect.ts'

/** Counts the statements sent to PostgreSQL while something runs alone on this database. */
export async function countStatements({ pool }: Database, run: () => Promise<unknown>): Promise<number> {
  let statements = 0
  const connect = pool.connect.bind(pool)
  const counting = async () => {
    const client = await connect()
    return new Proxy(client, {
      get(target, key) {
        if (key === 'query') statements += 1
        const value: unknown = Reflect.get(target, key, target)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  }
  Object.assign(pool, { connect: counting })
  try {
    await run()
    return statements
  } finally {
    Object.assign(pool, { connect })
  }
}
