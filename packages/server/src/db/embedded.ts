import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { CannotOpen } from './cannot-open.ts'
import { postgresAccount } from './embedded-account.ts'
import { postgresBinaries } from './embedded-binaries.ts'
import { makeCluster, removeHalfMade } from './embedded-cluster.ts'
import type { ServerOptions } from './embedded-launch.ts'
import { type Ownership, takeOwnership } from './embedded-owner.ts'
import { makePlace, placeOf } from './embedded-place.ts'
import {
  connectionAt,
  type EmbeddedConnection,
  findServer,
  type RunningServer,
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
  /** Stops the server in good order; clients still connected are sent away. */
  readonly stop: () => Promise<void>
}

interface Held {
  readonly running: RunningServer
  readonly ownership: Ownership
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
  const embedded = new KeptServer(server, options, await hold(server, options.dataDir))
  try {
    removeHalfMade(server)
    await makeDatabase(embedded.connection)
    return embedded
  } catch (error) {
    await embedded.stop()
    throw error
  }
}

/** A server that is started again whenever it dies, until it is stopped. */
class KeptServer implements Embedded {
  readonly connection: EmbeddedConnection
  readonly folder: string
  readonly #server: ServerOptions
  readonly #options: EmbeddedOptions
  readonly #kept: Promise<void>
  #held: Held
  #stopped: Promise<void> | undefined

  constructor(server: ServerOptions, options: EmbeddedOptions, held: Held) {
    this.#server = server
    this.#options = options
    this.#held = held
    this.connection = connectionAt(server.place.sockets, database)
    this.folder = server.place.root
    this.#kept = this.#keep()
  }

  get pid(): number {
    return this.#held.running.pid
  }

  readonly stop = (): Promise<void> => {
    this.#stopped ??= this.#end()
    return this.#stopped
  }

  async #end(): Promise<void> {
    if (this.#held.ownership.alive) await stopServer(this.#held.running, this.#server.place)
    await this.#held.ownership.release().catch(() => {})
    await this.#kept
  }

  async #keep(): Promise<void> {
    for (;;) {
      await this.#held.ownership.ended
      if (this.#stopped) return
      this.#options.log('PostgreSQL has ended unexpectedly; starting it again')
      const again = await this.#revive()
      if (!again) return
      this.#held = again
      this.#options.log(`PostgreSQL is back (process ${this.pid})`)
      if (this.#stopped) await stopServer(again.running, this.#server.place)
    }
  }

  async #revive(): Promise<Held | undefined> {
    for (let wait = 50; !this.#stopped; wait = Math.min(wait * 2, slowestRetryMs)) {
      try {
        return await hold(this.#server, this.#options.dataDir)
      } catch (error) {
        this.#options.log(`PostgreSQL could not be started again: ${(error as Error).message}`)
        if (error instanceof CannotOpen && error.code === 'held') return this.#lose(error)
        await delay(wait)
      }
    }
    return undefined
  }

  #lose(reason: CannotOpen): undefined {
    this.#options.onLost?.(reason)
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

async function hold(server: ServerOptions, dataDir: string): Promise<Held> {
  const { place } = server
  const running = (await findServer(place)) ?? (await makeAndStart(server))
  const ownership = await takeOwnership(running, resolve(dataDir))
  if (running.connection.host === place.sockets) return { running, ownership }
  // A killed process left it behind on a socket elsewhere, under another temporary folder.
  await stopServer(running, place)
  return hold(server, dataDir)
}

async function makeAndStart(server: ServerOptions): Promise<RunningServer> {
  await makeCluster(server)
  return startServer(server)
}

async function makeDatabase(connection: EmbeddedConnection): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
    if (rowCount === 0) await client.query(`create database ${database} strategy file_copy`)
  } finally {
    await client.end()
  }
}
