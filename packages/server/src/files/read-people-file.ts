import type { PeopleReading, ReadingOptions } from '@claviger/core/assignment/people-reading'
import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { kindOfFile } from './file-kind.ts'
import { guessEncoding } from './guess-encoding.ts'
import { readText } from './read-text.ts'
import { readWorkbook } from './read-workbook.ts'
import { decodeAs, isEncoding } from './text-encoding.ts'
import { Unreadable } from './unreadable.ts'

/** The largest file that is looked at. */
export const mostBytes = 10_000_000

/** Reads people from whatever bytes somebody has sent: understood the same each time, or refused with the reason. */
export async function readPeopleFile(
  bytes: Uint8Array,
  name: string,
  options: ReadingOptions,
): Promise<Decision<PeopleReading, Refusal>> {
  if (bytes.length > mostBytes) return refuse('file_too_large', { megabytes: mostBytes / 1_000_000 })
  try {
    return accept(await readBytes(bytes, name, options))
  } catch (fault) {
    // What a library stumbles over is the file's fault: it was written by anybody.
    return {
      ok: false,
      refusal: fault instanceof Unreadable ? fault.refusal : refuse('file_not_readable').refusal,
    }
  }
}

async function readBytes(bytes: Uint8Array, name: string, options: ReadingOptions): Promise<PeopleReading> {
  if (kindOfFile(bytes, name) === 'zip') return readWorkbook(bytes, options)
  const chosen = options.choice?.encoding
  const encoding = chosen !== undefined && isEncoding(chosen) ? chosen : guessEncoding(bytes)
  const text = decodeAs(bytes, encoding)
  if (isBinary(text)) throw new Unreadable(refuse('file_not_readable'))
  return { ...readText(text, name, options), encoding }
}

/** A text has no zeros, and hardly any signs that steer machines. */
function isBinary(text: string): boolean {
  const start = text.slice(0, 65_536)
  const odd = start.match(/(?![\s\u0085])\p{Cc}/gu)?.length ?? 0
  return 50 * odd > start.length
}
