import { PassThrough } from 'node:stream'
import type { RequestContext } from '@claviger/server/application'
import { createReadableStreamFromReadable } from '@react-router/node'
import { renderToPipeableStream } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import {
  createRequestHandler,
  type EntryContext,
  type HandleErrorFunction,
  RouterContextProvider,
  type ServerBuild,
  ServerRouter,
} from 'react-router'
import { AnswerContext } from './answer-context.ts'
import { applicationContext } from './context.server.ts'
import { serverWords } from './words/server-words.server.ts'

export { applicationContext }

/** How long a page may take to stream. */
export const streamTimeout = 5_000

const answers = new WeakMap<ServerBuild, ReturnType<typeof createRequestHandler>>()

/**
 * Answers one page request. The server calls this with the build it loaded and the request's context, so that it needs
 * nothing of React Router itself.
 */
export function answer(build: ServerBuild, request: Request, context: RequestContext): Promise<Response> {
  const known = answers.get(build) ?? createRequestHandler(build, 'production')
  answers.set(build, known)
  const provider = new RouterContextProvider()
  provider.set(applicationContext, context)
  return known(request, provider)
}

/** Logs a fault once, under the reference its page shows. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted) return
  context.get(applicationContext).reportFault(error, request)
}

/** Renders a page; without JavaScript it is the whole page, with it the browser takes over. */
export default function renderPage(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  provider: RouterContextProvider,
): Promise<Response> | Response {
  if (request.method === 'HEAD') return new Response(null, { status, headers })
  const { nonce, locale, reference } = provider.get(applicationContext)
  headers.set('Content-Type', 'text/html; charset=utf-8')
  const page = (
    <I18nextProvider i18n={serverWords(locale)}>
      <AnswerContext value={{ reference, locale }}>
        <ServerRouter context={routerContext} url={request.url} nonce={nonce} />
      </AnswerContext>
    </I18nextProvider>
  )
  return new Promise((resolve, reject) => {
    let code = status
    const { pipe, abort } = renderToPipeableStream(page, {
      nonce,
      onShellReady() {
        const body = new PassThrough()
        pipe(body)
        resolve(new Response(createReadableStreamFromReadable(body), { status: code, headers }))
      },
      onShellError: reject,
      onError(error) {
        code = 500
        if (!request.signal.aborted) provider.get(applicationContext).reportFault(error, request)
      },
    })
    setTimeout(abort, streamTimeout + 1_000).unref()
  })
}
