import { codeGoesWithLetter } from '@claviger/core/assignment/code-goes-with-letter'
import type { Address } from '@claviger/core/kernel/email'
import { actorAddress } from '@claviger/core/teams/actor'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { type FreeLicense, giveLicenses } from '../licenses/pool-store.ts'
import { type NewLetter, queueLetters } from '../outbox/queue.ts'
import { ensurePeople } from '../teams/store.ts'
import type { Invitation } from './invitation-store.ts'
import type { LicenseConnectedFacts } from './letter-facts.ts'
import { type Setting, saveAssignments } from './store.ts'
import { tellMaker } from './tell-maker.ts'

interface GivingByLink {
  readonly invitation: Invitation
  readonly setting: Setting
  readonly product: { readonly code: string; readonly name: string }
  readonly license: FreeLicense
  readonly address: Address
  /** How many hold one by this link with this one. */
  readonly takenNow: number
  /** Seats that are free without this one. */
  readonly freeNow: number
}

/** Puts the picked license into the hands of the person who pressed, connected from the first moment. */
export async function giveByLink(tx: Tx, giving: GivingByLink): Promise<void> {
  const { invitation, license, address } = giving
  const { organizationId, teamId } = invitation
  const name = tx.actor.kind === 'account' && tx.actor.name !== address.typed ? tx.actor.name : ''
  const people = await ensurePeople(tx, organizationId, [{ address, name, firstName: '', lastName: '' }])
  const personId = people.get(address.key)
  if (!personId) throw new Error('the person was not kept')
  const given = {
    id: tx.newId.uuid(),
    licenseId: license.licenseId,
    personId,
    door: tx.newId.token(),
    connected: true,
  }
  await giveLicenses(tx, organizationId, [{ ...given, assignmentId: given.id }])
  await saveAssignments(
    tx,
    { ...invitation, cameBy: 'link', by: address.typed, invitationId: invitation.id },
    [given],
  )
  await queueLetters(tx, lettersOf(giving, given.id))
  await tellMaker(tx, giving)
  const facts = {
    address: address.typed,
    // Somebody with several addresses took it for one of them: the log names both.
    signedInAs: actorAddress(tx.actor),
    product: giving.product.name,
    invitationId: invitation.id,
    cameBy: 'link',
  }
  await record(tx, [
    { what: 'license_taken', organizationId, teamId, licenseId: license.licenseId, personId, facts },
  ])
}

function lettersOf({ setting, product, license, address }: GivingByLink, assignmentId: string): NewLetter[] {
  const common = { organizationId: setting.organizationId, locale: setting.locale }
  const connected: LicenseConnectedFacts = {
    organization: setting.organizationName,
    product: product.name,
    licenseId: license.licenseId,
    paidThrough: license.paidThrough,
    address: address.typed,
  }
  const bringsCode = codeGoesWithLetter({
    ...{ policy: setting.codePolicy, cameBy: 'link', asked: false, holdsAccount: true },
  })
  return [
    {
      ...common,
      kind: 'license_connected',
      to: { address: address.mailTo, name: '' },
      facts: { ...connected },
      assignmentId,
      ...(bringsCode && { encloses: 'activation_code' }),
    },
  ]
}
