import { readTerms, type TypedTerms } from '@claviger/core/assignment/read-terms'
import { todayIn } from '@claviger/core/kernel/calendar'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { readFormId } from '@claviger/core/kernel/fields'
import { refuseBy } from '@claviger/core/kernel/rules'
import { actorAddress, actorName } from '@claviger/core/teams/actor'
import { record } from '../audit/record.ts'
import { loadProduct } from '../catalog/store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { missing, refuseHere } from '../teams/access.ts'
import { holdTeam } from '../teams/team-store.ts'
import { saveInvitation } from './invitation-store.ts'
import { loadSetting } from './store.ts'

export interface CreateInvitation extends TypedTerms {
  readonly organizationId: number
  /** Drawn when the form is shown: sending the same form twice makes one link. */
  readonly id: string
  readonly teamId: number
  readonly productCode: string
}

export interface CreatedInvitation {
  readonly id: string
  /** The last part of its address; null when the same form had made the link before. */
  readonly token: string | null
}

/** Makes a link by which people take a license of one product from one team. It reserves nothing. */
export async function createInvitation(
  tx: Tx,
  request: CreateInvitation,
): Promise<Decision<CreatedInvitation, Refusal>> {
  const { organizationId, teamId, productCode } = request
  const formId = readFormId(request.id)
  if (!formId.ok) return formId
  const id = formId.plan
  const setting = await loadSetting(tx, organizationId)
  const team = await holdTeam(tx, organizationId, teamId)
  const barred = await refuseHere(tx, {
    ...{ organizationId, teamId, missing: 'team_not_found', exists: team !== undefined },
    ...{ see: 'invitations.see', do: 'invitations.manage' },
  })
  if (barred) return { ok: false, refusal: barred }
  if (!setting) return missing(tx, 'team_not_found')
  const terms = readTerms(request, todayIn(tx.now, setting.timeZone))
  if (!terms.ok) return terms
  if (!(await loadProduct(tx, productCode))) return refuseBy('product_not_found', 'product_is_there')

  const by = { createdBy: actorName(tx.actor), creatorAddress: actorAddress(tx.actor) ?? '' }
  const invitation = {
    organizationId,
    id,
    teamId,
    productCode,
    pausedAt: null,
    nearlyUsedAt: null,
    createdAt: tx.now,
    ...by,
    ...terms.plan,
  }
  const token = tx.newId.token()
  const saved = await saveInvitation(tx, invitation, token)
  if (saved)
    await record(tx, [
      {
        what: 'invitation_created',
        organizationId,
        teamId,
        facts: { invitationId: id, productCode, ...terms.plan },
      },
    ])
  return accept({ id, token: saved ? token : null })
}
