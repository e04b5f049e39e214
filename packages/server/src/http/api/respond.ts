import type { ApiAnswer } from './api-route.ts'

const always = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' }

/** An answer on its way out: JSON, or exactly zero bytes. */
export function respond({ status, body, headers }: ApiAnswer): Response {
  if (body === undefined) {
    const length: Record<string, string> = status === 204 ? {} : { 'Content-Length': '0' }
    return new Response(null, { status, headers: { ...always, ...length, ...headers } })
  }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', ...always, ...headers },
  })
}
