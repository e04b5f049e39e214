import { createHash } from 'node:crypto'
import { anonymous } from '@claviger/core/teams/actor'
import { type Context, Hono } from 'hono'
import type { Application } from '../application.ts'
import type { HttpEnv } from '../http/create-http.ts'
import type { KeySet } from './keys-views.ts'

/** Minutes for which anybody may keep an answer: a retired key is known everywhere soon after. */
const keepFor = 'public, max-age=300'

/** The vendor's public keys at addresses that never change, for products, build machines and other verifiers. */
export function wellKnownRoutes(app: Application): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>()
  routes.get('/.well-known/claviger/root.json', async (c) => {
    const { root } = await app.views.keySet(anonymous, {})
    return answer(c, root && jwkOf(root))
  })
  routes.get('/.well-known/claviger/keys.json', async (c) =>
    answer(c, jwksOf(await app.views.keySet(anonymous, {}))),
  )
  return routes
}

/** The key as a JSON Web Key (RFC 8037). */
function jwkOf({ kid, publicKey }: { readonly kid: string; readonly publicKey: string }) {
  return { kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA', kid, x: publicKey }
}

function jwksOf({ keys, notice }: KeySet) {
  return {
    keys: keys.map((key) => ({
      ...jwkOf(key),
      statement: key.statement,
      since: key.createdAt,
      ...(key.replacedAt && { replaced: key.replacedAt }),
      ...(key.retiredAt && { retired: key.retiredAt }),
    })),
    ...(notice && { retired: notice }),
  }
}

function answer(c: Context, content: object | null): Response {
  if (!content) return c.json({ error: 'not_found' }, 404)
  const body = `${JSON.stringify(content, null, 2)}\n`
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const headers = { 'Cache-Control': keepFor, ETag: etag, 'Access-Control-Allow-Origin': '*' }
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers)
  return c.body(body, 200, {
    ...headers,
    'Content-Type': 'application/json',
    'X-Content-Type-Options': 'nosniff',
  })
}
