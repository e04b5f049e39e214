import { codeGoesWithLetter } from '@claviger/core/assignment/code-goes-with-letter'
import type { Contact } from '@claviger/core/assignment/contact-rules'
import { dateFrom, todayIn } from '@claviger/core/kernel/calendar'
import { isAssignable } from '@claviger/core/licenses/assignable'
import { actorAddress, actorName } from '@claviger/core/teams/actor'
import { recording } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { giveLicenses } from '../licenses/pool-store.ts'
import { type NewLetter, queueLetters } from '../outbox/queue.ts'
import type { LicenseAssignedFacts } from './letter-facts.ts'
import { keepRecipient, type Recipient } from './recipient-store.ts'
import { type NewAssignment, type Setting, saveAssignments } from './store.ts'

/** A license that was decided for somebody, with what goes with it. */
export interface Gift {
  readonly setting: Setting
  readonly license: {
    readonly licenseId: string
    readonly teamId: number
    readonly product: { readonly code: string; readonly name: string }
    readonly paidThrough: string
  }
  readonly contact: Contact
  readonly sendEmail: boolean
  readonly includeOfflineActivationCode: boolean
}

type Given = NewAssignment & Recipient

/** Puts a license into the hands of the one person a program names; the letter it asked for leaves at once. */
export async function giveLicense(tx: Tx, gift: Gift): Promise<Given> {
  const { organizationId } = gift.setting
  const { licenseId, teamId, product } = gift.license
  const recipient = await keepRecipient(tx, { organizationId, productCode: product.code }, gift.contact)
  const given = { ...recipient, licenseId, id: tx.newId.uuid(), door: tx.newId.token() }
  await giveLicenses(tx, organizationId, [{ ...given, assignmentId: given.id }])
  const origin = { organizationId, teamId, productCode: product.code, by: actorName(tx.actor) }
  const noting = recording(tx, [happened(gift, given)])
  await saveAssignments(tx, { ...origin, cameBy: 'api' }, [given], noting)
  if (gift.sendEmail) await queueLetters(tx, [letterTo(tx, gift, given)])
  return given
}

function letterTo(tx: Tx, gift: Gift, { id, door, connected }: Given): NewLetter {
  const { setting, license, contact } = gift
  const facts: LicenseAssignedFacts = {
    by: actorName(tx.actor),
    byAddress: actorAddress(tx.actor),
    organization: setting.organizationName,
    product: license.product.name,
    door,
    licenseId: license.licenseId,
    paidThrough: license.paidThrough,
    lapsed: hasLapsed(tx, gift),
    address: contact.address.typed,
    connected,
  }
  const bringsCode = codeGoesWithLetter({
    ...{ policy: setting.codePolicy, cameBy: 'api', asked: gift.includeOfflineActivationCode },
    holdsAccount: connected,
  })
  return {
    kind: 'license_assigned',
    organizationId: setting.organizationId,
    to: { address: contact.address.mailTo, name: contact.name },
    locale: setting.locale,
    facts: { ...facts },
    assignmentId: id,
    ...(bringsCode && { encloses: 'activation_code' }),
  }
}

/** What is given after the paid time, its grace included, is what stays of the license. */
function hasLapsed({ now }: Tx, { setting, license }: Gift): boolean {
  return !isAssignable(dateFrom(license.paidThrough), todayIn(now, setting.timeZone), setting.graceDays)
}

function happened({ setting, license, contact }: Gift, { licenseId, personId, additional }: Given) {
  return {
    what: 'license_assigned',
    organizationId: setting.organizationId,
    teamId: license.teamId,
    licenseId,
    personId,
    facts: { address: contact.address.typed, product: license.product.name, cameBy: 'api', additional },
  }
}
