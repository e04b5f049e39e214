import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, realpathSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { CannotOpen } from './cannot-open.ts'
import type { Account } from './embedded-account.ts'
import type { Binaries } from './embedded-binaries.ts'
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

/** What a server is started with. */
export interface ServerOptions {
  readonly account: Account
  readonly binaries: Binaries
  readonly place: Place
  /** Off only where losing everything is fine, in tests. */
  readonly fsync: boolean
  readonly connections: number
}

const patienceMs = 60_000

/** Finds the server that owns this cluster by connecting to it; a process id in a file proves nothing. */
export async function findServer(place: Place): Promise<RunningServer | undefined> {
  for (const deadline = Date.now() + patienceMs; ; await delay(20)) {
    const note = readNote(place)
    if (!note) return undefined
    const connection = connectionAt(note.sockets)
    const answer = await ask(connection)
    if (answer === 'nobody') return undefined
    if (answer !== 'busy')
      return isSame(answer.folder, place.cluster) ? { pid: note.pid, connection } : undefined
    if (Date.now() > deadline)
      throw new CannotOpen('does_not_start', `PostgreSQL in ${place.root} does not answer.`)
  }
}

/** Starts the server and answers once it takes connections; a rival that was faster is answered instead. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const deadline = Date.now() + patienceMs
  while (Date.now() < deadline) {
    const { child, logStart } = launch(options)
    const running = await untilReady(child, options.place)
    if (running) return running
    const said = readFileSync(options.place.log, 'utf8').slice(logStart)
    // Right after a kill its last processes still hold the shared memory, or a rival is about to be ready.
    if (!/lock file|shared memory block/.test(said))
      throw new CannotOpen('does_not_start', explain(said, options.place))
    await delay(100)
  }
  throw new CannotOpen(
    'does_not_start',
    `PostgreSQL did not start within a minute. Its own words are in ${options.place.log}`,
  )
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

function launch({ account, binaries, place, fsync, connections }: ServerOptions) {
  const log = openSync(keepSmall(place.log), 'a', 0o600)
  const logStart = statSync(place.log).size
  const child = spawn(
    binaries.postgres,
    ['-D', place.cluster, '-k', place.sockets, ...settings(fsync, connections)],
    {
      ...account,
      cwd: '/',
      // In its own session, so that Ctrl-C reaches us first and we stop it in good order.
      detached: true,
      stdio: ['ignore', log, log],
      env: { LC_ALL: 'C', TZ: 'UTC' },
    },
  )
  closeSync(log)
  child.unref()
  return { child, logStart }
}

function settings(fsync: boolean, connections: number): string[] {
  const lasting = fsync ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
  return [
    'listen_addresses=',
    'port=5432',
    'unix_socket_permissions=0700',
    'shared_buffers=64MB',
    `max_connections=${connections}`,
    'max_wal_size=256MB',
    'jit=off',
    'io_method=sync',
    'log_min_messages=warning',
    'log_checkpoints=off',
    // Statements and details may carry addresses and codes; they stay out of the log.
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    ...lasting,
  ].flatMap((setting) => ['-c', setting])
}

async function untilReady(child: ChildProcess, place: Place): Promise<RunningServer | undefined> {
  let failure: Error | undefined
  child.once('error', (error) => {
    failure = error
  })
  for (;;) {
    if (failure) throw failure
    const running = await findServer(place)
    if (running) return running
    if (child.exitCode !== null || child.signalCode !== null) return undefined
    await delay(10)
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

/** PostgreSQL's own note about its server: process id on the first line, socket folder on the fifth. */
function readNote(place: Place): { pid: number; sockets: string } | undefined {
  try {
    const lines = readFileSync(join(place.cluster, 'postmaster.pid'), 'utf8').split('\n')
    const sockets = lines[4]
    return sockets ? { pid: Number(lines[0]), sockets } : undefined
  } catch {
    return undefined
  }
}

function signal(pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended in the meantime, which is what was wanted.
  }
}

function keepSmall(log: string): string {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  if (size > 1_000_000) renameSync(log, `${log}.1`)
  return log
}

function explain(said: string, place: Place): string {
  const why = said.split('\n').find((line) => line.includes('FATAL:')) ?? said.trim().split('\n').at(-1) ?? ''
  return `PostgreSQL does not start: ${why.replace(/^.*FATAL:\s*/, '')} (more in ${place.log})`
}
