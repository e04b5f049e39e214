import { createHash } from 'node:crypto'
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { CannotOpen } from './cannot-open.ts'
import { type Account, canReach } from './embedded-account.ts'
import { sharedPlace } from './embedded-binaries.ts'

/** The folders of one embedded PostgreSQL. */
export interface Place {
  /** Holds everything else; nobody but the account may enter. */
  readonly root: string
  readonly cluster: string
  readonly sockets: string
  readonly log: string
}

const socketName = '.s.PGSQL.5432'
const longestSocketPath = process.platform === 'darwin' ? 103 : 107

/** Answers where the database of this data folder lies, without making anything. */
export function placeOf(dataDir: string, account: Account): Place {
  const wanted = resolve(dataDir)
  const home = isOutOfReach(wanted, account) ? join(sharedPlace, hashOf(wanted)) : wanted
  const root = join(home, 'postgres')
  return {
    root,
    cluster: join(root, 'cluster'),
    sockets: socketFolder(root),
    log: join(root, 'postgres.log'),
  }
}

/** Makes the folders, private to the account, and says so when they lie elsewhere than asked for. */
export function makePlace(dataDir: string, account: Account, log: (line: string) => void): Place {
  const wanted = resolve(dataDir)
  const place = placeOf(wanted, account)
  const home = resolve(place.root, '..')
  if (!existsSync(home)) {
    mkdirSync(home, { recursive: true })
    chmodSync(home, account.uid === undefined ? 0o700 : 0o711)
  }
  if (home !== wanted) log(`The database lies in ${home}, because the user "nobody" cannot enter ${wanted}`)
  makePrivate(place.root, account)
  makePrivate(place.sockets, account)
  return place
}

function isOutOfReach(folder: string, account: Account): boolean {
  if (!existsSync(folder)) return isOutOfReach(resolve(folder, '..'), account)
  return !canReach(realpathSync(folder), account)
}

/** The system limits a socket's path to about a hundred bytes; a longer one moves to the temporary folder. */
function socketFolder(root: string): string {
  const near = join(root, 'socket')
  if (Buffer.byteLength(join(near, socketName)) <= longestSocketPath) return near
  const name = `claviger-${hashOf(root)}`
  const short = join(tmpdir(), name)
  return Buffer.byteLength(join(short, socketName)) <= longestSocketPath ? short : join('/tmp', name)
}

function makePrivate(folder: string, account: Account): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const stat = lstatSync(folder)
  const ours = [process.getuid?.(), account.uid].includes(stat.uid)
  if (!stat.isDirectory() || !ours) {
    throw new CannotOpen(
      'folder_refused',
      `${folder} belongs to somebody else. Remove it, or set another DATA_DIR.`,
    )
  }
  chmodSync(folder, 0o700)
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid)
}

function hashOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12)
}
