import type { Actor } from '@claviger/core/teams/actor'

/** For whom something goes on after the request that began it, as it is kept: who, and never with which rights. */
export type Bearer =
  | { readonly kind: 'account'; readonly id: string }
  | { readonly kind: 'token'; readonly organizationId: number; readonly id: string }
  | { readonly kind: 'operator' }
  | { readonly kind: 'system' }

/** Who goes on when this actor's request is over. Somebody unknown begins nothing that goes on. */
export function bearerOf(actor: Actor): Bearer {
  switch (actor.kind) {
    case 'account':
      return { kind: 'account', id: actor.accountId }
    case 'token':
      return { kind: 'token', organizationId: actor.organizationId, id: actor.tokenId }
    case 'operator':
    case 'system':
      return { kind: actor.kind }
    case 'anonymous':
      throw new Error('somebody unknown began what goes on')
  }
}

/** Whether this actor is the one for whom it goes on. */
export function isBearer(bearer: Bearer | null, actor: Actor): boolean {
  if (bearer === null || actor.kind === 'anonymous') return false
  const mine = bearerOf(actor)
  return mine.kind === bearer.kind && ('id' in mine && 'id' in bearer ? mine.id === bearer.id : true)
}
