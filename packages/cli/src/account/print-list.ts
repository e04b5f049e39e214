import {
  type AnswerOf,
  type Connection,
  callApi,
  type OperationName,
  type RequestOf,
} from '../api/call-api.ts'
import { type Columns, tableOf } from './table.ts'

/** The operations that answer pages. */
export type ListName = {
  [Name in OperationName]: RequestOf<Name> extends { readonly perPage?: number } ? Name : never
}[OperationName]

export type RowOf<Name extends ListName> = AnswerOf<Name> extends readonly (infer Row)[] ? Row : never

/** Which pages: one, or with `all` every one. */
export interface Paging {
  readonly page?: number | undefined
  readonly perPage?: number | undefined
  readonly all?: true | undefined
}

/** A list somebody wants to see. */
export interface Wanted<Name extends ListName> extends Paging {
  readonly name: Name
  readonly request: RequestOf<Name>
}

interface Page<Row> {
  readonly rows: readonly Row[]
  readonly total: number | null
  readonly hasNext: boolean
}

const largestPage = 200

/** Each page says where the following one is: a list that grows at its head is not read twice. */
async function* pagesOf<Name extends ListName>(
  connection: Connection,
  { name, request, all, page = 1, perPage = all ? largestPage : undefined }: Wanted<Name>,
): AsyncGenerator<Page<RowOf<Name>>> {
  let asked = { ...request, page, ...(perPage !== undefined && { perPage }) }
  for (;;) {
    const { body, total, next } = await callApi(connection, name, asked)
    yield { rows: body as readonly RowOf<Name>[], total, hasNext: next !== null }
    if (!all || !next) return
    const { page: _, ...rest } = asked
    asked = { ...rest, ...next } as typeof asked
  }
}

/** Prints a list as JSON, a row on each line, as it comes: a long one is never held whole. */
export async function printJson<Name extends ListName>(
  connection: Connection,
  wanted: Wanted<Name>,
): Promise<void> {
  let first = true
  for await (const { rows } of pagesOf(connection, wanted)) {
    const lines = rows.map((row) => JSON.stringify(row)).join(',\n')
    if (first) process.stdout.write('[\n')
    if (lines !== '') process.stdout.write(first ? lines : `,\n${lines}`)
    first = false
  }
  process.stdout.write('\n]\n')
}

/** A list of which nobody has counted the end says how much of it was shown. */
const restWords = (shown: number, total: number | null) =>
  `${shown} of ${total ?? 'more'}; the rest with --page or --all`

/** Prints a list as a table, and how much of it there is besides. */
export async function printTable<Name extends ListName>(
  connection: Connection,
  wanted: Wanted<Name>,
  columns: Columns<RowOf<Name>>,
): Promise<void> {
  const linesOf = tableOf(columns)
  for await (const { rows, total, hasNext } of pagesOf(connection, wanted)) {
    for (const line of linesOf(rows)) console.log(line)
    if (hasNext && !wanted.all) console.log(restWords(rows.length, total))
    if (total === 0) console.log('None.')
  }
}
