import type { TokenActor } from '@claviger/core/teams/actor'
import { tokenReach } from '@claviger/core/teams/token-rules'
import { batched } from '../db/batch.ts'
import type { Doors } from '../db/unit-of-work.ts'
import { tokenHash } from './session-cookie.ts'
import { loadPresentedToken, type PresentedToken, type TokenId, touchTokens } from './token-store.ts'

/** Who calls with a key; `off` where the organization has turned its API off. */
export type TokenCaller =
  | { readonly kind: 'actor'; readonly actor: TokenActor }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'off'; readonly organizationId: number }

/** Where programs come in. */
export interface TokenDoor {
  /**
   * Who calls with this key for this customer, with what token and person both allow at this moment. Anything that is
   * wrong is the same `unknown`: nobody learns which part.
   */
  actorOfToken(key: string, customerCode: string): Promise<TokenCaller>
  /** Answers when the use of every token so far is noted. */
  tokensNoted(): Promise<void>
}

const unknown: TokenCaller = { kind: 'unknown' }
const minute = 60_000
const gathering = { waitMs: 250, most: 1000 }

/** Opens the door on this database. */
export function openTokenDoor(doors: Pick<Doors, 'db' | 'clock'>): TokenDoor {
  const { db } = doors
  const use = notingUse(doors)
  return {
    async actorOfToken(key, customerCode) {
      if (!isKey(key) || !isCustomerCode(customerCode)) return unknown
      const token = await loadPresentedToken(db, tokenHash(key), Number(customerCode))
      const reach = token && tokenReach(token, token.grants)
      if (!reach) return unknown
      if (!token.apiEnabled) return { kind: 'off', organizationId: token.organizationId }
      use.note(token)
      return { kind: 'actor', actor: actorOfToken(token, reach) }
    },
    tokensNoted: use.drained,
  }
}

/** Notes at most once a minute that a token is in use, beside the call; a note that fails fails alone. */
function notingUse({ db, clock }: Pick<Doors, 'db' | 'clock'>) {
  const noting = new Set<string>()
  const notes = batched(async (used: readonly TokenId[]) => {
    await touchTokens(db, used, clock())
    return used
  }, gathering)
  return {
    note({ organizationId, id, lastUsedAt }: PresentedToken): void {
      const idle = clock().getTime() - (lastUsedAt?.getTime() ?? 0)
      if (idle < minute || noting.has(id)) return
      noting.add(id)
      const done = () => noting.delete(id)
      notes.add({ organizationId, id }).then(done, done)
    },
    drained: notes.drained,
  }
}

/** The program that holds a token, with what token and person both allow. */
export function actorOfToken(
  { id, organizationId, teamId, name, address }: PresentedToken,
  { role, grants }: { role: TokenActor['role']; grants: TokenActor['grants'] },
): TokenActor {
  return {
    ...{ kind: 'token', tokenId: id, organizationId, teamId, role, name, grants, via: 'api' },
    addresses: [address],
  }
}

/** Any text could be hashed; what is no key at all is not worth a question to the database. */
function isKey(text: string): boolean {
  return /^[0-9a-z]{20,64}$/.test(text)
}

function isCustomerCode(text: string): boolean {
  return /^\d{1,15}$/.test(text)
}
