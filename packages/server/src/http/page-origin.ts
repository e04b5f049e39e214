import { plainPage } from './plain-page.ts'

const ownMachine = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Refuses a form that was not sent from one of our own pages. Browsers name the origin with every POST; a request
 * without one comes from a program, which holds no session a stranger could misuse.
 */
export function foreignForm(request: Request, publicOrigin: string): Promise<Response> | null {
  if (request.method === 'GET' || request.method === 'HEAD') return null
  const origin = request.headers.get('origin')
  if (origin === null || sameOrigin(origin, publicOrigin)) return null
  return plainPage({
    status: 403,
    title: 'This form came from somewhere else',
    sentence: `It was sent from ${printable(origin)}, but this installation answers at ${publicOrigin}. Nothing was changed. Open ${publicOrigin} and try again; whoever runs this installation can set PUBLIC_URL to the address people use.`,
  })
}

/** The request under the public address, whatever Host it claimed; the origin has been judged, so it travels no further. */
export function withOrigin(request: Request, publicOrigin: string): Request {
  const { pathname, search } = new URL(request.url)
  const headers = new Headers(request.headers)
  headers.delete('origin')
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
  return new Request(publicOrigin + pathname + search, {
    method: request.method,
    headers,
    signal: request.signal,
    ...(hasBody && { body: request.body, duplex: 'half' }),
  })
}

/** On one's own machine, every name of it is the same place. */
function sameOrigin(origin: string, publicOrigin: string): boolean {
  if (origin === publicOrigin) return true
  const [sent, own] = [parsed(origin), parsed(publicOrigin)]
  if (!sent || !own) return false
  return (
    ownMachine.has(sent.hostname) &&
    ownMachine.has(own.hostname) &&
    sent.port === own.port &&
    sent.protocol === own.protocol
  )
}

function parsed(origin: string): URL | null {
  return URL.canParse(origin) ? new URL(origin) : null
}

function printable(origin: string): string {
  return origin.replaceAll(/[^\x21-\x7e]/g, '').slice(0, 200)
}
