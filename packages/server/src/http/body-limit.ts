import type { MiddlewareHandler } from 'hono'
import type { HttpEnv } from './create-http.ts'

/**
 * Lets no body pass that is longer than its address takes. One that comes without its length is read up to the limit first: Hono's
 * own limit makes a request of the request, which Node's own `Request` refuses to do of the adapter's.
 */
export function bodyLimit(
  mostAt: (path: string) => number,
  tooLong: (path: string) => Promise<Response>,
): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const { raw, path } = c.req
    const most = mostAt(path)
    const length = c.req.header('content-length')
    if (length !== undefined && c.req.header('transfer-encoding') === undefined)
      return Number(length) > most ? tooLong(path) : next()
    if (raw.method === 'GET' || raw.method === 'HEAD' || !raw.body) return next()
    const bytes = await readUpTo(raw.body, most)
    if (!bytes) return tooLong(path)
    const headers = new Headers(raw.headers)
    headers.delete('transfer-encoding')
    headers.set('content-length', String(bytes.byteLength))
    c.req.raw = new Request(raw.url, { method: raw.method, headers, body: bytes })
    return next()
  }
}

/** The bytes of a stream, or nothing when there are more. */
async function readUpTo(
  body: ReadableStream<Uint8Array>,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.byteLength
    if (length > most) return null
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}
