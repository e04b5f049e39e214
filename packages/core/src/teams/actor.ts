import type { Role, StaffRole } from './permissions.ts'

/** One accepted role of a person in an organization, or in one of its teams. */
export interface Grant {
  readonly organizationId: number
  readonly teamId: number | null
  readonly personId: string
  readonly role: Role
}

/** An address the account has proved to own. */
export interface OwnAddress {
  readonly key: string
  readonly address: string
}

export interface AccountActor {
  readonly kind: 'account'
  readonly accountId: string
  readonly sessionId: string
  /** The account's own name, or its address while it has none: what others see as "who did it". */
  readonly name: string
  readonly addresses: readonly OwnAddress[]
  readonly grants: readonly Grant[]
  readonly staff: StaffRole | null
  readonly via: 'page' | 'api'
}

/** What an API token was made for; a program never does more than its person may do at that moment. */
export type TokenRole = 'administrator' | 'viewer' | 'primary_contact'

/** A program that holds a token of a person, for their organization or one of its teams. */
export interface TokenActor {
  readonly kind: 'token'
  readonly tokenId: string
  readonly organizationId: number
  /** The one team it is for; null for the whole organization. */
  readonly teamId: number | null
  readonly role: TokenRole
  /** The person whose token it is: "who did it". */
  readonly name: string
  readonly addresses: readonly OwnAddress[]
  /** What token and person both allow, looked up with every call. */
  readonly grants: readonly Grant[]
  readonly via: 'api'
}

/** Who acts: nobody known, somebody signed in, their program, the operator at the machine, or Claviger itself. */
export type Actor =
  | { readonly kind: 'anonymous'; readonly via: 'page' | 'api' }
  | AccountActor
  | TokenActor
  | { readonly kind: 'operator'; readonly via: 'cli' }
  | { readonly kind: 'system'; readonly via: 'system' }

export const anonymous: Actor = { kind: 'anonymous', via: 'page' }
export const operator: Actor = { kind: 'operator', via: 'cli' }
export const system: Actor = { kind: 'system', via: 'system' }

/** How the actor is named in events and letters. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'account':
    case 'token':
      return actor.name
    case 'operator':
      return 'operator'
    case 'system':
      return 'claviger'
    case 'anonymous':
      return 'somebody'
  }
}

/** The address answers to this actor go to: the first one proved. */
export function actorAddress(actor: Actor): string | null {
  return actor.kind === 'account' || actor.kind === 'token' ? (actor.addresses[0]?.address ?? null) : null
}

/** The roles the actor acts with. */
export function grantsOf(actor: Actor): readonly Grant[] {
  return actor.kind === 'account' || actor.kind === 'token' ? actor.grants : []
}

/** Whether the actor has proved to own this address. */
export function owns(actor: Actor, addressKey: string): boolean {
  return actor.kind === 'account' && actor.addresses.some((own) => own.key === addressKey)
}
