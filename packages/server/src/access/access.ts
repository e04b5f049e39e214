import { createHmac, timingSafeEqual } from 'node:crypto'
import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { type Address, readAddress } from '@claviger/core/kernel/email'
import { type AccountActor, type Actor, anonymous, operator } from '@claviger/core/teams/actor'
import { record } from '../audit/record.ts'
import type { Doors, Write } from '../db/unit-of-work.ts'
import { queueLetters } from '../outbox/queue.ts'
import { type Attempt, countAttempts, type TooManyAttempts } from './attempts.ts'
import { deviceOf } from './device.ts'
import { type BegunSession, handleOf, type Identity, openIdentity } from './identity.ts'
import { installationSecret } from './installation-secret.ts'
import type { accessLetters, CodePurpose } from './letters.ts'
import type { Locale, Theme } from './profile.ts'
import { forgottenSession, readCookie, sessionHashOf, tokenHash } from './session-cookie.ts'
import {
  deleteOtherSessions,
  deleteSession,
  deleteSessionByHash,
  loadHandle,
  loadHandleOfSession,
  loadSignInLink,
  saveProof,
  saveSignInLink,
  spendSignInLink,
  sweep,
} from './store.ts'
import { type SessionPlace, sessionsOf, visitorBySession } from './views.ts'

/** Somebody is signed in now; the cookie must be appended to the answer's headers. */
export interface SignedIn {
  readonly accountId: string
  readonly setCookie: string
}

export interface SendCode {
  readonly address: string
  readonly purpose: CodePurpose
  readonly source: string
  readonly locale: string
}

export interface TypedCode {
  readonly address: string
  readonly code: string
  readonly source: string
  /** The request's headers: the device, and the session that ends with this one. */
  readonly from: Headers
  /** The account's name while it has none. */
  readonly name?: string
}

export interface ProvedAddress {
  readonly address: string
  readonly name?: string
  readonly from: Headers
}

/** What a sign-in link shows before its button is pressed. */
export type SignInLinkState =
  | { readonly state: 'open'; readonly address: string }
  | { readonly state: 'used' | 'too_old' | 'unknown' }

/** Whoever sends a request; what they left open is decided by the browser and the vendor. */
export interface Visitor {
  readonly actor: Actor
  readonly locale: Locale | null
  readonly theme: Theme | null
}

/** Sign-in, sessions and who acts. Its answers never tell whether an address is known. */
export interface Access {
  /** Mails a six-digit code; the same answer for every well-formed address. */
  sendCode(
    request: SendCode,
  ): Promise<Decision<{ readonly address: Address; readonly validUntil: Date }, Refusal>>
  /** Spends a code; the account is made the first time. */
  signInWithCode(request: TypedCode): Promise<Decision<SignedIn, Refusal>>
  /** Makes a one-time sign-in path for ten minutes. For the operator at the machine. */
  makeSignInLink(
    address: string,
  ): Promise<Decision<{ readonly path: string; readonly validUntil: Date }, Refusal>>
  /** Shows what a sign-in link would do, changing nothing. */
  signInLink(token: string): Promise<SignInLinkState>
  /** Spends a sign-in link. Only a pressed button may call this. */
  signInWithLink(token: string, from: Headers): Promise<Decision<SignedIn, Refusal>>
  /** Signs in an address proved some other way (the browser that placed the order opens its claim). */
  signInAs(proved: ProvedAddress): Promise<Decision<SignedIn, Refusal>>
  /** Who sends this request, with the rights of this moment. */
  actorOf(request: Request): Promise<Actor>
  /** The same, with how they want their pages. */
  visitorOf(request: Request): Promise<Visitor>
  /** A new session id for the same account, the old one dead: called at each rise of rights. */
  renewSession(request: Request): Promise<string | undefined>
  /** Ends this browser's session and answers the cookie that says so. */
  signOut(request: Request): Promise<string>
  sessions(actor: AccountActor): Promise<readonly SessionPlace[]>
  endSession(actor: AccountActor, id: string): Promise<boolean>
  endOtherSessions(actor: AccountActor): Promise<void>
  /** A cookie that proves later that this browser was here for this purpose, such as `order:…`. */
  rememberBrowser(purpose: string): string
  /** Whether this browser carries the cookie of that purpose. */
  isRemembered(request: Request, purpose: string): boolean
  /** Forgets what has run out. */
  sweep(): Promise<void>
}

