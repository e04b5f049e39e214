import { accept, type Decision } from '@claviger/core/kernel/decision'
import { type FieldsWrong, readChoice, readFields } from '@claviger/core/kernel/fields'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { actorName, owns } from '@claviger/core/teams/actor'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { queueLetters } from '../outbox/queue.ts'
import { missing, refuseHere } from './access.ts'
import { mailToOf } from './mail-to.ts'
import { listGrants } from './role-store.ts'
import { loadOrganization, type Organization, saveApiEnabled } from './store.ts'
import type { tokenLetters } from './token-letters.ts'

export interface ChangeApi {
  readonly organizationId: number
  readonly state: string
}

export type ChangeApiRefusal = FieldsWrong | ReasonedRefusal<'organization_not_found' | 'not_allowed'>

/**
 * Turns the API of an organization on or off. Off, its tokens are kept and none is answered; on again, they work as
 * before. Its other administrators are told.
 */
export async function changeApi(
  tx: Tx,
  request: ChangeApi,
): Promise<Decision<{ readonly state: 'on' | 'off' }, ChangeApiRefusal>> {
  const organization = await loadOrganization(tx, request.organizationId)
  const barred = await refuseHere(tx, {
    ...{ organizationId: request.organizationId, missing: 'organization_not_found' },
    ...{ exists: organization !== undefined, see: 'organization.see', do: 'organization.settings' },
  })
  if (barred) return { ok: false, refusal: barred }
  if (!organization) return missing(tx, 'organization_not_found')
  const read = readFields({ state: readChoice(request.state, ['on', 'off']) })
  if (!read.ok) return read
  const { state } = read.plan
  if (!(await saveApiEnabled(tx, organization.id, state === 'on'))) return accept({ state })

  await tellAdministrators(tx, organization, state)
  const what = state === 'on' ? 'api_turned_on' : 'api_turned_off'
  await record(tx, [{ what, organizationId: organization.id }])
  return accept({ state })
}

async function tellAdministrators(tx: Tx, organization: Organization, state: 'on' | 'off'): Promise<void> {
  const grants = await listGrants(tx, organization.id)
  const others = grants.filter(
    (grant) =>
      grant.role === 'administrator' && grant.acceptedAt !== null && !owns(tx.actor, grant.addressKey),
  )
  const facts = {
    ...{ by: actorName(tx.actor), at: tx.now.toISOString(), state },
    ...{ organization: organization.name, path: `/o/${organization.slug}/api` },
  }
  await queueLetters<typeof tokenLetters>(
    tx,
    others.map(({ address, name }) => ({
      ...{ kind: 'api_switched', organizationId: organization.id, locale: organization.locale, facts },
      to: { address: mailToOf(address), name },
    })),
  )
}
