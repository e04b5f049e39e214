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

/** Who acts: nobody known, somebody signed in, the operator at the machine, or the program itself. */
export type Actor =
  | { readonly kind: 'anonymous'; readonly via: 'page' | 'api' }
  | AccountActor
  | { readonly kind: 'operator'; readonly via: 'cli' }
  | { readonly kind: 'system'; readonly via: 'system' }

export const anonymous: Actor = { kind: 'anonymous', via: 'page' }
export const operator: Actor = { kind: 'operator', via: 'cli' }
export const system: Actor = { kind: 'system', via: 'system' }

/** How the actor is named in events and letters. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'account':
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
  return actor.kind === 'account' ? (actor.addresses[0]?.address ?? null) : null
}

/** Whether the actor has proved to own this address. */
export function owns(actor: Actor, addressKey: string): boolean {
  return actor.kind === 'account' && actor.addresses.some((own) => own.key === addressKey)
}
