import type { Refusal } from '@claviger/core/kernel/decision'
import { type RefusalCode, refusalStatus } from '@claviger/core/kernel/refusal-codes'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import type { Application } from '../application.ts'
import type { HttpEnv } from '../http/create-http.ts'
import type { Log } from '../http/log.ts'
import type { NotedCall } from './call-store.ts'

/** What the routes of products stand on. */
export interface ProductParts {
  readonly app: Pick<Application, 'operations' | 'clock'>
  readonly publicOrigin: string
  readonly log: Log
  /** Is told what each product asked and was answered. */
  readonly note: (call: NotedCall) => void
}

/** An answer, and what the log keeps of the call; nothing of calls that say nothing new. */
export interface Answered {
  readonly answer: Response
  readonly told: Pick<NotedCall, 'productCode' | 'release' | 'license' | 'answer' | 'facts'> | null
}

const longestBody = 16 * 1024

/** Addresses for products below this path: from any origin, since no cookie counts here, briefly, and always with JSON back. */
export function productRoutes(
  path: string,
  { log }: Pick<ProductParts, 'log'>,
  mount: (routes: Hono<HttpEnv>) => void,
): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>()
  routes.use(
    path,
    cors({
      origin: '*',
      allowMethods: ['GET', 'POST'],
      allowHeaders: ['Authorization', 'Content-Type'],
      exposeHeaders: ['Retry-After', 'Date'],
      maxAge: 86_400,
    }),
  )
  routes.use(path, bodyLimit({ maxSize: longestBody, onError: () => failure(413, 'invalid_request') }))
  mount(routes)
  routes.all(path, () => failure(404, 'not_found'))
  routes.onError((fault, c) => {
    log.error({ id: c.get('reference'), fault }, 'a product could not be answered')
    return failure(500, 'server_error', `Reference ${c.get('reference')}.`)
  })
  return routes
}

type Ask = (c: Context<HttpEnv>) => Promise<Answered>

/** Answers what a product asks, and has the call noted with the time it took. */
export function noted({ app, note }: ProductParts, call: NotedCall['call'], ask: Ask) {
  return async (c: Context<HttpEnv>): Promise<Response> => {
    const began = performance.now()
    const { answer, told } = await ask(c)
    if (told) note({ ...told, call, at: app.clock(), ms: Math.round(performance.now() - began) })
    return answer
  }
}

const always = { 'Cache-Control': 'no-store' }

/** An answer that says yes. */
export function success(body: object): Response {
  return Response.json(body, { headers: always })
}

/** An error as RFC 6749 writes it: a code for programs, a sentence for whoever develops them. */
export function failure(
  status: number,
  error: string,
  description?: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body = description === undefined ? { error } : { error, error_description: description }
  return Response.json(body, { status, headers: { ...always, ...headers } })
}

/** A refusal of ours as an error of theirs. */
export function refusedAs(
  refusal: Refusal,
  now: Date,
): { readonly error: string; readonly answer: Response } {
  const { code, retryAt } = refusal as Refusal & { readonly retryAt?: unknown }
  const known = errors[code] ?? { error: 'invalid_request', description: `Refused: ${code}.` }
  const wait = retryAt instanceof Date ? Math.ceil((retryAt.getTime() - now.getTime()) / 1000) : null
  const headers = wait === null ? {} : { 'Retry-After': String(Math.max(1, wait)) }
  const status = refusalStatus[code] === 429 ? 429 : 400
  return { error: known.error, answer: failure(status, known.error, known.description, headers) }
}

const errors: Partial<Record<RefusalCode, { readonly error: string; readonly description: string }>> = {
  product_not_found: { error: 'invalid_client', description: 'There is no product with this client_id.' },
  too_many_attempts: { error: 'slow_down', description: 'Too many requests. Wait before the next.' },
}

/** The fields of a form a product sent. */
export async function formOf(c: Context<HttpEnv>): Promise<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(await c.req.text()))
}

/** The JSON a product sent; null when it is none. */
export async function jsonOf(c: Context<HttpEnv>): Promise<unknown> {
  try {
    return await c.req.json()
  } catch {
    return null
  }
}

/** The access token of a call; empty when there is none. */
export function bearerOf(c: Context<HttpEnv>): string {
  const header = c.req.header('authorization') ?? ''
  return /^bearer /i.test(header) ? header.slice('bearer '.length).trim() : ''
}
