import { randomBytes, randomInt } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import type { Application, RequestContext } from '../application.ts'
import { bodyLimit } from './body-limit.ts'
import { type Console, consoleFetch } from './console.ts'
import { doorGuard, isDoor } from './door-guard.ts'
import type { Log } from './log.ts'
import { maskPath } from './mask-path.ts'
import { isMeantForUs } from './own-host.ts'
import { localeOf, themeOf } from './preferences.ts'
import { sourceOf } from './source.ts'
import { turnAway } from './turn-away.ts'

export interface HttpParts {
  readonly app: Application
  readonly console: Console
  readonly publicOrigin: string
  readonly log: Log
  /** What programs ask for; everything else is the console's. */
  readonly routes?: readonly Hono<HttpEnv>[]
}

export type HttpEnv = {
  Bindings: HttpBindings
  Variables: { reference: string; source: string; faulted: boolean }
}

const longestBody = 8 * 1024 * 1024

/** Lists of people come as files: of 10 MB, and what a form puts around them. */
const longestList = 11 * 1024 * 1024
const takesLists = /^\/o\/[^/]+(\/t\/\d+)?\/assign(\.data)?$/

const longestAt = (path: string) => (takesLists.test(path) ? longestList : longestBody)

/** Everything the service answers over HTTP: what every request passes first, then what it came for. */
export function createHttp(parts: HttpParts): Hono<HttpEnv> {
  const { console, log, routes = [] } = parts
  const http = new Hono<HttpEnv>()
  http.use(identified(parts))
  http.get('/healthz', (c) => c.text('ready\n'))
  http.use(meantForUs(parts))
  http.use(bodyLimit(longestAt, (path) => turnAway(path, takesLists.test(path) ? listTooLong : tooLong)))
  for (const one of routes) http.route('/', one)
  http.all(
    '*',
    consoleFetch(console, (request, c: Context<HttpEnv>) => contextOf(parts, request, c)),
  )
  http.onError((fault, c) => {
    log.error({ id: c.get('reference'), fault }, 'a request failed')
    return turnAway(c.req.path, { ...broken, reference: c.get('reference') })
  })
  return http
}

/** Gives each request a name and notes what became of it. */
function identified({ log, publicOrigin }: HttpParts): MiddlewareHandler<HttpEnv> {
  const behindProxy = publicOrigin.startsWith('https:')
  return async (c, next) => {
    const id = reference()
    c.set('reference', id)
    c.set('source', sourceOf(peerOf(c), c.req.header('x-forwarded-for'), behindProxy))
    const began = performance.now()
    await next()
    c.header('X-Request-Id', id)
    const ms = Math.round(performance.now() - began)
    const { method, path } = c.req
    log.debug({ id, method, path: maskPath(path), status: c.res.status, ms }, 'answered')
  }
}

/** Turns away what was meant for somebody else, cannot be read, or comes too often. */
function meantForUs({ app, publicOrigin }: HttpParts): MiddlewareHandler<HttpEnv> {
  const mayEnter = doorGuard(app.clock)
  return async (c, next) => {
    const { path, url } = c.req
    if (!isMeantForUs(c.req.header('host'), app.config.publicUrl))
      return turnAway(path, wrongHost(publicOrigin))
    if (!isReadable(url)) return turnAway(path, unreadable)
    if (isDoor(path) && !mayEnter(c.get('source'))) return turnAway(path, tooBusy)
    return next()
  }
}

async function contextOf(
  { app, publicOrigin, log }: HttpParts,
  request: Request,
  c: Context<HttpEnv>,
): Promise<RequestContext> {
  const { actor, locale, theme } = await app.access.visitorOf(request)
  const id = c.get('reference')
  return {
    app,
    actor,
    locale: localeOf(request.headers, locale),
    theme: themeOf(request.headers, theme),
    nonce: randomBytes(16).toString('base64'),
    source: c.get('source'),
    publicOrigin,
    answerHeaders: new Headers(),
    reference: id,
    reportFault: (fault) => {
      if (!c.get('faulted')) log.error({ id, path: maskPath(c.req.path), fault }, 'a page failed')
      c.set('faulted', true)
    },
  }
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Short enough to read out on the telephone. */
function reference(): string {
  return Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('')
}

function peerOf(c: Context<HttpEnv>): string | undefined {
  return (c.env as Partial<HttpBindings>)?.incoming?.socket.remoteAddress
}

/** The database cannot hold a zero character, and half an escape means nothing: neither came from a link of ours. */
function isReadable(url: string): boolean {
  if (/%00/i.test(url)) return false
  try {
    decodeURI(new URL(url).pathname)
    return true
  } catch {
    return false
  }
}

const wrongHost = (publicOrigin: string) => ({
  status: 421,
  code: 'WRONG_HOST',
  title: 'This address is not set up',
  sentence: `Claviger answers at ${publicOrigin}. If people use another address, whoever runs it sets PUBLIC_URL to that.`,
})

const unreadable = {
  status: 400,
  code: 'UNREADABLE_ADDRESS',
  title: 'This link looks incomplete',
  sentence:
    'Its address contains characters that no link of ours has. Copy the whole link from the letter and try again.',
}

const tooBusy = {
  status: 429,
  code: 'TOO_MANY_REQUESTS',
  title: 'Too many visits from one place',
  sentence: 'Wait a minute, then load the page again. Nothing is lost.',
}

const tooLong = {
  status: 413,
  code: 'BODY_TOO_LARGE',
  title: 'That is too much at once',
  sentence: 'A form may carry up to 8 MB. Send the list in parts; nothing has been changed.',
}

const listTooLong = {
  ...tooLong,
  sentence: 'A list may have up to 10 MB. Send it in parts; nothing has been changed.',
}

const broken = {
  status: 500,
  code: 'INTERNAL_ERROR',
  title: 'Something broke on our side',
  sentence:
    'Nothing was changed. Try again; if it happens again, tell whoever runs this installation the reference below.',
}
