import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from './embedded-place.ts'

/** What PostgreSQL notes down about its own server; true only as long as that server lives. */
export interface ServerNote {
  readonly pid: number
  readonly sockets: string
}

/** Reads the note a server keeps in its cluster: process id on the first line, socket folder on the fifth. */
export function readNote(place: Place): ServerNote | undefined {
  const lines = read(noteOf(place))?.split('\n')
  const sockets = lines?.[4]
  return lines && sockets ? { pid: Number(lines[0]), sockets } : undefined
}

/**
 * Removes a dead server's note when its process id now belongs to something else, as it often does after a
 * container's restart: PostgreSQL would wait for that process for ever.
 */
export function dropForeignNote(place: Place): void {
  for (const note of [noteOf(place), join(place.sockets, '.s.PGSQL.5432.lock')]) {
    const pid = Number(read(note)?.split('\n')[0])
    const program = pid > 0 ? read(`/proc/${pid}/comm`)?.trim() : undefined
    if (program !== undefined && program !== 'postgres') rmSync(note, { force: true })
  }
}

function noteOf(place: Place): string {
  return join(place.cluster, 'postmaster.pid')
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
