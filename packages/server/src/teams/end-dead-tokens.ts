import { tokenReach } from '@claviger/core/teams/token-rules'
import { listTokens, saveRevocations } from '../access/token-store.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { loadAcceptedGrants, type RoleGrant } from './role-store.ts'
import { tokenEvent } from './token-parts.ts'

/** Ends the tokens that no role of their person carries any more: a role given again later does not wake them. */
export async function endDeadTokens(
  tx: Tx,
  { organizationId, personId, addressKey }: Pick<RoleGrant, 'organizationId' | 'personId' | 'addressKey'>,
): Promise<void> {
  const tokens = await listTokens(tx, organizationId, personId)
  if (tokens.length === 0) return
  const held = await loadAcceptedGrants(tx, organizationId, addressKey)
  const dead = tokens.filter((token) => tokenReach(token, held) === null)
  if (dead.length === 0) return
  await saveRevocations(
    tx,
    organizationId,
    dead.map((token) => token.id),
  )
  await record(
    tx,
    dead.map((token) => tokenEvent('token_revoked', token)),
  )
}
