import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import type { Storage } from './storage.ts'

/**
 * Keeps each text in a file of its own that only its owner may read. A file is replaced whole, so that a crash or
 * another process never leaves half of one.
 *
 * @param folder Where to keep them; made when it is missing.
 */
export function fileStorage(folder: string): Storage {
  const pathOf = (name: string) => join(folder, `${name.replace(/[^\w-]/g, '_')}.json`)
  let written = 0
  return {
    async read(name) {
      try {
        return await readFile(pathOf(name), 'utf8')
      } catch (fault) {
        if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw fault
      }
    },
    async write(name, text) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const draft = `${pathOf(name)}.${process.pid}.${++written}`
      await writeFile(draft, text, { mode: 0o600, flush: true })
      await rename(draft, pathOf(name))
    },
  }
}
