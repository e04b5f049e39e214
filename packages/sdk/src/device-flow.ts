import type { Answer, Wire } from './wire.ts'

/** What to show the person who connects the product: type the code at the address, or open the address with the code. */
export interface ActivationPrompt {
  /** Eight letters in two groups, such as `WDJB-MJHT`. */
  readonly userCode: string
  /** Where to type it. */
  readonly verificationUri: string
  /** The same with the code in it: for a link, or as a QR code in a terminal. */
  readonly verificationUriComplete: string
  /** Until when the code can be used. */
  readonly validUntil: Date
}

/** How asking went. */
export type Connected =
  | {
      readonly kind: 'granted'
      readonly token: string
      readonly license: string
      readonly retired: string | undefined
    }
  /** The person pressed "This was not me". */
  | { readonly kind: 'denied' }
  /** Nobody answered in time. */
  | { readonly kind: 'too-late' }
  /** The server does not sell this product, or is none. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unreachable'; readonly reason: string }

/** What the flow needs of the world besides the wire. */
export interface FlowParts {
  readonly wire: Wire
  readonly now: () => Date
  readonly sleep: (ms: number) => Promise<void>
  readonly onPrompt: (prompt: ActivationPrompt) => void | Promise<void>
}

const grantType = 'urn:ietf:params:oauth:grant-type:device_code'

interface Asked {
  readonly deviceCode: string
  readonly prompt: ActivationPrompt
  readonly interval: number
}

/** Connects a product by the device authorization grant of OAuth 2.0 (RFC 8628). */
export async function connectByCode(
  parts: FlowParts,
  form: Readonly<Record<string, string>>,
): Promise<Connected> {
  const answer = await parts.wire.post('/oauth/device_authorization', { form })
  if (answer.kind === 'trouble') return { kind: 'unreachable', reason: answer.reason }
  const asked = askedIn(answer.body, parts.now())
  if (answer.status !== 200 || !asked) return { kind: 'refused', reason: reasonIn(answer.body) }
  await parts.onPrompt(asked.prompt)
  return poll(parts, form.client_id ?? '', asked)
}

/** Asks until there is an answer: never faster than the server wants, slower while the network is in trouble. */
async function poll(
  parts: FlowParts,
  product: string,
  { deviceCode, prompt, interval }: Asked,
): Promise<Connected> {
  const form = { grant_type: grantType, device_code: deviceCode, client_id: product }
  for (let pause = interval; parts.now() < prompt.validUntil; ) {
    await parts.sleep(pause * 1000)
    const answer = await parts.wire.post('/oauth/token', { form })
    const ended = endOf(answer)
    if (ended) return ended
    pause = nextPause(pause, interval, answer)
  }
  return { kind: 'too-late' }
}

function endOf(answer: Answer): Connected | undefined {
  if (answer.kind === 'trouble') return undefined
  const { access_token: token, license, retired, error } = answer.body
  if (answer.status === 200 && typeof token === 'string' && typeof license === 'string')
    return { kind: 'granted', token, license, retired: typeof retired === 'string' ? retired : undefined }
  if (error === 'access_denied') return { kind: 'denied' }
  if (error === 'expired_token') return { kind: 'too-late' }
  const waits = error === 'authorization_pending' || error === 'slow_down'
  return waits ? undefined : { kind: 'refused', reason: reasonIn(answer.body) }
}

/** RFC 8628, 3.5: `slow_down` adds five seconds for good; after a time-out, wait twice as long. */
function nextPause(pause: number, interval: number, answer: Answer): number {
  if (answer.kind === 'trouble') return Math.min(Math.max(pause * 2, answer.retryAfter ?? 0), 60)
  if (answer.body.error === 'slow_down') return Math.max(pause + 5, Number(answer.body.interval) || 0)
  return Math.max(interval, Math.min(pause, 60))
}

function askedIn(body: Readonly<Record<string, unknown>>, now: Date): Asked | undefined {
  const { device_code: deviceCode, user_code: userCode, verification_uri: verificationUri } = body
  const { verification_uri_complete: complete = verificationUri, expires_in: seconds, interval = 5 } = body
  if (typeof deviceCode !== 'string' || typeof userCode !== 'string') return undefined
  if (typeof verificationUri !== 'string' || typeof complete !== 'string') return undefined
  const lasts = Number(seconds)
  if (!Number.isFinite(lasts) || lasts <= 0) return undefined
  const validUntil = new Date(now.getTime() + lasts * 1000)
  const prompt = { userCode, verificationUri, verificationUriComplete: complete, validUntil }
  return { deviceCode, prompt, interval: Math.max(1, Number(interval) || 5) }
}

function reasonIn({ error_description: description, error }: Readonly<Record<string, unknown>>): string {
  return (
    [description, error].find((one): one is string => typeof one === 'string') ?? 'an answer without a reason'
  )
}
