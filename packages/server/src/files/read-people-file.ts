import type { PeopleReading, ReadingOptions } from '@claviger/core/assignment/people-reading'
import { readKnownRows, type TableReading } from '@claviger/core/assignment/read-table'
import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { extensionOf, kindOfFile } from './file-kind.ts'
import { guessEncoding } from './guess-encoding.ts'
import { isMail, mailRoles, readMail } from './read-mail.ts'
import { readText } from './read-text.ts'
import { cardRoles, isVcards, readVcards } from './read-vcards.ts'
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
  if (isMail(text.slice(0, 1_000), extensionOf(name)))
    return {
      ...knownReading('eml', readKnownRows(await readMail(bytes), mailRoles, options)),
      encoding: null,
    }
  if (isVcards(text))
    return { ...knownReading('vcard', readKnownRows(readVcards(text), cardRoles, options)), encoding }
  return { ...readText(text, name, options), encoding }
}

function knownReading(kind: 'eml' | 'vcard', table: TableReading): Omit<PeopleReading, 'encoding'> {
  const unsettled = { ...table.unsettled, sheet: false }
  return { ...table, unsettled, kind, separator: null, sheets: [], sheet: null }
}

/** A text has no zeros, and hardly any signs that steer machines. */
function isBinary(text: string): boolean {
  const start = text.slice(0, 65_536)
  const odd = start.match(/(?![\s\u0085])\p{Cc}/gu)?.length ?? 0
  return 50 * odd > start.length
}
