import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { CannotOpen } from './cannot-open.ts'
import { postgresAccount } from './embedded-account.ts'
import { postgresBinaries } from './embedded-binaries.ts'
import { makeCluster, removeHalfMade } from './embedded-cluster.ts'
import { type Ownership, takeOwnership } from './embedded-owner.ts'
import { makePlace, placeOf } from './embedded-place.ts'
import {
  connectionAt,
  type EmbeddedConnection,
  findServer,
  type RunningServer,
  type ServerOptions,
  startServer,
  stopServer,
} from './embedded-server.ts'

/** How to open the embedded PostgreSQL of a data folder. */
export interface EmbeddedOptions {
  readonly dataDir: string
  /** Is given one line for the operator whenever something noteworthy happens. */
  readonly log: (line: string) => void
  /** Off only where losing everything is fine, in tests. */
  readonly fsync?: boolean
  readonly connections?: number
  /** Is called when the folder has been lost for good: the process should end. */
  readonly onLost?: (reason: CannotOpen) => void
}

/**
 * An open embedded PostgreSQL. When its server dies it is started again on the same socket; pools reconnect by
 * themselves, but report every broken idle connection: give each pool an `error` listener or the process ends.
 */
export interface Embedded {
  readonly connection: EmbeddedConnection
  /** Where the database really lies. */
  readonly folder: string
  /** The process id of the present server. */
  readonly pid: number
  stop(): Promise<void>
}

const database = 'claviger'
const slowestRetryMs = 10_000

/** Opens the database of a data folder as its only owner: made if new, adopted if a killed process left it running. */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const account = postgresAccount()
  const binaries = postgresBinaries(account, options.log)
  const place = makePlace(options.dataDir, account, options.log)
  const { fsync = true, connections = 30 } = options
  const server: ServerOptions = { account, binaries, place, fsync, connections }

  let held = await hold(server, options.dataDir)
  removeHalfMade(server)
  await makeDatabase(held.running.connection)

  let stopping = false
  const reviving = keepAlive()
  return {
    connection: connectionAt(held.running.connection.host, database),
    folder: place.root,
    get pid() {
      return held.running.pid
    },
    async stop() {
      if (stopping) return
      stopping = true
      await stopServer(held.running, place)
      await held.ownership.release().catch(() => {})
      await reviving
    },
  }

  async function keepAlive(): Promise<void> {
    for (;;) {
      await held.ownership.ended
      if (stopping) return
      options.log('PostgreSQL has ended unexpectedly; starting it again')
      const again = await revive()
      if (!again) return
      held = again
      options.log(`PostgreSQL is back (process ${held.running.pid})`)
      if (stopping) await stopServer(held.running, place)
    }
  }

  async function revive() {
    for (let wait = 50; !stopping; wait = Math.min(wait * 2, slowestRetryMs)) {
      try {
        return await hold(server, options.dataDir)
      } catch (error) {
        options.log(`PostgreSQL could not be started again: ${(error as Error).message}`)
        if (error instanceof CannotOpen && error.code === 'held') {
          options.onLost?.(error)
          return undefined
        }
        await delay(wait)
      }
    }
    return undefined
  }
}

/** Says whether this data folder has an embedded database, running or not. */
export function hasEmbedded(dataDir: string): boolean {
  return existsSync(placeOf(resolve(dataDir), postgresAccount()).cluster)
}

/** Answers how to connect to a data folder's server while somebody has it open, without owning it. */
export async function findEmbedded(dataDir: string): Promise<EmbeddedConnection | undefined> {
  const running = await findServer(placeOf(resolve(dataDir), postgresAccount()))
  return running && connectionAt(running.connection.host, database)
}

async function hold(
  server: ServerOptions,
  dataDir: string,
): Promise<{ running: RunningServer; ownership: Ownership }> {
  let running = await findServer(server.place)
  if (!running) {
    await makeCluster(server)
    running = await startServer(server)
  }
  return { running, ownership: await takeOwnership(running, resolve(dataDir)) }
}

async function makeDatabase(connection: EmbeddedConnection): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
    if (rowCount === 0) await client.query(`create database ${database} strategy file_copy`)
  } finally {
    await client.end()
  }
}
