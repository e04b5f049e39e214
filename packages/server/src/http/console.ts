import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Context, Handler } from 'hono'
import type { RequestContext } from '../application.ts'
import { clientFiles } from './client-files.ts'
import { pageHeaders } from './page-headers.ts'
import { foreignForm, withOrigin } from './page-origin.ts'

/** The console's server build, as far as the service knows it. */
export interface ConsoleBuild {
  readonly entry: {
    readonly module: {
      answer(build: ConsoleBuild, request: Request, context: RequestContext): Promise<Response>
    }
  }
}

export interface Console {
  readonly build: ConsoleBuild
  /** Where the files for the browser lie. */
  readonly clientFolder: string
}

/** Loads the console from its build folder; it must have been built. */
export async function loadConsole(buildFolder: string): Promise<Console> {
  const entry = pathToFileURL(join(buildFolder, 'server', 'index.js')).href
  return { build: (await import(entry)) as ConsoleBuild, clientFolder: join(buildFolder, 'client') }
}

const pageMethods = new Set(['GET', 'HEAD', 'POST'])

/** Answers every address no other route has claimed: the browser's files, then pages. */
export function consoleFetch(
  console: Console,
  contextFor: (request: Request, c: Context) => Promise<RequestContext>,
): Handler {
  const { build, clientFolder } = console
  const fileAt = clientFiles(clientFolder)
  return async (c) => {
    const file = fileAt(c.req.raw)
    if (file) return file

    if (!pageMethods.has(c.req.method))
      return new Response(null, { status: 405, headers: { Allow: 'GET, HEAD, POST' } })

    const context = await contextFor(c.req.raw, c)
    const refused = foreignForm(c.req.raw, context.publicOrigin)
    if (refused) return refused

    const page = await build.entry.module.answer(build, withOrigin(c.req.raw, context.publicOrigin), context)
    return finished(page, context)
  }
}

/** The page with the headers every page has and those its request asked for; what is shown in a frame brings its own policy. */
function finished(page: Response, context: RequestContext): Response {
  const answer = new Response(page.body, page)
  const own = page.headers.get('Content-Security-Policy')
  for (const [name, value] of pageHeaders(context)) answer.headers.set(name, value)
  if (own !== null) answer.headers.set('Content-Security-Policy', own)
  for (const [name, value] of context.answerHeaders) answer.headers.append(name, value)
  return answer
}
