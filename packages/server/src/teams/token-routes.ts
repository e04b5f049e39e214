import { z } from 'zod'
import { randomIds } from '../db/new-id.ts'
import { apiRoute } from '../http/api/api-route.ts'
import { errorShape } from '../http/api/common-answers.ts'
import { int32, momentText, pageQuery, text, uuidText } from '../http/api/fields.ts'
import { listed, listHeaders } from '../http/api/listed.ts'
import { invalidToken, refusedAs } from '../http/api/refused.ts'
import { writeMoment } from '../http/api/wire.ts'
import type { TokenRow } from './token-views.ts'
import { apiRoles, readApiRole, writeApiRole } from './token-words.ts'

const roleShape = z.enum(apiRoles)

const tokenShape = z
  .object({
    tokenId: z.uuid(),
    name: z.string(),
    startsWith: z.string().describe('Its first letters, by which tokens are told apart.'),
    role: roleShape.describe('What it was made for.'),
    roleNow: roleShape
      .optional()
      .describe('What it comes to with the roles its owner has now; left out where that is nothing.'),
    team: z.object({ id: z.int32(), name: z.string() }).optional().describe('The one team it is for.'),
    owner: z.object({ name: z.string().optional(), email: z.string() }),
    isOwn: z.boolean().describe('It belongs to the person whose token asks.'),
    createdAt: momentText,
    rotatedAt: momentText.optional(),
    lastUsedAt: momentText.optional().describe('To the minute; left out while its key has not been used.'),
  })
  .meta({ id: 'ApiToken' })

const secret = z.string().describe('What the caller will hold: told once, and nowhere again.')
const madeShape = z.object({ tokenId: z.uuid(), token: secret }).meta({ id: 'NewApiToken' })
const rotatedShape = z.object({ token: secret }).meta({ id: 'RotatedToken' })

const newToken = z.object({
  name: text(200).describe('For those who look after tokens; up to 60 characters.'),
  role: roleShape,
  teamId: int32.optional().describe('For this team alone; left out, for the whole customer.'),
})

const one = { params: z.object({ tokenId: uuidText }) }
const group = { group: 'token' } as const
const own = { ...group, dropIn: false } as const

/** API tokens by API: a program sees, makes and ends none above its own level. */
export const tokenRoutes = [
  apiRoute({
    ...{ ...group, method: 'post', path: '/token/rotate', id: 'rotateToken', dropIn: true },
    summary: 'Replace the calling token',
    description: 'The key it was called with is dead at once. Every token may replace itself.',
    answers: { 200: { description: 'The new key.', schema: rotatedShape } },
    handle: ({ actor: { organizationId, tokenId: id }, write }) =>
      write(
        'rotateToken',
        { organizationId, id },
        ({ key }) => ({ status: 200, body: { token: key } }),
        (refusal) => (refusal.code === 'token_not_found' ? invalidToken() : refusedAs(refusal)),
      ),
  }),
  apiRoute({
    ...{ ...own, method: 'get', path: '/customer/tokens', id: 'listTokens' },
    summary: 'Tokens of one’s own, and those one looks after',
    query: z.object(pageQuery),
    answers: {
      200: { description: 'A page of tokens.', schema: z.array(tokenShape), headers: listHeaders },
    },
    handle: async (call) => {
      const { page, perPage } = call.query
      const { organizationId } = call.actor
      const found = await call.app.views.tokensPage(call.actor, { organizationId })
      if (!found.ok) return refusedAs(found.refusal)
      const { tokens } = found.plan
      const rows = tokens.slice((page - 1) * perPage, page * perPage).map(writeToken)
      return listed(call, { rows, total: tokens.length, page, perPage })
    },
  }),
  apiRoute({
    ...{ ...own, method: 'post', path: '/customer/tokens', id: 'createToken' },
    summary: 'Make a token',
    description:
      'It belongs to the person whose token asks, and is for no more than they and that token may do.',
    body: newToken,
    answers: {
      201: { description: 'The new token.', schema: madeShape },
      404: { description: 'TEAM_NOT_FOUND.', schema: errorShape },
      409: { description: 'TOO_MANY_TOKENS.', schema: errorShape },
    },
    handle: ({ actor: { organizationId }, body, write }) => {
      const { name, role, teamId = null } = body
      const wanted = { organizationId, id: randomIds.uuid(), name, role: readApiRole(role), teamId }
      return write('createToken', wanted, ({ id, key }) => ({
        status: 201,
        body: { tokenId: id, token: key },
      }))
    },
  }),
  apiRoute({
    ...{ ...own, ...one, method: 'post', path: '/customer/tokens/{tokenId}/rotate', id: 'rotateTokenById' },
    summary: 'Replace the key of another token of one’s own',
    answers: { 200: { description: 'The new key.', schema: madeShape } },
    handle: ({ actor: { organizationId }, params, write }) =>
      write('rotateToken', { organizationId, id: params.tokenId }, ({ id, key }) => ({
        status: 200,
        body: { tokenId: id, token: key },
      })),
  }),
  apiRoute({
    ...{ ...own, ...one, method: 'delete', path: '/customer/tokens/{tokenId}', id: 'revokeToken' },
    summary: 'Revoke a token',
    description: 'It is dead at once and for good. Its owner is told when somebody else does it.',
    answers: { 204: { description: 'Revoked, or it was so already.' } },
    handle: ({ actor: { organizationId }, params, write }) =>
      write('revokeToken', { organizationId, id: params.tokenId }, () => ({ status: 204 })),
  }),
]

function writeToken({ id, name, hint, role, actsAs, team, owner, own, ...row }: TokenRow) {
  return {
    ...{ tokenId: id, name, startsWith: hint, role: writeApiRole(role) },
    ...(actsAs && { roleNow: writeApiRole(actsAs) }),
    ...(team && { team }),
    owner: { ...(owner.name && { name: owner.name }), email: owner.address },
    ...{ isOwn: own, createdAt: writeMoment(row.createdAt) },
    ...(row.rotatedAt && { rotatedAt: writeMoment(row.rotatedAt) }),
    ...(row.lastUsedAt && { lastUsedAt: writeMoment(row.lastUsedAt) }),
  }
}
