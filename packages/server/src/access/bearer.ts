import { type Actor, operator, system } from '@claviger/core/teams/actor'
import { tokenReach } from '@claviger/core/teams/token-rules'
import type { Kysely } from 'kysely'
import type { Schema } from '../db/schema.ts'
import { actorOfToken } from './token-door.ts'
import { loadLivingToken } from './token-store.ts'
import { actorOfAccount } from './views.ts'

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

/** The bearer with the rights of this moment; nobody where the account or the token is no more. */
export async function actorOfBearer(db: Kysely<Schema>, bearer: Bearer): Promise<Actor | undefined> {
  switch (bearer.kind) {
    case 'account':
      return actorOfAccount(db, bearer.id)
    case 'token': {
      const token = await loadLivingToken(db, bearer)
      const reach = token?.apiEnabled ? tokenReach(token, token.grants) : undefined
      return token && reach ? actorOfToken(token, reach) : undefined
    }
    case 'operator':
      return operator
    case 'system':
      return system
  }
}
