import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import type { Storage } from './storage.ts'

/**
 * Keeps each text in a file of its own that only its owner may read. A file is replaced whole, so that a crash or
 * another process never leaves half of one; processes that change the same one do so one after the other.
 *
 * @param folder Where to keep them; made when it is missing.
 */
export function fileStorage(folder: string): Storage {
  const pathOf = (name: string) => join(folder, `${name.replace(/[^\w-]/g, '_')}.json`)
  return {
    async read(name) {
      try {
        return await readFile(pathOf(name), 'utf8')
      } catch (fault) {
        if (codeOf(fault) === 'ENOENT') return null
        throw fault
      }
    },
    async write(name, text) {
      await makeFolder(folder)
      await replaceFile(pathOf(name), text)
    },
    async alone(name, act) {
      const lock = `${pathOf(name)}.lock`
      const held = await takeLock(folder, lock)
      try {
        return await act()
      } finally {
        if (held) await rm(lock, { force: true })
      }
    },
  }
}

let written = 0

async function replaceFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.${++written}`
  try {
    await writeFile(draft, text, { mode: 0o600, flush: true })
    await patiently(() => rename(draft, path))
  } catch (fault) {
    await rm(draft, { force: true })
    throw fault
  }
}

/** Windows replaces no file that somebody is just reading. */
async function patiently(act: () => Promise<void>, triesLeft = 20): Promise<void> {
  try {
    await act()
  } catch (fault) {
    const isBusy = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(fault) ?? '')
    if (!isBusy || triesLeft === 0) throw fault
    await aMoment()
    await patiently(act, triesLeft - 1)
  }
}

/** A process that changes a text needs milliseconds; one that has not let go after this long has ended. */
const abandonedAfterMs = 10_000
const mostTries = 2_000

/**
 * Waits until nobody else holds the lock. Answers false where there can be none, as in a folder that nobody may write:
 * nothing will be written there either.
 */
async function takeLock(folder: string, lock: string): Promise<boolean> {
  for (let tries = 0; tries < mostTries; tries++) {
    try {
      await makeFolder(folder)
      await (await open(lock, 'wx', 0o600)).close()
      return true
    } catch (fault) {
      if (!isTaken(fault)) return false
      await removeAbandoned(lock)
      await aMoment()
    }
  }
  return false
}

function isTaken(fault: unknown): boolean {
  const code = codeOf(fault)
  return code === 'EEXIST' || (process.platform === 'win32' && code === 'EPERM')
}

async function removeAbandoned(lock: string): Promise<void> {
  const found = await stat(lock).catch(() => undefined)
  // By the clock that the file system has: the one of the product may be another.
  const age = found ? Math.abs(Date.now() - found.mtimeMs) : 0
  if (age > abandonedAfterMs) await rm(lock, { force: true }).catch(() => undefined)
}

const makeFolder = (folder: string) => mkdir(folder, { recursive: true, mode: 0o700 })
const codeOf = (fault: unknown) => (fault as NodeJS.ErrnoException).code
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 15))
