import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { standingTo } from '@claviger/core/teams/token-rules'
import { lockToken, saveRevocations } from '../access/token-store.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { missing } from './access.ts'
import { tellOwner } from './tell-owner.ts'
import { tokenEvent } from './token-parts.ts'

export interface RevokeToken {
  readonly organizationId: number
  readonly id: string
}

/** Ends a token for good: one's own, or somebody's where one looks after tokens. Asked again, it stays ended. */
export async function revokeToken(
  tx: Tx,
  request: RevokeToken,
): Promise<Decision<{ readonly id: string }, ReasonedRefusal<'token_not_found'>>> {
  const token = await lockToken(tx, request)
  const standing = token && standingTo(tx.actor, token)
  if (!token || !(standing?.own || standing?.manages)) return missing(tx, 'token_not_found')
  if (token.revokedAt) return accept({ id: token.id })

  await saveRevocations(tx, token.organizationId, [token.id])
  if (!standing.own) await tellOwner(tx, 'token_revoked', token)
  await record(tx, [tokenEvent('token_revoked', token)])
  return accept({ id: token.id })
}
