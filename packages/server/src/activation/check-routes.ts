import { anonymous } from '@claviger/core/teams/actor'
import type { Context, Hono } from 'hono'
import type { Application } from '../application.ts'
import { type Batch, batched } from '../db/batch.ts'
import type { HttpEnv } from '../http/create-http.ts'
import { visitGuard } from '../http/door-guard.ts'
import type { ActivationCheck, CheckAnswer } from './check-activations.ts'
import {
  type Answered,
  bearerOf,
  failure,
  jsonOf,
  noted,
  type ProductParts,
  productRoutes,
  refusedAs,
  success,
} from './product-calls.ts'
import { checkBody, unreadable } from './wire.ts'

const gathering = { waitMs: 3, most: 500 }
const mostPerMinute = 120

/** How a connected product stays connected, and how it lets its machine go. */
export function checkRoutes(parts: ProductParts): Hono<HttpEnv> {
  const checks = gatherChecks(parts.app)
  const mayAsk = visitGuard(parts.app.clock, mostPerMinute)
  return productRoutes('/activation/*', parts, (routes) => {
    routes.post(
      '/activation/check',
      noted(parts, 'check', (c) => check(parts, checks, mayAsk, c)),
    )
    routes.post(
      '/activation/release',
      noted(parts, 'release', (c) => release(parts, c)),
    )
  })
}

type Checked = CheckAnswer & { readonly retired: string | null }
type Checks = Batch<ActivationCheck, Checked>

/** Checks that come together are answered by one transaction: what it notes is kept before anybody is answered. */
function gatherChecks({ operations }: Pick<Application, 'operations'>): Checks {
  return batched(async (checks) => {
    const decision = await operations.checkActivations(anonymous, { checks })
    if (!decision.ok) throw new Error(`checks were refused: ${decision.refusal.code}`)
    const { answers, retired } = decision.plan
    return answers.map((answer) => ({ ...answer, retired }))
  }, gathering)
}

async function check(
  { publicOrigin }: ProductParts,
  checks: Checks,
  mayAsk: (token: string) => boolean,
  c: Context<HttpEnv>,
): Promise<Answered> {
  const body = checkBody.safeParse(await jsonOf(c))
  if (!body.success) {
    const sentence = unreadable(body.error)
    const told = { productCode: '', release: '', license: null, facts: { sentence } }
    return { answer: failure(400, 'invalid_request', sentence), told: { ...told, answer: 'invalid_request' } }
  }
  const token = bearerOf(c)
  const { product, release, releasedOn } = body.data
  const told = { productCode: product, release, license: null, facts: releasedOn ? { releasedOn } : {} }
  if (!mayAsk(token)) {
    const answer = failure(429, 'slow_down', 'Checks come too often.', { 'Retry-After': '60' })
    return { answer, told: { ...told, answer: 'slow_down' } }
  }
  const checked = await checks.add({ token, product, release })
  if (checked.kind === 'invalid_token') return { answer: unknown(), told: { ...told, answer: checked.kind } }
  const { organizationId, licenseId, license, revoked } = checked
  const whose = { ...told, license: { organizationId, licenseId } }
  const retired = checked.retired === null ? {} : { retired: checked.retired }
  if (!revoked) return { answer: success({ license, ...retired }), told: { ...whose, answer: 'answered' } }
  const error = revoked.why === 'revoked' ? 'revoked' : 'signed_out'
  const page = error === 'revoked' ? 'ask' : 'licenses'
  const ask = `${publicOrigin}/me/${page}/${organizationId}/${licenseId}`
  const answer = Response.json(
    { error, license, by: revoked.by, ask, ...retired },
    { status: 403, headers: { 'Cache-Control': 'no-store' } },
  )
  const { by, at } = revoked
  const facts = { ...told.facts, by, at: new Date(at * 1000).toISOString() }
  return { answer, told: { ...whose, answer: error, facts } }
}

async function release({ app }: ProductParts, c: Context<HttpEnv>): Promise<Answered> {
  const decision = await app.operations.releaseActivation(anonymous, { token: bearerOf(c) })
  if (!decision.ok) {
    const { error, answer } = refusedAs(decision.refusal, app.clock())
    return { answer, told: { productCode: '', release: '', license: null, answer: error, facts: {} } }
  }
  const released = decision.plan
  const nobody = { productCode: '', release: '', license: null, facts: {} }
  if (released.kind === 'invalid_token')
    return { answer: unknown(), told: { ...nobody, answer: released.kind } }
  const { organizationId, licenseId, productCode } = released
  const license = { organizationId, licenseId }
  return { answer: success({}), told: { ...nobody, productCode, license, answer: 'released' } }
}

function unknown(): Response {
  return failure(401, 'invalid_token', 'This token opens no activation of this product.', {
    'WWW-Authenticate': 'Bearer error="invalid_token"',
  })
}
