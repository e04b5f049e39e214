import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { readLicenseId } from '@claviger/core/kernel/ids'
import { refuseBy } from '@claviger/core/kernel/rules'
import { readName } from '@claviger/core/kernel/text'
import { actorAddress, actorName } from '@claviger/core/teams/actor'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { listAnswerers } from './answerer-store.ts'
import { type EndedLicense, type EndedRef, loadEnded, lockEnded } from './ended-store.ts'
import { loadAskedBack, type NewRequest, saveRequest } from './request-store.ts'
import { loadSetting, type Setting } from './store.ts'
import { tellAnswerers } from './tell-answerers.ts'

export interface AskLicenseBack extends EndedRef {
  /** Why it is needed; may be empty. */
  readonly note: unknown
}

/** Asks the administrators, once, for a license that was taken from the one who asks. */
export async function askLicenseBack(
  tx: Tx,
  request: AskLicenseBack,
): Promise<Decision<{ readonly askedAt: Date }, Refusal>> {
  if (tx.actor.kind !== 'account') return refuse('not_signed_in')
  const note = request.note === '' ? accept('') : readName(request.note, { field: 'note', max: 500 })
  if (!note.ok) return note
  const keys = tx.actor.addresses.map((own) => own.key)
  const license = readLicenseId(request.licenseId)
  const ref = { organizationId: request.organizationId, licenseId: license.ok ? license.plan : '' }
  const setting = license.ok ? await loadSetting(tx, ref.organizationId) : null
  const ended = setting && (await loadEnded(tx, ref, keys))
  if (!setting || !ended) {
    const account = actorAddress(tx.actor)
    return refuseBy('license_not_found', 'license_is_yours', { licenseId: request.licenseId, account })
  }
  const { product: productName, heldNow, heldSince: assignedAt } = ended
  if (heldNow) {
    const held = { productName, licenseId: heldNow, assignedAt }
    return refuseBy('already_has_license', 'has_no_license_yet', held)
  }

  await lockEnded(tx, ref.organizationId, ended.assignmentId)
  const asked = await loadAskedBack(tx, ref, { addressKey: ended.addressKey, since: ended.endedAt })
  if (asked) return accept({ askedAt: asked.askedAt })
  const wish = requestOf(tx, ref.organizationId, ended, note.plan)
  if (await saveRequest(tx, wish)) await tell(tx, setting, ended, wish)
  return accept({ askedAt: tx.now })
}

function requestOf(tx: Tx, organizationId: number, ended: EndedLicense, note: string): NewRequest {
  const { teamId, productCode, licenseId, address, addressKey, name } = ended
  return {
    ...{ id: tx.newId.uuid(), organizationId, teamId, productCode, licenseId, invitationId: null },
    ...{ address, addressKey, note, proved: true, reason: 'taken_back' },
    name: name || (actorName(tx.actor) === address ? '' : actorName(tx.actor)),
  }
}

async function tell(tx: Tx, setting: Setting, ended: EndedLicense, { id, note }: NewRequest): Promise<void> {
  const { organizationId } = setting
  const { teamId, licenseId, personId, assignmentId, address, product } = ended
  const answerers = await listAnswerers(tx, organizationId, { teamId })
  await tellAnswerers(tx, setting, answerers, {
    kind: 'license_asked_back',
    facts: {
      ...{ requestId: id, address, product, licenseId, note },
      ...{ organization: setting.organizationName, slug: setting.slug, timeZone: setting.timeZone },
      ...{ by: ended.endedBy, at: ended.endedAt.toISOString() },
    },
  })
  const facts = { requestId: id, address, assignmentId, note }
  await record(tx, [{ what: 'license_asked_back', organizationId, teamId, licenseId, personId, facts }])
}
