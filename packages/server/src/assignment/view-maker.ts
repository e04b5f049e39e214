import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import type { AccountActor } from '@claviger/core/teams/actor'
import { teamsWhere } from '@claviger/core/teams/permissions'
import type { Tx } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'

/** Who may name queries and choose columns: everybody who sees licenses here and has an account to remember it for. */
export function viewMaker(
  tx: Tx,
  organizationId: number,
): Decision<AccountActor, ReasonedRefusal<'organization_not_found'> | { readonly code: 'not_signed_in' }> {
  const { actor } = tx
  if (teamsWhere(actor, 'licenses.see', organizationId).length === 0)
    return missing(tx, 'organization_not_found')
  return actor.kind === 'account' ? accept(actor) : refuse('not_signed_in')
}
