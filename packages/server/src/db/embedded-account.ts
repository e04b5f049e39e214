import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { CannotOpen } from './cannot-open.ts'

/** Whom PostgreSQL runs as; empty means as ourselves. */
export interface Account {
  readonly uid?: number
  readonly gid?: number
}

/** Answers the account PostgreSQL is started with: our own, or `nobody` for root, which PostgreSQL refuses. */
export function postgresAccount(): Account {
  if (process.getuid?.() !== 0) return {}
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith('nobody:'))
    ?.split(':')
  if (!entry) {
    throw new CannotOpen(
      'folder_refused',
      'PostgreSQL does not run as root and this machine has no user "nobody". Start Claviger as another user.',
    )
  }
  return { uid: Number(entry[2]), gid: Number(entry[3]) }
}

/** Says whether the account may walk down to this existing folder. */
export function canReach(folder: string, account: Account): boolean {
  if (account.uid === undefined) return true
  if (!mayPass(folder, account)) return false
  const parent = dirname(folder)
  return parent === folder || canReach(parent, account)
}

function mayPass(folder: string, account: Account): boolean {
  const { mode, uid, gid } = statSync(folder)
  if (uid === account.uid) return (mode & 0o100) !== 0
  if (gid === account.gid) return (mode & 0o010) !== 0
  return (mode & 0o001) !== 0
}
