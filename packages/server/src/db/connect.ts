import { createHash } from 'node:crypto'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Schema } from './schema.ts'

/** Where a database is: a PostgreSQL address, or the socket of the embedded one. */
export type Connection =
  | { readonly url: string }
  | { readonly host: string; readonly port: number; readonly user: string; readonly database: string }

export interface Database {
  readonly db: Kysely<Schema>
  readonly pool: pg.Pool
  close(): Promise<void>
}

const { INT8, DATE } = pg.types.builtins
const types: pg.CustomTypesConfig = { getTypeParser: parserFor as pg.CustomTypesConfig['getTypeParser'] }

/** Opens a pool on the database. Broken idle connections are dropped and reported, never fatal. */
export function connect(connection: Connection, onFault: (fault: Error) => void, size = 10): Database {
  const where = 'url' in connection ? { connectionString: connection.url } : connection
  const pool = new NamedPool({
    ...where,
    max: size,
    types,
    application_name: 'claviger',
    idleTimeoutMillis: 30_000,
  })
  pool.on('error', onFault)
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}

/** Counts and ids arrive as numbers, calendar dates as the text they are: neither fits JavaScript's defaults. */
function parserFor(oid: number, format?: string): unknown {
  if (oid === INT8) return safeNumber
  if (oid === DATE) return (text: string) => text
  return pg.types.getTypeParser(oid, format as 'text')
}

function safeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`a count beyond 2^53: ${text}`)
  return value
}

type Query = (text: unknown, values?: unknown, ...rest: unknown[]) => unknown

/** Names every statement that has parameters, so that PostgreSQL plans each text once per connection. */
class NamedPool extends pg.Pool {
  constructor(settings: pg.PoolConfig) {
    super(settings)
    this.on('connect', (client) => {
      // A connection that breaks between two statements of a transaction would end the process: nobody else listens
      // while it is lent out. The next statement fails with the reason.
      client.on('error', () => {})
      const query = client.query.bind(client) as Query
      const named: Query = (text, values, ...rest) =>
        typeof text === 'string' && Array.isArray(values) && values.length > 0
          ? query({ text, values, name: nameOf(text) }, ...rest)
          : query(text, values, ...rest)
      Object.assign(client, { query: named })
    })
  }
}

const names = new Map<string, string>()

function nameOf(text: string): string {
  const known = names.get(text)
  if (known) return known
  if (names.size > 2000) names.clear()
  const name = `s${createHash('sha1').update(text).digest('hex').slice(0, 20)}`
  names.set(text, name)
  return name
}
