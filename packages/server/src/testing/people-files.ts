import type { PeopleReading, PeopleRow, ReadingOptions } from '@claviger/core/assignment/people-reading'
import { readPeopleFile } from '../files/read-people-file.ts'

/** Reads a file of people that is expected to be one. */
export async function readingOf(
  content: string | Uint8Array,
  name = 'people.csv',
  options: ReadingOptions = {},
): Promise<PeopleReading> {
  const read = await readPeopleFile(bytesOf(content), name, options)
  if (!read.ok) throw new Error(`refused: ${read.refusal.code}`)
  return read.plan
}

/** Reads a file of people that is expected to be refused, and gives the reason. */
export async function refusalOf(content: string | Uint8Array, name = 'people.xlsx'): Promise<string> {
  const read = await readPeopleFile(bytesOf(content), name, {})
  if (read.ok) throw new Error('was read')
  return read.refusal.code
}

/** A row on one line, such as '3 Kai <kai@x.example> [Blue/LOOM] until 2027-01-12 !code =2'. */
export function shown(row: PeopleRow): string {
  const place = row.team || row.product ? `[${row.team}/${row.product}]` : ''
  const parts = [
    ...[row.line, row.name, row.address ? `<${row.address.key}>` : '', place],
    ...[row.until ? `until ${row.until}` : '', row.note ? `(${row.note})` : ''],
    ...[
      row.problem ? `!${row.problem.code}` : '',
      row.repeats ? `=${row.repeats}` : '',
      row.tidied ? '*' : '',
    ],
  ]
  return parts.filter((part) => part !== '').join(' ')
}

/** Each byte of a text that has one byte a sign. */
export function bytesOfLatin(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'))
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content
}
