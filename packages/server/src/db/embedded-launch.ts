import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import type { Account } from './embedded-account.ts'
import type { Binaries } from './embedded-binaries.ts'
import type { Place } from './embedded-place.ts'

/** What a server is started with. */
export interface ServerOptions {
  readonly account: Account
  readonly binaries: Binaries
  readonly place: Place
  /** Off only where losing everything is fine, in tests. */
  readonly fsync: boolean
  readonly connections: number
}

/** A server that was started and may or may not live. */
export interface Launched {
  readonly child: ChildProcess
  /** What it has written to its log so far. */
  said(): string
}

const largestLog = 1_000_000

/** Starts the server's process; it writes into a file, which outlives us, and not into a pipe, which does not. */
export function launch({ account, binaries, place, fsync, connections }: ServerOptions): Launched {
  const log = openSync(keepSmall(place.log), 'a', 0o600)
  const begin = statSync(place.log).size
  const where = ['-D', place.cluster, '-k', place.sockets]
  const child = spawn(binaries.postgres, [...where, ...settings(fsync, connections)], {
    ...account,
    cwd: '/',
    // In its own session, so that Ctrl-C reaches us first and we stop it in good order.
    detached: true,
    stdio: ['ignore', log, log],
    env: { LC_ALL: 'C', TZ: 'UTC' },
  })
  closeSync(log)
  child.unref()
  return { child, said: () => readFileSync(place.log).subarray(begin).toString() }
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

function keepSmall(log: string): string {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  if (size > largestLog) renameSync(log, `${log}.1`)
  return log
}
