import { realpathSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { CannotOpen } from './cannot-open.ts'
import { type Launched, launch, type ServerOptions } from './embedded-launch.ts'
import { dropForeignNote, readNote } from './embedded-note.ts'
import type { Place } from './embedded-place.ts'

/** How to connect to an embedded PostgreSQL. */
export interface EmbeddedConnection {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly ssl: false
}

/** A server that answers, whoever started it. */
export interface RunningServer {
  readonly pid: number
  readonly connection: EmbeddedConnection
}

const patienceMs = 60_000

/** Finds the server that owns this cluster by connecting to it; a process id in a file proves nothing. */
export async function findServer(place: Place): Promise<RunningServer | undefined> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await delay(20)) {
    const note = readNote(place)
    if (!note) return undefined
    const connection = connectionAt(note.sockets)
    const answer = await ask(connection)
    if (answer === 'nobody') return undefined
    if (answer !== 'busy')
      return isSame(answer.folder, place.cluster) ? { pid: note.pid, connection } : undefined
  }
  throw new CannotOpen('does_not_start', `PostgreSQL in ${place.root} does not answer.`)
}

/** Starts the server and answers once it takes connections; a rival that was faster is answered instead. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { place } = options
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await delay(100)) {
    const launched = launch(options)
    const running = await untilReady(launched, place)
    if (running) return running
    if (!isInTheWay(launched.said())) throw new CannotOpen('does_not_start', explain(launched.said(), place))
    dropForeignNote(place)
  }
  const cause = 'PostgreSQL did not start within a minute.'
  throw new CannotOpen('does_not_start', `${cause} Its own words are in ${place.log}`)
}

/** Stops a server this process has verified, without waiting for its clients to leave by themselves. */
export async function stopServer(server: RunningServer, place: Place): Promise<void> {
  signal(server.pid, 'SIGINT')
  for (const deadline = Date.now() + patienceMs; readNote(place)?.pid === server.pid; await delay(10)) {
    if ((await ask(server.connection)) === 'nobody') return
    if (Date.now() > deadline) return signal(server.pid, 'SIGQUIT')
  }
}

/** The facts to connect with, for a socket folder. */
export function connectionAt(sockets: string, database = 'postgres'): EmbeddedConnection {
  return { host: sockets, port: 5432, user: 'claviger', database, ssl: false }
}

async function untilReady({ child }: Launched, place: Place): Promise<RunningServer | undefined> {
  let failure: Error | undefined
  child.once('error', (error) => {
    failure = error
  })
  for (; ; await delay(10)) {
    if (failure) throw failure
    const running = await findServer(place)
    if (running) return running
    if (child.exitCode !== null || child.signalCode !== null) return undefined
  }
}

/** Asks for the cluster's folder; a server that is starting, stopping or full is busy. */
async function ask(connection: EmbeddedConnection): Promise<{ folder: string } | 'busy' | 'nobody'> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ folder: string }>(
      "select current_setting('data_directory') as folder",
    )
    return rows[0] ?? 'busy'
  } catch (error) {
    return ['ENOENT', 'ECONNREFUSED'].includes((error as { code?: string }).code ?? '') ? 'nobody' : 'busy'
  } finally {
    await client.end().catch(() => {})
  }
}

function isSame(folder: string, cluster: string): boolean {
  return realpathSync(folder) === realpathSync(cluster)
}

/** Right after a kill its last processes still hold the shared memory, or a rival is about to be ready. */
function isInTheWay(said: string): boolean {
  return /lock file|shared memory block/.test(said)
}

function signal(pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended in the meantime, which is what was wanted.
  }
}

function explain(said: string, place: Place): string {
  const why = said.split('\n').find((line) => line.includes('FATAL:')) ?? said.trim().split('\n').at(-1) ?? ''
  return `PostgreSQL does not start: ${why.replace(/^.*FATAL:\s*/, '')} (more in ${place.log})`
}
