import type { Format } from '../words/format.ts'
import type { Words } from '../words/use-words.ts'
import type { Inspected } from './inspected.server.ts'

/** Whoever reads: their words and their way to write days. */
interface Reader {
  readonly words: Words<'dev'>
  readonly format: Format
}

/** Something this installation knows, and whether it speaks against the code. */
export interface KnownLine {
  readonly result: 'passed' | 'failed' | 'noted'
  readonly text: string
}

/** What is known of the key that signed a code. */
export function keyLine(key: Inspected['key'], { words, format }: Reader): KnownLine {
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
  genuine: boolean,
  { words, format }: Reader,
): readonly KnownLine[] {
  if (!record) return []
  // What is known of the code it says it is speaks for no other text.
  const result = genuine ? 'passed' : 'noted'
  switch (record.kind) {
    case 'unknown':
      return [{ result: 'noted', text: words('record_unknown') }]
    case 'online':
      return [{ result, text: words('record_online') }]
    case 'test': {
      const facts = { by: record.madeBy, at: format.dateTime(record.madeAt) }
      return [{ result, text: words('record_test', facts) }]
    }
    case 'issued':
      return [
        { result, text: issuedText(record, { words, format }) },
        ...sinceLines(record, { words, format }),
      ]
  }
}

type Issued = Extract<Inspected['record'], { kind: 'issued' }>

function issuedText(record: Issued, { words, format }: Reader): string {
  const { serial, customer, issuedAt, issuedBy, cameBy } = record
  const facts = { serial, customer, by: issuedBy, at: format.dateTime(issuedAt) }
  return words('record_issued', { ...facts, way: words(`way_${cameBy}`) })
}

/** What speaks against it, or has happened since. */
function sinceLines({ replacedAt, ended, difference }: Issued, reader: Reader): readonly KnownLine[] {
  const { words, format } = reader
  const noted = [
    ...(replacedAt ? [words('record_replaced', { at: format.dateTime(replacedAt) })] : []),
    ...(ended ? [words(`ended_${ended.reason}`, { by: ended.by, at: format.dateTime(ended.at) })] : []),
  ]
  return [
    ...(difference ? [{ result: 'failed' as const, text: differenceText(difference, words) }] : []),
    ...noted.map((text) => ({ result: 'noted' as const, text })),
  ]
}

function differenceText(
  { part, position, signed, reads }: NonNullable<Issued['difference']>,
  words: Words<'dev'>,
) {
  const facts = { position, signed, reads, part: words(`part_${part}`) }
  return words(reads === '' ? 'record_cut' : 'record_differs', facts)
}
