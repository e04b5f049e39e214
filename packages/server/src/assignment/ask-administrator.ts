import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { readAddress } from '@claviger/core/kernel/email'
import { refuseBy } from '@claviger/core/kernel/rules'
import { readName } from '@claviger/core/kernel/text'
import { owns } from '@claviger/core/teams/actor'
import { record } from '../audit/record.ts'
import { loadProduct } from '../catalog/store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { countFreeSeats } from '../licenses/pool-store.ts'
import { queueLetters } from '../outbox/queue.ts'
import { findInvitationAddress, type Invitation, lockInvitation } from './invitation-store.ts'
import type { LicenseRequestedFacts } from './letter-facts.ts'
import { countRequestsSince, saveRequest } from './request-store.ts'
import { loadSetting, type Setting } from './store.ts'

export interface AskAdministrator {
  readonly token: string
  readonly address: unknown
  readonly note: unknown
  /** The refusal the person met at the link. */
  readonly reason: string
}

/** Letters one link may cause in a day by people asking, whoever they say they are. */
const mostPerDay = 20
const dayMillis = 86_400_000

/** Keeps the question of somebody whom a link gave nothing, and writes to the administrator once. */
export async function askAdministrator(
  tx: Tx,
  request: AskAdministrator,
): Promise<Decision<{ sentTo: string }, Refusal>> {
  const address = readAddress(typeof request.address === 'string' ? request.address : '')
  if (!address.ok) return { ok: false, refusal: { ...address.refusal, field: 'address' } }
  const note =
    request.note === '' || request.note === undefined
      ? accept('')
      : readName(request.note, { field: 'note', max: 500 })
  if (!note.ok) return note
  const found = await findInvitationAddress(tx, request.token)
  if (!found) return refuseBy('link_unknown', 'link_leads_somewhere')
  const invitation = await lockInvitation(tx, found.organizationId, found.invitationId)
  const setting = await loadSetting(tx, found.organizationId)
  if (!invitation || !setting) return refuseBy('link_unknown', 'link_leads_somewhere')
  const asked = await countRequestsSince(tx, invitation, new Date(tx.now.getTime() - dayMillis))
  if (asked >= mostPerDay)
    return refuseBy('too_many_requests', 'requests_left', { limit: mostPerDay, by: invitation.createdBy })

  const wish = {
    address: address.plan.typed,
    addressKey: address.plan.key,
    note: note.plan,
    reason: request.reason.slice(0, 60),
  }
  if (await saveRequest(tx, invitation, wish)) await tellAdministrator(tx, { invitation, setting, ...wish })
  return accept({ sentTo: invitation.createdBy })
}

async function tellAdministrator(
  tx: Tx,
  asking: {
    invitation: Invitation
    setting: Setting
    address: string
    addressKey: string
    note: string
    reason: string
  },
): Promise<void> {
  const { invitation, setting, address, addressKey, note, reason } = asking
  const { organizationId, teamId } = invitation
  const product = await loadProduct(tx, invitation.productCode)
  const facts: LicenseRequestedFacts = {
    address,
    proved: owns(tx.actor, addressKey),
    note,
    reason,
    link: invitation.name,
    invitationId: invitation.id,
    organization: setting.organizationName,
    slug: setting.slug,
    product: product?.name ?? invitation.productCode,
    freeSeats: await countFreeSeats(tx, invitation),
  }
  const to = { address: invitation.creatorAddress, name: invitation.createdBy }
  if (to.address !== '')
    await queueLetters(tx, [
      { kind: 'license_requested', organizationId, locale: setting.locale, to, facts: { ...facts } },
    ])
  await record(tx, [
    {
      what: 'license_requested',
      organizationId,
      teamId,
      facts: { address, reason, invitationId: invitation.id },
    },
  ])
}
