import type { Format } from '../words/format.ts'
import type { Words } from '../words/use-words.ts'
import type { Inspected } from './inspected.server.ts'

/** Something this installation knows, and whether it speaks against the code. */
export interface KnownLine {
  readonly result: 'passed' | 'failed' | 'noted'
  readonly text: string
}

/** What is known of the key that signed a code. */
export function keyLine(key: Inspected['key'], words: Words<'dev'>, format: Format): KnownLine {
  if (!key) return { result: 'noted', text: words('key_of_another') }
  const { kid, since, replacedAt, retiredAt } = key
  const facts = { kid, since: format.dateTime(since) }
  if (retiredAt)
    return { result: 'failed', text: words('key_retired', { ...facts, at: format.dateTime(retiredAt) }) }
  return replacedAt
    ? { result: 'passed', text: words('key_replaced', { ...facts, at: format.dateTime(replacedAt) }) }
    : { result: 'passed', text: words('key_current', facts) }
}

/** What is known of the code: who got it, whether a newer one took its place, whether the license was taken back. */
export function recordLines(
  record: Inspected['record'],
  words: Words<'dev'>,
  format: Format,
): readonly KnownLine[] {
  if (!record) return []
  switch (record.kind) {
    case 'unknown':
      return [{ result: 'noted', text: words('record_unknown') }]
    case 'online':
      return [{ result: 'passed', text: words('record_online') }]
    case 'test': {
      const facts = { by: record.madeBy, at: format.dateTime(record.madeAt) }
      return [{ result: 'passed', text: words('record_test', facts) }]
    }
    case 'issued':
      return issuedLines(record, words, format)
  }
}

type Issued = Extract<Inspected['record'], { kind: 'issued' }>

function issuedLines(record: Issued, words: Words<'dev'>, format: Format): readonly KnownLine[] {
  const { serial, customer, issuedAt, issuedBy, cameBy, replacedAt, ended, difference } = record
  const issued = {
    serial,
    customer,
    by: issuedBy,
    at: format.dateTime(issuedAt),
    way: words(`way_${cameBy}`),
  }
  return [
    { result: 'passed', text: words('record_issued', issued) },
    ...(difference ? [{ result: 'failed' as const, text: differenceText(difference, words) }] : []),
    ...(replacedAt
      ? [{ result: 'noted' as const, text: words('record_replaced', { at: format.dateTime(replacedAt) }) }]
      : []),
    ...(ended ? [{ result: 'noted' as const, text: endedText(ended, words, format) }] : []),
  ]
}

function differenceText(
  { part, position, signed, reads }: NonNullable<Issued['difference']>,
  words: Words<'dev'>,
) {
  const facts = { position, signed, reads, part: words(`part_${part}`) }
  return words(reads === '' ? 'record_cut' : 'record_differs', facts)
}

function endedText(
  { at, by, reason }: NonNullable<Issued['ended']>,
  words: Words<'dev'>,
  format: Format,
): string {
  return words(`ended_${reason}`, { by, at: format.dateTime(at) })
}
