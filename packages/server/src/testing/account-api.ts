import { randomUUID } from 'node:crypto'
import { Agent, request as ask, type IncomingHttpHeaders } from 'node:http'
import { isDeepStrictEqual } from 'node:util'
import type { TokenRole } from '@claviger/core/teams/actor'
import type { Role } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import { tokenHash } from '../access/session-cookie.ts'
import { apiRoutes, createRoutes } from '../app.ts'
import type { Application } from '../application.ts'
import { randomIds } from '../db/new-id.ts'
import { answersOf, errorShape } from '../http/api/common-answers.ts'
import { routeFinder } from '../http/api/find-route.ts'
import { apiRoot } from '../http/api/mount.ts'
import type { Console } from '../http/console.ts'
import { createHttp } from '../http/create-http.ts'
import { listen } from '../http/listen.ts'
import { type Log, openLog } from '../http/log.ts'
import { appOf } from './app-of.ts'
import { actorWith, addressOf, type Customer, type Story } from './story.ts'

/** What a program shows with every call. */
export interface ApiCaller {
  readonly token: string
  readonly customer: number | string
}

/** Whose token: the role of token and person alike, in the whole organization or in one team. */
export interface TokenFor {
  readonly role: TokenRole
  readonly teamId?: number
  readonly address?: string
  readonly name?: string
}

/** One call; a header is left out where its value is. */
export interface ApiRequest extends Partial<ApiCaller> {
  /** Sent as JSON. */
  readonly body?: unknown
  /** Sent as it is. */
  readonly text?: string | Uint8Array
  /** Sends the body in pieces, without saying how long it is. */
  readonly inPieces?: boolean
  readonly headers?: Readonly<Record<string, string>>
}

export interface ApiResponse {
  readonly status: number
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests say themselves what they expect
  readonly json: any
  readonly headers: IncomingHttpHeaders
}

/** The account API over real HTTP, on a story's database and clock. */
export interface OpenApi {
  /** http://127.0.0.1:…/api/v1 */
  readonly url: string
  readonly app: Application
  /** What the service has logged. */
  readonly lines: readonly string[]
  /** Gives somebody a token, with a role of their own that allows what the token does. The API is turned on. */
  tokenFor(
    customer: Pick<Customer, 'organizationId'>,
    token: TokenFor,
  ): Promise<ApiCaller & { readonly tokenId: string }>
  /**
   * Calls a path below the root. What comes back must be one of the answers the route's document declares, to the
   * last field.
   */
  call(method: string, path: string, request?: ApiRequest): Promise<ApiResponse>
  close(): Promise<void>
}

const noPages: Console = {
  build: { entry: { module: { answer: async () => new Response('a page') } } },
  clientFolder: import.meta.dirname,
}

/** Starts the service, with these settings, and answers how to call it. */
export async function openApi(
  story: Story,
  settings: Readonly<Record<string, string>> = {},
): Promise<OpenApi> {
  const app = await appOf(story, settings)
  const lines: string[] = []
  const log = openLog('trace', { write: (line) => void lines.push(line) })
  const listener = await listen('127.0.0.1', 0)
  listener.serve(httpOf(app, log).fetch)
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const origin = `http://127.0.0.1:${listener.port}`
  return {
    ...{ url: origin + apiRoot, app, lines },
    tokenFor: (customer, token) => giveToken(story, customer.organizationId, token),
    async call(method, path, request = {}) {
      const answer = await send(agent, method, origin + apiRoot + path, request)
      if (answer.status >= 500) throw new Error(`${answer.text}\n${lines.slice(-3).join('')}`)
      expectDeclared(method, path, answer)
      return answer
    },
    async close() {
      agent.destroy()
      await listener.close()
    },
  }
}

function httpOf(app: Application, log: Log) {
  const publicOrigin = 'https://licenses.fenwick.example'
  const routes = createRoutes({ app, publicOrigin, log, note: () => {} })
  return createHttp({ app, console: noPages, publicOrigin, log, routes })
}

