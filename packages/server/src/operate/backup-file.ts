import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'

/** A backup is a gzipped row of frames: a letter, a length of four bytes, and so many bytes. */
export type Frame =
  | { readonly kind: 'header'; readonly header: BackupHeader }
  | { readonly kind: 'table'; readonly table: BackupTable }
  | { readonly kind: 'rows'; readonly bytes: Buffer }
  | { readonly kind: 'table_end'; readonly sum: TableSum }
  | { readonly kind: 'end'; readonly sum: BackupSum }

const header = z.object({
  claviger: z.literal('backup'),
  format: z.number(),
  takenAt: z.string(),
  migrations: z.array(z.string()),
})
const table = z.object({ name: z.string(), columns: z.array(z.string()) })
const tableSum = z.object({ rows: z.number(), sha256: z.string() })
const backupSum = z.object({ tables: z.number(), rows: z.number(), sha256: z.string() })

export type BackupHeader = z.infer<typeof header>
export type BackupTable = z.infer<typeof table>
export type TableSum = z.infer<typeof tableSum>
export type BackupSum = z.infer<typeof backupSum>

/** The newest form of the file this Claviger writes and reads. */
export const backupFormat = 1

/** Rows are cut into pieces of this size, so that neither side holds more in memory. */
const largestPiece = 1_000_000

const letters = { header: 'H', table: 'T', rows: 'R', table_end: 'S', end: 'E' } as const

/** A backup cannot be restored here, for a reason the operator can act on; the message says what to do. */
export class CannotRestore extends Error {
  override readonly name = 'CannotRestore'
  readonly code: 'damaged' | 'not_a_backup' | 'newer' | 'not_empty' | 'other_version'

  constructor(code: CannotRestore['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** Writes one frame as bytes; rows may take several. */
export function* frameBytes(frame: Frame): Generator<Buffer> {
  if (frame.kind !== 'rows') return yield packed(frame.kind, Buffer.from(JSON.stringify(contentOf(frame))))
  for (let from = 0; from < frame.bytes.length; from += largestPiece) {
    yield packed('rows', frame.bytes.subarray(from, from + largestPiece))
  }
}

/** Reads a backup frame by frame and fails on the first byte that is not as it was written, or is missing. */
export async function* readBackup(file: string): AsyncGenerator<Frame> {
  const whole = createHash('sha256')
  let rows = createHash('sha256')
  let ended = false
  for await (const { letter, payload, packed } of readPieces(file)) {
    if (ended) throw damaged(file, 'something follows its end')
    const frame = frameOf(file, letter, payload)
    if (frame.kind === 'rows') rows.update(frame.bytes)
    if (frame.kind === 'table') rows = createHash('sha256')
    if (frame.kind === 'table_end') expectSum(file, frame.sum.sha256, rows.digest('hex'))
    if (frame.kind === 'end') expectSum(file, frame.sum.sha256, whole.digest('hex'))
    else whole.update(packed)
    ended = frame.kind === 'end'
    yield frame
  }
  if (!ended) throw damaged(file, 'it ends too early')
}

/** Says in which way the file is no longer what was written. */
export function damaged(file: string, how: string): CannotRestore {
  return new CannotRestore(
    'damaged',
    `${file} is damaged: ${how}. Nothing was changed. Restore another copy of it.`,
  )
}

function packed(kind: Frame['kind'], payload: Buffer): Buffer {
  const head = Buffer.alloc(5)
  head.write(letters[kind], 0, 'latin1')
  head.writeUInt32BE(payload.length, 1)
  return Buffer.concat([head, payload])
}

function contentOf(frame: Exclude<Frame, { kind: 'rows' }>): unknown {
  if (frame.kind === 'header') return frame.header
  return frame.kind === 'table' ? frame.table : frame.sum
}

async function* readPieces(file: string) {
  let waiting = Buffer.alloc(0)
  for await (const chunk of unpacked(file)) {
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk])
    let from = 0
    while (waiting.length - from >= 5) {
      const size = waiting.readUInt32BE(from + 1)
      if (size > largestPiece)
        throw from === 0 ? notABackup(file) : damaged(file, 'a piece of it is too long')
      if (waiting.length - from < 5 + size) break
      const packed = waiting.subarray(from, from + 5 + size)
      yield { letter: packed.toString('latin1', 0, 1), payload: packed.subarray(5), packed }
      from += 5 + size
    }
    waiting = waiting.subarray(from)
  }
  if (waiting.length > 0) throw damaged(file, 'it ends too early')
}

async function* unpacked(file: string): AsyncGenerator<Buffer<ArrayBuffer>> {
  const gunzip = createGunzip()
  pipeline(createReadStream(file), gunzip, () => {})
  try {
    yield* gunzip
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    if (message === 'incorrect header check') throw notABackup(file)
    throw code.startsWith('Z_') ? damaged(file, message) : error
  }
}

function frameOf(file: string, letter: string, payload: Buffer): Frame {
  if (letter === letters.rows) return { kind: 'rows', bytes: payload }
  const content = jsonOf(file, payload)
  if (letter === letters.table) return { kind: 'table', table: shaped(file, table, content) }
  if (letter === letters.table_end) return { kind: 'table_end', sum: shaped(file, tableSum, content) }
  if (letter === letters.end) return { kind: 'end', sum: shaped(file, backupSum, content) }
  if (letter !== letters.header) throw notABackup(file)
  return { kind: 'header', header: readable(file, shaped(file, header, content)) }
}

function jsonOf(file: string, payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'))
  } catch {
    throw damaged(file, 'a part of it cannot be read')
  }
}

function shaped<Shape>(file: string, shape: z.ZodType<Shape>, content: unknown): Shape {
  const read = shape.safeParse(content)
  if (!read.success) throw damaged(file, 'a part of it cannot be read')
  return read.data
}

function readable(file: string, read: BackupHeader): BackupHeader {
  if (read.format <= backupFormat) return read
  throw new CannotRestore(
    'newer',
    `${file} has format ${read.format}; this Claviger reads up to ${backupFormat}. Restore it with a newer Claviger.`,
  )
}

function expectSum(file: string, written: string, found: string): void {
  if (written !== found) throw damaged(file, 'its contents do not match their checksum')
}

function notABackup(file: string): CannotRestore {
  return new CannotRestore('not_a_backup', `${file} is not a Claviger backup.`)
}
