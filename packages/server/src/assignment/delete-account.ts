import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { type AccountActor, actorName } from '@claviger/core/teams/actor'
import { decideRoleEnd } from '@claviger/core/teams/role-rules'
import { decideStaffRole } from '@claviger/core/teams/staff-rules'
import { removeAccount } from '../access/store.ts'
import { revokeTokensOf } from '../access/token-store.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { countAdministrators, deleteGrantsOf } from '../teams/role-store.ts'
import { loadOrganization, lockOrganization } from '../teams/store.ts'
import { deleteStaff, lockStaff } from '../teams/vendor-store.ts'
import { lockHeld, returnHeld } from './return-license.ts'

/**
 * Deletes the actor's own account: licenses come back, roles and API tokens end, sessions die. Refused while somebody else would be
 * left without anybody who can run an organization or the installation; the way out is named with the refusal.
 */
export async function deleteAccount(
  tx: Tx,
  _request: Record<string, never>,
): Promise<Decision<{ returned: number }, Refusal>> {
  const { actor } = tx
  if (actor.kind !== 'account') return refuse('not_signed_in')
  const stuck = (await organizationLeftAlone(tx, actor)) ?? (await vendorLeftAlone(tx, actor))
  if (stuck) return { ok: false, refusal: stuck }

  const keys = actor.addresses.map((own) => own.key)
  const held = await lockHeld(tx, keys)
  await returnHeld(tx, held, 'account_deleted')
  await deleteGrantsOf(tx, keys)
  await revokeTokensOf(tx, keys)
  for (const key of keys) await deleteStaff(tx, key)
  await record(
    tx,
    organizationsOf(actor).map((organizationId) => ({
      what: 'account_deleted',
      organizationId,
      facts: { name: actorName(actor) },
    })),
  )
  await removeAccount(tx, actor.accountId)
  return accept({ returned: held.length })
}

function organizationsOf(actor: AccountActor): number[] {
  return [...new Set(actor.grants.map((grant) => grant.organizationId))].sort((a, b) => a - b)
}

/** The first organization this account is the only administrator of. */
async function organizationLeftAlone(tx: Tx, actor: AccountActor): Promise<Refusal | null> {
  const administered = actor.grants
    .filter((grant) => grant.role === 'administrator')
    .map((grant) => grant.organizationId)
  for (const organizationId of [...new Set(administered)].sort((a, b) => a - b)) {
    await lockOrganization(tx, organizationId)
    const decision = decideRoleEnd('administrator', true, await countAdministrators(tx, organizationId))
    if (!decision.ok) {
      const { name: organization, slug } = (await loadOrganization(tx, organizationId)) ?? {}
      return { ...decision.refusal, organizationId, organization, slug }
    }
  }
  return null
}

async function vendorLeftAlone(tx: Tx, actor: AccountActor): Promise<Refusal | null> {
  if (actor.staff !== 'owner') return null
  const own = new Set(actor.addresses.map((address) => address.key))
  const others = (await lockStaff(tx)).filter((one) => !own.has(one.addressKey))
  const decision = decideStaffRole(others, '', null)
  return decision.ok ? null : decision.refusal
}
