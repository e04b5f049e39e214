import { randomUUID } from 'node:crypto'
import { type Operations, operations } from './account-api.ts'

/** Where the API is, and who calls it. */
export interface Connection {
  /** Such as https://licenses.example.com/api/v1. */
  readonly root: string
  readonly token: string
  readonly customer: string
}

export type OperationName = keyof Operations
export type RequestOf<Name extends OperationName> = Operations[Name]['request']
export type AnswerOf<Name extends OperationName> = Operations[Name]['answer']

/** The API has understood and says no. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: string
  readonly description: string
  constructor(code: string, description: string) {
    super(`${code}: ${description}`)
    this.code = code
    this.description = description
  }
}

/** Nobody has answered, or something that is not this API. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** What came back, and what a list says of its pages. */
export interface Answered<Name extends OperationName> {
  readonly body: AnswerOf<Name>
  /** Entries on all pages. */
  readonly total: number | null
  /** What the query of the following page says; null where there is none. */
  readonly next: Readonly<Record<string, string>> | null
}

const patienceMs = 120_000

/**
 * Calls one operation. A write carries a key of its own, so that one whose answer was lost is sent again and still done
 * once.
 */
export async function callApi<Name extends OperationName>(
  connection: Connection,
  name: Name,
  request: RequestOf<Name>,
): Promise<Answered<Name>> {
  const fields = request as Fields
  const { method } = operations[name]
  const address = addressOf(connection, name, fields)
  const sending = {
    method,
    headers: headersOf(connection, method, fields.body),
    ...(fields.body !== undefined && { body: JSON.stringify(fields.body) }),
    // A key in a header would follow to whatever host a redirect names.
    redirect: 'manual',
  } as const
  const answer = await send(address, sending)
  return {
    body: (await bodyOf(answer, address)) as AnswerOf<Name>,
    total: numberIn(answer.headers.get('x-total-count')),
    next: nextIn(answer.headers.get('link') ?? ''),
  }
}

type Fields = Readonly<Record<string, unknown>>

function addressOf({ root }: Connection, name: OperationName, fields: Fields): string {
  const { path, query } = operations[name]
  const filled = path.replace(/\{(\w+)\}/g, (_, field: string) => encodeURIComponent(String(fields[field])))
  const search = new URLSearchParams()
  for (const field of query) if (fields[field] !== undefined) search.set(field, String(fields[field]))
  return `${root}${filled}${search.size > 0 ? `?${search}` : ''}`
}

function headersOf({ token, customer }: Connection, method: string, body: unknown): Record<string, string> {
  return {
    'X-Api-Key': token,
    'X-Customer-Code': customer,
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
    ...(method !== 'GET' && { 'Idempotency-Key': randomUUID() }),
  }
}

async function send(address: string, sending: RequestInit): Promise<Response> {
  const once = () => fetch(address, { ...sending, signal: AbortSignal.timeout(patienceMs) })
  try {
    return await once().catch(once)
  } catch (fault) {
    throw new Unreachable(`${new URL(address).origin} does not answer: ${causeOf(fault)}`)
  }
}

function causeOf(fault: unknown): string {
  const { message, cause } = fault as Error
  return cause instanceof Error && cause.message !== '' ? cause.message : message
}

async function bodyOf(answer: Response, address: string): Promise<unknown> {
  const text = await answer.text()
  if (answer.ok && text === '') return undefined
  const json = jsonIn(text)
  if (answer.ok && json !== undefined) return json
  const { code, description } = (json ?? {}) as { readonly code?: unknown; readonly description?: unknown }
  if (answer.status < 500 && typeof code === 'string') throw new Refused(code, String(description ?? ''))
  const said =
    typeof description === 'string' ? `: ${description}` : ', which is not how the account API answers'
  throw new Unreachable(`${new URL(address).origin} answers ${answer.status}${said}`)
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const numberIn = (text: string | null) => (text === null ? null : Number(text))

/** Only the query of a link is followed: the address called stays the one that was given. */
function nextIn(links: string): Readonly<Record<string, string>> | null {
  const [, address] = /<([^>]*)>; rel="next"/.exec(links) ?? []
  const found = address === undefined ? null : URL.parse(address)
  return found && Object.fromEntries(found.searchParams)
}
