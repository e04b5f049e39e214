import { accept, type Decision } from '@claviger/core/kernel/decision'
import { check, passing, type ReasonedRefusal } from '@claviger/core/kernel/rules'
import { standingTo } from '@claviger/core/teams/token-rules'
import { lockToken, saveRotation } from '../access/token-store.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { missing } from './access.ts'
import { tellOwner } from './tell-owner.ts'
import { keySince, tokenEvent } from './token-parts.ts'

export interface RotateToken {
  readonly organizationId: number
  readonly id: string
  /**
   * Since when the key to be replaced is in force, as its list said: a form sent twice does not replace the new key as
   * well. Absent where a program replaces its own.
   */
  readonly since?: string
}

export type RotateTokenRefusal = ReasonedRefusal<'token_not_found' | 'token_rotated_since'>

/** Gives one's own token another key, told here once. The key before is dead with the next call. */
export async function rotateToken(
  tx: Tx,
  request: RotateToken,
): Promise<Decision<{ readonly id: string; readonly key: string }, RotateTokenRefusal>> {
  const token = await lockToken(tx, request)
  if (!token || token.revokedAt || !standingTo(tx.actor, token).own) return missing(tx, 'token_not_found')
  const { since = keySince(token) } = request
  const passed = passing([check('token_rotated_since', 'key_is_the_same', since === keySince(token))])
  if (!passed.ok) return passed

  const key = tx.newId.apiToken()
  await saveRotation(tx, token, key)
  // A program that changes its key every night would write a letter every night.
  if (tx.actor.kind !== 'token') await tellOwner(tx, 'token_rotated', token)
  await record(tx, [tokenEvent('token_rotated', token)])
  return accept({ id: token.id, key })
}
