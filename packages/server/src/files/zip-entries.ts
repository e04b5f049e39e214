import { refuse } from '@claviger/core/kernel/decision'
import { Inflate } from 'fflate'
import { Unreadable } from './unreadable.ts'

/** A file inside a zip, still packed. */
export interface ZipEntry {
  readonly name: string
  readonly stored: boolean
  readonly packed: Uint8Array
}

/** How many bytes may still be unpacked. */
export interface Budget {
  left: number
}

const mostEntries = 2_000
const endMark = 0x06054b50
const entryMark = 0x02014b50
const localMark = 0x04034b50
const endLength = 22
const longestComment = 65_535

/** No sheet of people packs to a hundredth; the first megabytes may be anything. */
const [mostDense, denseFrom] = [100, 5_000_000]

/** Small enough that what one piece can unpack to is little, whatever was packed. */
const pieceLength = 4_096

/** Lists the files in a zip by its own directory, and unpacks none of them. */
export function listEntries(bytes: Uint8Array): Map<string, ZipEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = new Map<string, ZipEntry>()
  let at = view.getUint32(findEnd(view) + 16, true)
  while (at + 4 <= view.byteLength && view.getUint32(at, true) === entryMark) {
    if (entries.size === mostEntries) throw new Unreadable(refuse('file_unpacks_too_large'))
    const entry = entryAt(bytes, view, at)
    entries.set(entry.name, entry)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function findEnd(view: DataView): number {
  const last = view.byteLength - endLength
  for (let at = last; at >= Math.max(0, last - longestComment); at--)
    if (view.getUint32(at, true) === endMark) return at
  throw new Unreadable(refuse('file_not_readable'))
}

function entryAt(bytes: Uint8Array, view: DataView, at: number): ZipEntry {
  const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)]
  const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + view.getUint16(at + 28, true)))
  if ((flags & 1) !== 0) throw new Unreadable(refuse('file_is_protected'))
  const local = view.getUint32(at + 42, true)
  if (view.getUint32(local, true) !== localMark || (method !== 0 && method !== 8))
    throw new Unreadable(refuse('file_not_readable'))
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  return { name, stored: method === 0, packed: bytes.subarray(start, start + view.getUint32(at + 20, true)) }
}

/**
 * Unpacks a file piece by piece, counting what really comes out and believing nothing that was written about it: what
 * was made to be far larger than it looks is given up early.
 */
export function* unpack({ packed, stored }: ZipEntry, budget: Budget): Generator<Uint8Array> {
  const out: Uint8Array[] = []
  const inflate = new Inflate((piece) => out.push(piece))
  let unpacked = 0
  for (let at = 0; at < packed.length; at += pieceLength) {
    const piece = packed.subarray(at, at + pieceLength)
    if (stored) out.push(piece)
    else inflate.push(piece, at + pieceLength >= packed.length)
    const length = out.reduce((sum, piece) => sum + piece.length, 0)
    budget.left -= length
    unpacked += length
    const isDense = unpacked > denseFrom && unpacked > mostDense * (at + pieceLength)
    if (isDense || budget.left < 0) throw new Unreadable(refuse('file_unpacks_too_large'))
    yield* out.splice(0)
  }
}
