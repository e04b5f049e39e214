import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { readAddress } from '@claviger/core/kernel/email'
import { readLicenseId } from '@claviger/core/kernel/ids'
import { refuseBy } from '@claviger/core/kernel/rules'
import { readName } from '@claviger/core/kernel/text'
import { actorAddress } from '@claviger/core/teams/actor'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { type NewLetter, queueLetters } from '../outbox/queue.ts'
import {
  type EndedLicense,
  type EndedRef,
  listGivers,
  loadAskedBack,
  loadEnded,
  lockEnded,
} from './ended-store.ts'
import type { LicenseAskedBackFacts } from './letter-facts.ts'
import { loadSetting, type Setting } from './store.ts'

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
  const askedAt = await loadAskedBack(tx, ref, ended.assignmentId)
  if (askedAt) return accept({ askedAt })
  await tellGivers(tx, setting, ended, note.plan)
  return accept({ askedAt: tx.now })
}

async function tellGivers(tx: Tx, setting: Setting, ended: EndedLicense, note: string): Promise<void> {
  const { organizationId } = setting
  const { teamId, licenseId, personId, assignmentId, address } = ended
  const givers = await listGivers(tx, organizationId, teamId)
  await queueLetters(
    tx,
    givers.map((to) => letterTo(setting, ended, note, to)),
  )
  const facts = { address, assignmentId, note }
  await record(tx, [{ what: 'license_asked_back', organizationId, teamId, licenseId, personId, facts }])
}

function letterTo(
  setting: Setting,
  ended: EndedLicense,
  note: string,
  to: { readonly address: string; readonly name: string },
): NewLetter {
  const facts: LicenseAskedBackFacts = {
    ...{ address: ended.address, product: ended.product, licenseId: ended.licenseId, note },
    ...{ organization: setting.organizationName, slug: setting.slug, timeZone: setting.timeZone },
    ...{ by: ended.endedBy, at: ended.endedAt.toISOString() },
  }
  const mailTo = readAddress(to.address)
  return {
    kind: 'license_asked_back',
    organizationId: setting.organizationId,
    locale: setting.locale,
    to: { address: mailTo.ok ? mailTo.plan.mailTo : to.address, name: to.name },
    facts: { ...facts },
  }
}
