import type { Database } from '../db/connect.ts'

/** Counts the statements sent to PostgreSQL while something runs alone on this database. */
export async function countStatements(database: Database, run: () => Promise<unknown>): Promise<number> {
  return (await statementsOf(database, run)).length
}

/** The statements sent to PostgreSQL, without their values, while something runs alone on this database. */
export async function statementsOf({ pool }: Database, run: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = []
  const connect = pool.connect.bind(pool)
  const watching = async () => {
    const client = await connect()
    return new Proxy(client, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key, target)
        if (typeof value !== 'function') return value
        if (key !== 'query') return value.bind(target)
        return (first: string | { readonly text: string }, ...rest: unknown[]) => {
          statements.push(typeof first === 'string' ? first : first.text)
          return value.call(target, first, ...rest)
        }
      },
    })
  }
  Object.assign(pool, { connect: watching })
  try {
    await run()
    return statements
  } finally {
    Object.assign(pool, { connect })
  }
}
