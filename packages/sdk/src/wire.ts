import { objectIn } from './state.ts'

/** What came back from the vendor, or why nothing did that could be believed. */
export type Answer =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly body: Readonly<Record<string, unknown>>
      readonly retryAfter: number | undefined
    }
  | { readonly kind: 'trouble'; readonly reason: string; readonly retryAfter: number | undefined }

export interface Wire {
  post(path: string, body: WireBody, token?: string): Promise<Answer>
}

export type WireBody = { readonly form: Readonly<Record<string, string>> } | { readonly json: unknown }

const patienceMs = 15_000
const longestAnswer = 1_000_000

/**
 * Speaks to the vendor. Whatever is not JSON from a service that works is trouble on the way: names that are not found,
 * refused connections, time-outs, broken TLS, 5xx, 429, and pages of hotels and proxies.
 */
export function openWire(server: string, fetchOf: typeof fetch, abort?: AbortSignal): Wire {
  return {
    async post(path, body, token) {
      const signal = AbortSignal.any([AbortSignal.timeout(patienceMs), ...(abort ? [abort] : [])])
      try {
        const response = await fetchOf(new URL(path, server), { ...requestOf(body, token), signal })
        return await read(response)
      } catch (fault) {
        if (abort?.aborted) throw abort.reason
        return { kind: 'trouble', reason: faultLine(fault), retryAfter: undefined }
      }
    },
  }
}

function requestOf(body: WireBody, token: string | undefined): RequestInit {
  const [type, text] =
    'form' in body
      ? ['application/x-www-form-urlencoded', new URLSearchParams(body.form).toString()]
      : ['application/json', JSON.stringify(body.json)]
  const headers = { 'Content-Type': type, Accept: 'application/json' }
  const known = token === undefined ? headers : { ...headers, Authorization: `Bearer ${token}` }
  // Nothing of ours redirects; whoever does is on the way, and must not be shown the token.
  return {
    method: 'POST',
    headers: known,
    body: text,
    redirect: 'manual',
    cache: 'no-store',
    credentials: 'omit',
  }
}

async function read(response: Response): Promise<Answer> {
  const { status, headers } = response
  const retryAfter = secondsIn(headers.get('retry-after'))
  const text = await response.text()
  if (status === 0 || status >= 500 || status === 429 || (status >= 300 && status < 400))
    return { kind: 'trouble', reason: `the server answered ${status}`, retryAfter }
  const body = text.length > longestAnswer ? undefined : objectIn(text)
  return body
    ? { kind: 'answer', status, body, retryAfter }
    : { kind: 'trouble', reason: 'what answered is not the license server', retryAfter }
}

/** No longer than a day: who asks for more is not the vendor. */
function secondsIn(header: string | null): number | undefined {
  return header !== null && /^\d{1,9}$/.test(header) ? Math.min(Number(header), 86_400) : undefined
}

/** Names the trouble without its address: what stands there is nobody else's business. */
function faultLine(fault: unknown): string {
  const { name, message, cause } = fault as Error & { cause?: { code?: string } }
  if (name === 'TimeoutError') return 'the server did not answer in time'
  return cause?.code ?? (fault as { code?: string }).code ?? message ?? 'the network is not there'
}
