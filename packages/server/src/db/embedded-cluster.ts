import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { CannotOpen } from './cannot-open.ts'
import type { ServerOptions } from './embedded-launch.ts'

/** Makes sure a whole cluster of this PostgreSQL's version exists; a half-made one never counts. */
export async function makeCluster(options: ServerOptions): Promise<void> {
  const { place, binaries } = options
  if (!existsSync(place.cluster)) await initialize(options)
  const written = readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8').trim()
  if (written === binaries.major) return
  throw new CannotOpen(
    'wrong_version',
    `${place.root} was written by PostgreSQL ${written}, this is ${binaries.major}. ` +
      'Make a backup with the Claviger that wrote it and restore it into a new DATA_DIR.',
  )
}

/** Removes what a killed first start left behind; call it only as the owner of the folder. */
export function removeHalfMade({ place }: Pick<ServerOptions, 'place'>): void {
  const prefix = halfName(place.cluster, '')
  for (const name of readdirSync(place.root)) {
    if (name.startsWith(prefix)) rmSync(join(place.root, name), { recursive: true, force: true })
  }
}

async function initialize({ account, binaries, place, fsync }: ServerOptions): Promise<void> {
  const half = join(dirname(place.cluster), halfName(place.cluster, process.pid))
  rmSync(half, { recursive: true, force: true })
  const flags = ['-U', 'claviger', '--auth=trust', '-E', 'UTF8', '--locale=C', '--data-checksums']
  const child = spawn(binaries.initdb, ['-D', half, ...flags, ...(fsync ? [] : ['--no-sync'])], {
    ...account,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' },
  })
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  // A start beside this one may have made the cluster meanwhile; then its cluster is the one.
  if (code === 0) giveName(half, place.cluster)
  else if (!existsSync(place.cluster)) throw new CannotOpen('does_not_start', `initdb failed: ${said.trim()}`)
}

function giveName(half: string, cluster: string): void {
  try {
    renameSync(half, cluster)
  } catch (error) {
    if (!existsSync(cluster)) throw error
    rmSync(half, { recursive: true, force: true })
  }
}

function halfName(cluster: string, owner: number | ''): string {
  return `${basename(cluster)}.tmp-${owner}`
}