function send(agent: Agent, method: string, url: string, request: ApiRequest): Promise<ApiResponse> {
  const { token, customer, body, text = body === undefined ? undefined : JSON.stringify(body) } = request
  const headers: Record<string, string> = { ...request.headers }
  if (token !== undefined) headers['X-Api-Key'] = token
  if (customer !== undefined) headers['X-Customer-Code'] = String(customer)
  if (request.inPieces) headers['Transfer-Encoding'] = 'chunked'
  else if (text !== undefined) headers['Content-Length'] = String(Buffer.byteLength(text))
  return new Promise((resolve, reject) => {
    const sending = ask(url, { agent, method, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () => {
        const said = Buffer.concat(chunks).toString('utf8')
        resolve({ status: answer.statusCode ?? 0, text: said, json: jsonOf(said), headers: answer.headers })
      })
    })
    sending.on('error', reject)
    sending.end(text)
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const find = routeFinder(apiRoutes)
const anywhere = [400, 404, 405, 413, 421, 431]
const beforeRoutes = ['UNREADABLE_ADDRESS', 'BODY_TOO_LARGE', 'WRONG_HOST', 'HEADERS_TOO_LARGE']

const nowhere = { kind: 'nothing' } as const

/** The route of an address as it was sent; none where it cannot be read at all. */
function findIn(method: string, path: string) {
  try {
    return find(method, path)
  } catch {
    return nowhere
  }
}

/** Throws where an answer is none of those its route declares. */
export function expectDeclared(
  method: string,
  path: string,
  { status, text, json, headers }: ApiResponse,
): void {
  const place = `${method} ${path.slice(0, 300)} answered ${status} ${text.slice(0, 500)}`
  const turned = beforeRoutes.includes((json as { code?: string } | undefined)?.code ?? '')
  const found = turned ? nowhere : findIn(method, path.split('?')[0] ?? '')
  const declared = found.kind === 'route' ? answersOf(found.route)[status] : undefined
  if (found.kind === 'route' && !declared) throw new Error(`${place}, which its document does not declare`)
  if (found.kind === 'nothing' && status === 200) return
  if (!declared && !anywhere.includes(status)) throw new Error(`${place} where there is no route`)
  if (method === 'HEAD') return
  if (declared && !declared.schema) {
    if (text !== '') throw new Error(`${place}, which should be empty`)
    return
  }
  if (headers['content-type'] !== 'application/json')
    throw new Error(`${place} as ${headers['content-type']}`)
  const schema = declared?.schema ?? errorShape
  const read = schema.safeParse(json)
  if (!read.success) throw new Error(`${place}, which its schema does not allow: ${read.error.message}`)
  if (!isDeepStrictEqual(read.data, json)) throw new Error(`${place}, with fields its schema does not know`)
  for (const [name, header] of Object.entries(declared?.headers ?? {}))
    if (headers[name.toLowerCase()] === undefined && !header.schema.safeParse(undefined).success)
      throw new Error(`${place} without ${name}`)
}

const heldRoles: Readonly<Record<TokenRole, { readonly whole: Role; readonly team: Role }>> = {
  administrator: { whole: 'administrator', team: 'team_administrator' },
  viewer: { whole: 'viewer', team: 'team_viewer' },
  primary_contact: { whole: 'technical_contact', team: 'team_viewer' },
}

let people = 0

async function giveToken(story: Story, organizationId: number, { role, teamId, address, name }: TokenFor) {
  people += 1
  const held = heldRoles[role][teamId === undefined ? 'whole' : 'team']
  const cast = {
    ...{ address: address ?? `program.${people}@harrowvale.example`, name: name ?? `Program ${people}` },
    ...{ role: held, ...(teamId !== undefined && { teamId }) },
  }
  const personId = await personWith(story, organizationId, cast)
  const [token, tokenId] = [randomIds.apiToken(), randomUUID()]
  const { db } = story.database
  await sql`update organization set api_enabled = true where id = ${organizationId}`.execute(db)
  await sql`insert into api_token
      (organization_id, id, hash, hint, name, person_id, team_id, role, created_at, created_by)
    values (${organizationId}, ${tokenId}, ${tokenHash(token)}, ${token.slice(0, 4)}, 'Nightly', ${personId},
      ${teamId ?? null}, ${role}, ${story.now()}, 'the test')`.execute(db)
  return { token, customer: organizationId, tokenId }
}

/** Somebody with this role: who has it already, or somebody new. */
async function personWith(
  story: Story,
  organizationId: number,
  cast: { address: string; name: string; role: Role; teamId?: number },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select person.id from person join role_grant
    on role_grant.organization_id = person.organization_id and role_grant.person_id = person.id
    where person.organization_id = ${organizationId} and person.address_key = ${addressOf(cast.address).key}
      and role = ${cast.role} and team_id is not distinct from ${cast.teamId ?? null}::bigint`.execute(
    story.database.db,
  )
  return rows[0]?.id ?? (await actorWith(story, organizationId, cast)).grants[0]?.personId
}