const minute = 60_000
const validMinutes = 10

/** A whole company may sit behind one address and start on the same morning. */
const perSource = 300

interface Parts {
  readonly doors: Doors
  readonly write: Write
  readonly identity: Identity
  readonly secure: boolean
  readonly seal: (purpose: string) => string
}

/** Opens identity on this database. */
export async function createAccess(doors: Doors, write: Write, publicOrigin: string): Promise<Access> {
  const secret = await installationSecret(doors.db, 'identity')
  const secure = publicOrigin.startsWith('https:')
  const identity = await openIdentity({ db: doors.db, newId: doors.newId, secret, publicOrigin, secure })
  const seal = (purpose: string) =>
    createHmac('sha256', secret).update(`browser ${purpose}`).digest('base64url')
  const parts: Parts = { doors, write, identity, secure, seal }
  return { ...signingIn(parts), ...links(parts), ...sessions(parts), ...browsers(parts) }
}

function signingIn(parts: Parts): Pick<Access, 'sendCode' | 'signInWithCode' | 'signInAs'> {
  const { doors, write, identity } = parts
  return {
    async sendCode({ address: typed, purpose, source, locale }) {
      const read = readAddress(typed)
      if (!read.ok) return read
      const address = read.plan
      const counted = await count(write, [
        { subject: `code to ${address.key}`, limit: 5, minutes: 15 },
        { subject: `code from ${source}`, limit: perSource, minutes: 15 },
      ])
      if (!counted.ok) return counted
      const digits = await identity.drawCode(await handleFor(parts, address))
      const validUntil = new Date(doors.clock().getTime() + validMinutes * minute)
      await write(anonymous, (tx) =>
        queueLetters<typeof accessLetters>(tx, [
          {
            kind: 'code',
            organizationId: 0,
            to: { address: address.mailTo, name: '' },
            locale,
            facts: { digits, purpose, validUntil: validUntil.toISOString() },
            secret: true,
          },
        ]),
      )
      return accept({ address, validUntil })
    },

    async signInWithCode({ address: typed, code, source, from, name }) {
      const read = readAddress(typed)
      if (!read.ok) return read
      const counted = await count(write, [{ subject: `guess from ${source}`, limit: perSource, minutes: 15 }])
      if (!counted.ok) return counted
      const begun = await identity.tryCode(await handleFor(parts, read.plan), code.replace(/\D/g, ''), from)
      if (typeof begun === 'string') return refuse(begun, { field: 'code' })
      return accept(await settle(parts, begun, { address: read.plan, name, from }))
    },

    async signInAs({ address: typed, name, from }) {
      const read = readAddress(typed)
      if (!read.ok) return read
      const begun = await identity.begin(await handleFor(parts, read.plan), from)
      return accept(await settle(parts, begun, { address: read.plan, name, from }))
    },
  }
}

function links(parts: Parts): Pick<Access, 'makeSignInLink' | 'signInLink' | 'signInWithLink'> {
  const { doors, write, identity } = parts
  return {
    async makeSignInLink(typed) {
      const read = readAddress(typed)
      if (!read.ok) return read
      const token = doors.newId.token()
      const validUntil = new Date(doors.clock().getTime() + validMinutes * minute)
      await write(operator, async (tx) => {
        await saveSignInLink(tx, { tokenHash: tokenHash(token), address: read.plan, validUntil })
        await record(tx, [
          { what: 'sign_in_link_made', organizationId: 0, facts: { address: read.plan.typed } },
        ])
      })
      return accept({ path: `/signin/${token}`, validUntil })
    },

    async signInLink(token) {
      const link = await loadSignInLink(doors.db, tokenHash(token))
      if (!link) return { state: 'unknown' }
      if (link.used_at) return { state: 'used' }
      return link.valid_until > doors.clock()
        ? { state: 'open', address: link.address }
        : { state: 'too_old' }
    },

    async signInWithLink(token, from) {
      const address = await write(anonymous, (tx) => spendSignInLink(tx, tokenHash(token)))
      if (!address) return refuse('sign_in_link_dead')
      const begun = await identity.begin(await handleFor(parts, address), from)
      const signedIn = await settle(parts, begun, { address, from })
      await tellOfNewSignIn(parts, address.typed, from)
      return accept(signedIn)
    },
  }
}

