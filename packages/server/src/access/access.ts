import { createHmac } from 'node:crypto'
import type { Decision, Refusal } from '@claviger/core/kernel/decision'
import type { Address } from '@claviger/core/kernel/email'
import type { AccountActor, Actor } from '@claviger/core/teams/actor'
import type { Doors, Write } from '../db/unit-of-work.ts'
import { openIdentity } from './identity.ts'
import { installationSecret } from './installation-secret.ts'
import type { CodePurpose } from './letters.ts'
import type { Locale, Theme } from './profile.ts'
import { rememberingBrowsers } from './remember-browser.ts'
import { keepingSessions } from './sessions.ts'
import type { Entrance } from './settle.ts'
import { signingInByCode } from './sign-in-by-code.ts'
import { signingInByLink } from './sign-in-by-link.ts'
import { openTokenDoor, type TokenDoor } from './token-door.ts'
import type { SessionPlace } from './views.ts'

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
  | { readonly state: 'used' | 'too_old' | 'unknown'; readonly refusal: Refusal | null }

/** Whoever sends a request; what they left open is decided by the browser and the vendor. */
export interface Visitor {
  readonly actor: Actor
  readonly locale: Locale | null
  readonly theme: Theme | null
}

/** Sign-in, sessions and who acts. Its answers never tell whether an address is known. */
export interface Access extends TokenDoor {
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
  /** Where this account is signed in, this browser first. */
  sessions(actor: AccountActor): Promise<readonly SessionPlace[]>
  /** Ends one of the actor's own sessions; false when it is none of theirs. */
  endSession(actor: AccountActor, id: string): Promise<boolean>
  /** Ends all of them but this one. */
  endOtherSessions(actor: AccountActor): Promise<void>
  /** A cookie that proves later that this browser was here for this purpose, such as `order:…`. */
  rememberBrowser(purpose: string): string
  /** Whether this browser carries the cookie of that purpose. */
  isRemembered(request: Request, purpose: string): boolean
  /** Forgets what has run out. */
  sweep(): Promise<void>
}

/** Opens identity on this database. */
export async function createAccess(doors: Doors, write: Write, publicOrigin: string): Promise<Access> {
  const secret = await installationSecret(doors.db, 'identity')
  const secure = publicOrigin.startsWith('https:')
  const identity = await openIdentity({ db: doors.db, newId: doors.newId, secret, publicOrigin, secure })
  const entrance: Entrance = { doors, write, identity, secure }
  const seal = (purpose: string) =>
    createHmac('sha256', secret).update(`browser ${purpose}`).digest('base64url')
  return {
    ...signingInByCode(entrance),
    ...signingInByLink(entrance),
    ...keepingSessions(entrance),
    ...rememberingBrowsers(seal, secure),
    ...openTokenDoor(doors),
  }
}
