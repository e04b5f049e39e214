import { type Context, Hono } from 'hono'
import type { Application } from '../../application.ts'
import type { HttpEnv } from '../create-http.ts'
import type { Log } from '../log.ts'
import { isIdempotencyKey, writeOnce } from './answer-once.ts'
import type { ApiAnswer, ApiCall, ApiRoute } from './api-route.ts'
import { type ApiLimits, callerCheck } from './check-caller.ts'
import { type Found, routeFinder } from './find-route.ts'
import { openApiDocument } from './open-api.ts'
import { nothingHere, readRequest } from './read-request.ts'
import { referenceHeaders, referencePage } from './reference-page.ts'
import { problem } from './refused.ts'
import { respond } from './respond.ts'

export interface ApiParts {
  readonly app: Application
  readonly publicOrigin: string
  readonly log: Log
  /** Every route there is, of every capability. */
  readonly routes: readonly ApiRoute[]
  readonly limits?: ApiLimits
}

export const apiRoot = '/api/v1'

const longestBody = 64 * 1024
/** Lists say it again in each of their links, and headers have to stay within what clients read. */
const longestQuery = 2_000

/** The account API: whatever comes below its root is answered with JSON. */
export function mountApi(parts: ApiParts): Hono<HttpEnv> {
  const { log } = parts
  const answer = answering(parts)
  const http = new Hono<HttpEnv>()
  const below = async (c: Context<HttpEnv>) => respond(await answer(c))
  // Where people who know the original look for its pages.
  const reference = once(() => referencePage(parts.routes, parts.publicOrigin + apiRoot))
  http.get('/api-doc', async () => new Response(await reference(), { headers: referenceHeaders }))
  http.get('/openapi', (c) => c.redirect('/api-doc'))
  http.all('/api', below)
  http.all('/api/*', below)
  http.onError((fault, c) => {
    const id = c.get('reference')
    log.error({ id, fault }, 'a call of the API failed')
    return respond(problem(500, 'INTERNAL_ERROR', `Something broke on our side. Reference ${id}.`))
  })
  return http
}

/** Answers one call, in the order clients know: the address, who calls, what they sent, what becomes of it. */
function answering(parts: ApiParts) {
  const find = routeFinder(parts.routes)
  const check = callerCheck(parts.app, parts.limits)
  const documents = documentsOf(parts)
  return async (c: Context<HttpEnv>): Promise<ApiAnswer> => {
    const path = pathBelow(c)
    const document = documents.get(path)
    if (document) return document(c.req.method)
    const found = find(c.req.method, path)
    if (found.kind !== 'route') return notFound(found)
    const caller = await check(c.req.raw.headers, c.get('source'))
    if (!caller.ok) return caller.answer
    return answerCall(parts, c, found, caller)
  }
}

type FoundRoute = Extract<Found, { kind: 'route' }>
type Known = Extract<Awaited<ReturnType<ReturnType<typeof callerCheck>>>, { ok: true }>

async function answerCall(
  parts: ApiParts,
  c: Context<HttpEnv>,
  { route, params }: FoundRoute,
  { actor, key }: Known,
): Promise<ApiAnswer> {
  const { app } = parts
  const idempotencyKey = route.method === 'get' ? null : (c.req.header('idempotency-key') ?? null)
  if (idempotencyKey !== null && !isIdempotencyKey(idempotencyKey)) return unusableKey()
  const bytes = await bodyOf(c, route)
  if (bytes === null) return tooLong(route)
  const { searchParams, search } = new URL(c.req.url)
  if (search.length > longestQuery) return tooLongQuery()
  const query = firstOf(searchParams)
  const reading = readRequest(route, { params, query, bytes })
  if (!reading.ok) return reading.answer
  const path = pathBelow(c)
  const sent = [route.method, path, search, bytes]
  const call: ApiCall<unknown, unknown, unknown> = {
    ...{ app, actor, params: reading.params, query: reading.query, body: reading.body },
    asked: { path, query: known(query, reading.query) },
    address: (to, more) => addressBelow(parts, to, more),
    write: writeOnce({ app, actor, token: key, idempotencyKey, request: sent }),
  }
  return route.handle(call)
}

function documentsOf({ publicOrigin, routes }: ApiParts) {
  const server = `${publicOrigin}${apiRoot}`
  const served = (dropInOnly: boolean) => {
    const body = once(() =>
      openApiDocument(dropInOnly ? routes.filter((route) => route.dropIn) : routes, server),
    )
    return (method: string): ApiAnswer => {
      if (method !== 'GET' && method !== 'HEAD')
        return notFound({ kind: 'other_method', allow: ['GET', 'HEAD'] })
      return { status: 200, body: body() }
    }
  }
  return new Map([
    ['/swagger.json', served(true)],
    ['/openapi.json', served(false)],
  ])
}

/** What is the same for everybody is made for the first who asks. */
function once<Made>(make: () => Made): () => Made {
  let made: { readonly value: Made } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function notFound(found: Exclude<Found, FoundRoute>): ApiAnswer {
  if (found.kind === 'nothing') return nothingHere()
  const allow = found.allow.join(', ')
  return problem(405, 'METHOD_NOT_ALLOWED', `This address answers ${allow}.`, { Allow: allow })
}

/** The bytes of the body, or null when there are more than the route takes. */
async function bodyOf(c: Context<HttpEnv>, route: ApiRoute): Promise<Uint8Array | null> {
  if (route.body === undefined) return new Uint8Array()
  const longest = route.longest ?? longestBody
  if (Number(c.req.header('content-length') ?? 0) > longest) return null
  const bytes = new Uint8Array(await c.req.arrayBuffer())
  return bytes.byteLength > longest ? null : bytes
}

function tooLong({ longest = longestBody }: ApiRoute): ApiAnswer {
  const words = `The body may have up to ${longest} bytes.`
  return problem(413, 'BODY_TOO_LARGE', words, { Connection: 'close' })
}

function tooLongQuery(): ApiAnswer {
  return problem(400, 'INVALID_PARAMETER', `The query may have up to ${longestQuery} characters.`)
}

function unusableKey(): ApiAnswer {
  const words = 'Idempotency-Key must be 1 to 200 printable ASCII characters'
  return problem(400, 'IDEMPOTENCY_KEY_INVALID', words)
}

/** The first of each parameter counts. */
function firstOf(sent: URLSearchParams): Record<string, string> {
  const query: Record<string, string> = {}
  for (const [name, value] of sent) if (!Object.hasOwn(query, name)) query[name] = value
  return query
}

/** The parameters the route has read, as they were sent. */
function known(query: Readonly<Record<string, string>>, read: unknown): Record<string, string> {
  const names = new Set(Object.keys((read ?? {}) as object))
  return Object.fromEntries(Object.entries(query).filter(([name]) => names.has(name)))
}

function addressBelow(
  { publicOrigin }: ApiParts,
  path: string,
  query: Readonly<Record<string, string>> = {},
): string {
  const search = new URLSearchParams(query).toString()
  return `${publicOrigin}${apiRoot}${path}${search && `?${search}`}`
}

/** The path below the root, still escaped: an escaped slash belongs to a name. */
function pathBelow(c: Context<HttpEnv>): string {
  const { pathname } = new URL(c.req.url)
  return pathname.startsWith(`${apiRoot}/`) ? pathname.slice(apiRoot.length) : ''
}