const nobody: Visitor = { actor: anonymous, locale: null, theme: null }

function sessions(
  parts: Parts,
): Pick<
  Access,
  | 'actorOf'
  | 'visitorOf'
  | 'renewSession'
  | 'signOut'
  | 'sessions'
  | 'endSession'
  | 'endOtherSessions'
  | 'sweep'
> {
  const { doors, identity, secure } = parts
  const { db, clock } = doors
  const visitorOf = async (request: Request): Promise<Visitor> => {
    const hash = sessionHashOf(request.headers, secure)
    return (hash && (await visitorBySession(db, hash))) || nobody
  }
  return {
    actorOf: async (request) => (await visitorOf(request)).actor,
    visitorOf,
    async renewSession(request) {
      const hash = sessionHashOf(request.headers, secure)
      const handle = hash && (await loadHandleOfSession(db, hash))
      if (!handle) return undefined
      const begun = await identity.begin(handle, request.headers)
      await deleteSessionByHash(db, hash)
      return begun.setCookie
    },
    async signOut(request) {
      await deleteSessionByHash(db, sessionHashOf(request.headers, secure))
      return forgottenSession(secure)
    },
    sessions: (actor) => sessionsOf(db, actor),
    endSession: (actor, id) => deleteSession(db, actor.accountId, id),
    endOtherSessions: (actor) => deleteOtherSessions(db, actor.accountId, actor.sessionId),
    sweep: () => sweep(db, clock()),
  }
}

const rememberedDays = 30

function browsers({ secure, seal }: Parts): Pick<Access, 'rememberBrowser' | 'isRemembered'> {
  const nameOf = (purpose: string) => `claviger_${tokenHash(purpose).slice(0, 12)}`
  return {
    rememberBrowser: (purpose) =>
      `${nameOf(purpose)}=${seal(purpose)}; Max-Age=${rememberedDays * 86_400}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`,
    isRemembered: (request, purpose) => {
      const shown = Buffer.from(readCookie(request.headers, nameOf(purpose)) ?? '')
      const expected = Buffer.from(seal(purpose))
      return shown.length === expected.length && timingSafeEqual(shown, expected)
    },
  }
}

type ShortAddress = Pick<Address, 'key' | 'typed'>

/** Counts in a transaction of its own, so that a try counts whatever comes of it. */
function count(write: Write, attempts: readonly Attempt[]): Promise<Decision<null, TooManyAttempts>> {
  return write(anonymous, (tx) => countAttempts(tx, attempts))
}

async function handleFor({ doors }: Parts, address: ShortAddress): Promise<string> {
  return (await loadHandle(doors.db, address.key)) ?? handleOf(address.key)
}

/** Notes the proof, and lets the browser's earlier session die with the new one. */
async function settle(
  { doors, write, secure }: Parts,
  begun: BegunSession,
  { address, name, from }: { address: ShortAddress; name?: string | undefined; from: Headers },
): Promise<SignedIn> {
  await write(anonymous, (tx) =>
    saveProof(tx, { accountId: begun.accountId, address, ...(name ? { name } : {}) }),
  )
  await deleteSessionByHash(doors.db, sessionHashOf(from, secure))
  return begun
}

async function tellOfNewSignIn({ doors, write }: Parts, address: string, from: Headers): Promise<void> {
  const vendor = await doors.db.selectFrom('vendor').select('locale').executeTakeFirst()
  await write(anonymous, (tx) =>
    queueLetters<typeof accessLetters>(tx, [
      {
        kind: 'new_sign_in',
        organizationId: 0,
        to: { address, name: '' },
        locale: vendor?.locale ?? 'en-US',
        facts: { at: tx.now.toISOString(), ...deviceOf(from.get('user-agent')) },
      },
    ]),
  )
}
