import { anonymous } from '@claviger/core/teams/actor'
import { type Context, Hono } from 'hono'
import type { HttpEnv } from '../http/create-http.ts'
import {
  type Answered,
  failure,
  formOf,
  noted,
  type ProductParts,
  productRoutes,
  refusedAs,
  success,
} from './product-calls.ts'
import type { Redeemed } from './redeem-device.ts'
import { authorizationForm, deviceGrantType, tokenForm, unreadable } from './wire.ts'

/** How a product gets connected: OAuth 2.0 device authorization (RFC 8628) and what says where it is (RFC 8414). */
export function deviceRoutes(parts: ProductParts): Hono<HttpEnv> {
  const about = new Hono<HttpEnv>().get('/.well-known/oauth-authorization-server', () =>
    success(metadata(parts.publicOrigin)),
  )
  const asking = productRoutes('/oauth/*', parts, (routes) => {
    routes.post(
      '/oauth/device_authorization',
      noted(parts, 'authorize', (c) => authorize(parts, c)),
    )
    routes.post(
      '/oauth/token',
      noted(parts, 'token', (c) => token(parts, c)),
    )
  })
  return about.route('/', asking)
}

function metadata(publicOrigin: string) {
  return {
    issuer: publicOrigin,
    device_authorization_endpoint: `${publicOrigin}/oauth/device_authorization`,
    token_endpoint: `${publicOrigin}/oauth/token`,
    grant_types_supported: [deviceGrantType],
    response_types_supported: [],
    token_endpoint_auth_methods_supported: ['none'],
  }
}

async function authorize({ app, publicOrigin }: ProductParts, c: Context<HttpEnv>): Promise<Answered> {
  const form = authorizationForm.safeParse(await formOf(c))
  if (!form.success) return malformed(unreadable(form.error))
  const { client_id: productCode, machine, machine_name: machineName, system, release } = form.data
  const source = c.get('source')
  const copy = { productCode, machine, machineName, system, release }
  const asked = { productCode, release, license: null }
  const decision = await app.operations.authorizeDevice(anonymous, { ...copy, source })
  if (!decision.ok) {
    const { error, answer } = refusedAs(decision.refusal, app.clock())
    return { answer, told: { ...asked, answer: error, facts: { ...decision.refusal } } }
  }
  const { deviceCode, userCode, expiresIn, interval } = decision.plan
  const answer = success({
    device_code: deviceCode,
    user_code: userCode,
    verification_uri: `${publicOrigin}/activate`,
    verification_uri_complete: `${publicOrigin}/activate?code=${userCode}`,
    expires_in: expiresIn,
    interval,
  })
  return { answer, told: { ...asked, answer: 'answered', facts: { machine: machineName, system } } }
}

async function token({ app }: ProductParts, c: Context<HttpEnv>): Promise<Answered> {
  const form = tokenForm.safeParse(await formOf(c))
  if (!form.success) return malformed(unreadable(form.error))
  const { client_id: productCode, device_code: deviceCode, grant_type: grantType } = form.data
  const told = { productCode, release: '', license: null, facts: {} }
  if (grantType !== deviceGrantType) {
    const error = 'unsupported_grant_type'
    return { answer: failure(400, error, `Only ${deviceGrantType}.`), told: { ...told, answer: error } }
  }
  const decision = await app.operations.redeemDevice(anonymous, { deviceCode, productCode })
  if (!decision.ok) return malformed(decision.refusal.code)
  const redeemed = decision.plan
  if (redeemed.kind === 'granted')
    return { answer: granted(redeemed), told: grantedNote(redeemed, productCode) }
  // Products that wait ask every few seconds: their patience is no news.
  const news = redeemed.kind !== 'authorization_pending'
  return { answer: notGranted(redeemed), told: news ? { ...told, answer: redeemed.kind } : null }
}

type Granted = Extract<Redeemed, { kind: 'granted' }>

function granted({ token, license, retired }: Granted): Response {
  return success({ access_token: token, token_type: 'Bearer', license, ...(retired !== null && { retired }) })
}

function grantedNote({ organizationId, licenseId, release }: Granted, productCode: string) {
  const license = { organizationId, licenseId }
  return { productCode, release, license, answer: 'answered', facts: {} }
}

const sentences = {
  authorization_pending: 'Nobody has answered yet.',
  slow_down: 'Pause longer between two questions.',
  access_denied: 'The person said no, or the license was taken back since.',
  expired_token: 'Nobody answered in time. Begin anew.',
  invalid_grant: 'This device code is unknown, or belongs to another product.',
} as const

function notGranted(redeemed: Exclude<Redeemed, Granted>): Response {
  const { kind } = redeemed
  const body = { error: kind, error_description: sentences[kind] }
  const interval = kind === 'slow_down' || kind === 'authorization_pending' ? redeemed.interval : null
  return Response.json(interval === null ? body : { ...body, interval }, {
    status: 400,
    headers: { 'Cache-Control': 'no-store' },
  })
}

function malformed(sentence: string): Answered {
  const told = { productCode: '', release: '', license: null, facts: { sentence } }
  return { answer: failure(400, 'invalid_request', sentence), told: { ...told, answer: 'invalid_request' } }
}
