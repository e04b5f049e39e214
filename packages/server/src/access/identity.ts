import { createHash } from 'node:crypto'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { getAdapter } from 'better-auth/db/adapter'
import { emailOTP } from 'better-auth/plugins/email-otp'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { NewId } from '../db/new-id.ts'
import type { Schema } from '../db/schema.ts'
import { sessionCookieName, tokenHash } from './session-cookie.ts'

/** A session that has just begun: whose it is and the cookie that carries it. */
export interface BegunSession {
  readonly accountId: string
  readonly setCookie: string
}

/** How a typed code was wrong, or the session it opened. */
export type CodeAnswer = BegunSession | 'code_wrong' | 'code_expired' | 'code_spent'

export interface Identity {
  /** Draws a six-digit code for this handle; an earlier one no longer opens anything. */
  drawCode(handle: string): Promise<string>
  /** Spends a code and begins a session, making the account when there is none. */
  tryCode(handle: string, code: string, from: Headers): Promise<CodeAnswer>
  /** Begins a session for a handle that proved itself some other way. */
  begin(handle: string, from: Headers): Promise<BegunSession>
}

export interface IdentitySettings {
  readonly db: Kysely<Schema>
  readonly newId: NewId
  readonly secret: string
  readonly publicOrigin: string
  readonly secure: boolean
}

const minutes = 60
const days = 24 * 60 * minutes

/**
 * The name under which an address is known to the library. It is derived, not the address itself: which addresses may
 * sign in is decided by `core/kernel/email` alone, and one account may prove several addresses.
 */
export function handleOf(addressKey: string): string {
  return `${createHash('sha256').update(addressKey).digest('hex').slice(0, 40)}@address.invalid`
}

/** Wraps better-auth: the only module that knows it. */
export async function openIdentity(settings: IdentitySettings): Promise<Identity> {
  const auth = betterAuth({ ...optionsOf(settings), database: await adapterOf(settings) })
  const cookieName = sessionCookieName(settings.secure)
  return {
    drawCode: (email) => auth.api.createVerificationOTP({ body: { email, type: 'sign-in' } }),
    tryCode: async (email, otp, headers) => {
      try {
        const { headers: answer, response } = await auth.api.signInEmailOTP({
          body: { email, otp, name: '' },
          headers,
          returnHeaders: true,
        })
        return { accountId: response.user.id, setCookie: cookieIn(answer, cookieName) }
      } catch (fault) {
        return wrongCode(fault)
      }
    },
    begin: async (email, headers) => {
      const begun = await auth.api.beginSession({ body: { email }, headers, returnHeaders: true })
      return { accountId: begun.response.accountId, setCookie: cookieIn(begun.headers, cookieName) }
    },
  }
}

function optionsOf({ newId, secret, publicOrigin, secure }: IdentitySettings) {
  return {
    ...tables,
    secret,
    baseURL: publicOrigin,
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    advanced: {
      database: { generateId: () => newId.uuid() },
      ipAddress: { disableIpTracking: true },
      cookies: { session_token: { name: sessionCookieName(secure), attributes: { secure } } },
      useSecureCookies: false,
    },
    plugins: [codes(newId), sessions],
  } satisfies BetterAuthOptions
}

function codes(newId: NewId) {
  return emailOTP({
    otpLength: 6,
    expiresIn: 10 * minutes,
    allowedAttempts: 5,
    storeOTP: 'hashed',
    generateOTP: () => newId.digits(),
    sendVerificationOTP: () => Promise.reject(new Error('codes are queued by access, never sent from here')),
  })
}

/** The library's tables under our names, in the words of the schema. */
const tables = {
  user: { modelName: 'account', fields: snake('emailVerified', 'createdAt', 'updatedAt') },
  session: {
    expiresIn: 30 * days,
    cookieCache: { enabled: false },
    fields: {
      ...snake('expiresAt', 'ipAddress', 'userAgent', 'createdAt', 'updatedAt'),
      userId: 'account_id',
    },
  },
  account: {
    modelName: 'credential',
    fields: {
      ...snake('providerId', 'accessToken', 'refreshToken', 'idToken', 'createdAt', 'updatedAt'),
      ...snake('accessTokenExpiresAt', 'refreshTokenExpiresAt'),
      accountId: 'provider_account_id',
      userId: 'account_id',
    },
  },
  verification: { fields: snake('expiresAt', 'createdAt', 'updatedAt') },
} satisfies BetterAuthOptions

/** Beginning a session without a code is not on the library's list: a link on the machine and a pressed button do it. */
const sessions = {
  id: 'claviger-sessions',
  endpoints: {
    beginSession: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ email: z.string() }) },
      async (ctx) => {
        const { internalAdapter } = ctx.context
        const known = await internalAdapter.findUserByEmail(ctx.body.email)
        const user =
          known?.user ??
          (await internalAdapter.createUser(
            { email: ctx.body.email, emailVerified: true, name: '' },
            { method: 'email-otp' },
          ))
        const session = await internalAdapter.createSession(user.id)
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ accountId: user.id })
      },
    ),
  },
}

/** The library's own adapter, except that what is stored of a session's token is its hash. */
async function adapterOf(settings: IdentitySettings) {
  const options = optionsOf(settings)
  const database = { db: settings.db, type: 'postgres' as const, transaction: true }
  const inner = await getAdapter({ ...options, database })
  return () => hashingTokens(inner)
}

type Adapter = Awaited<ReturnType<typeof getAdapter>>

function hashingTokens(inner: Adapter): Adapter {
  const transaction: Adapter['transaction'] = (run) =>
    inner.transaction((tx) => run({ ...tx, create: hashingCreate(tx) }))
  return { ...inner, create: hashingCreate(inner), transaction }
}

interface Creation {
  readonly model: string
  readonly data: Record<string, unknown>
}

function hashingCreate(inner: Pick<Adapter, 'create'>): Adapter['create'] {
  const create = async (query: Creation) => {
    const { token } = query.data
    if (query.model !== 'session' || typeof token !== 'string') return inner.create(query)
    const stored = await inner.create({ ...query, data: { ...query.data, token: tokenHash(token) } })
    return { ...stored, token }
  }
  // The library's `create` is generic in the row it answers; this one answers the same row.
  return create as Adapter['create']
}

function cookieIn(headers: Headers, name: string): string {
  const cookie = headers.getSetCookie().find((one) => one.startsWith(`${name}=`))
  if (!cookie) throw new Error('the library began a session without a cookie')
  return cookie
}

function wrongCode(fault: unknown): 'code_wrong' | 'code_expired' | 'code_spent' {
  const code = fault instanceof APIError ? fault.body?.code : undefined
  if (code === 'INVALID_OTP') return 'code_wrong'
  if (code === 'OTP_EXPIRED') return 'code_expired'
  if (code === 'TOO_MANY_ATTEMPTS') return 'code_spent'
  throw fault
}

type Snake<Name extends string> = Name extends `${infer Head}${infer Tail}`
  ? `${Head extends Lowercase<Head> ? Head : `_${Lowercase<Head>}`}${Snake<Tail>}`
  : ''

function snake<const Names extends readonly string[]>(
  ...names: Names
): { [Name in Names[number]]: Snake<Name> } {
  const pairs = names.map((name) => [name, name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)])
  return Object.fromEntries(pairs)
}
