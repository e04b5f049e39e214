import type { ImportFile } from '@claviger/core/assignment/import-file'
import {
  type ImportReader,
  type ImportWrong,
  importWrong,
  startReading,
} from '@claviger/core/assignment/import-reader'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { unkeptTextIn } from '@claviger/core/kernel/text'
import type { z } from 'zod'
import { importFormat } from './import-format.ts'

/** Far more than the format has; whatever is nested deeper was made to hurt. */
const deepest = 12

/** Reads a parsed file, or tells every place at which it is not what the format says. */
export function readImportFile(value: unknown): Decision<ImportFile, ImportWrong> {
  const reader = startReading()
  noteOdd(reader, value, '', 0)
  if (reader.problems.length > 0) return importWrong(reader)
  const read = importFormat.safeParse(value, {
    error: ({ input }) => (input === undefined ? 'This is missing.' : undefined),
  })
  if (read.success) return accept(read.data)
  for (const issue of read.error.issues) noteIssue(reader, issue)
  return importWrong(reader)
}

/** Notes every text no database keeps: one with a NUL or half of a surrogate pair (O-57). */
function noteOdd(reader: ImportReader, value: unknown, path: string, depth: number): void {
  if (typeof value === 'string') {
    const odd = unkeptTextIn(value)
    if (odd) reader.take(path, { ok: false, refusal: { ...odd, code: 'text_hidden_character' } }, '')
    return
  }
  if (typeof value !== 'object' || value === null) return
  if (depth === deepest) {
    reader.note(path, 'nested_too_deep', { deepest })
    return
  }
  for (const [key, one] of Object.entries(value)) {
    const field = Array.isArray(value) ? Number(key) : key
    noteOdd(reader, one, pathTo(path, field), depth + 1)
    if (unkeptTextIn(key)) reader.note(pathTo(path, field), 'unknown_field')
  }
}

function noteIssue(reader: ImportReader, issue: z.core.$ZodIssue): void {
  const path = issue.path.reduce<string>((before, step) => pathTo(before, step), '')
  if (issue.code === 'unrecognized_keys')
    for (const key of issue.keys) reader.note(pathTo(path, key), 'unknown_field')
  else reader.note(path, 'wrong_shape', { message: issue.message })
}

/** Writes the way to a place in the file: `licenses[17].team`. */
function pathTo(path: string, step: PropertyKey): string {
  if (typeof step === 'number') return `${path}[${step}]`
  const name = String(step).toWellFormed().replaceAll('\0', '').slice(0, 80)
  return path === '' ? name : `${path}.${name}`
}
