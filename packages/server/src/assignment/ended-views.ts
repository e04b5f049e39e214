import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import { readLicenseId } from '@claviger/core/kernel/ids'
import { type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import { actorAddress } from '@claviger/core/teams/actor'
import type { Read } from '../db/unit-of-work.ts'
import { listAnswerers } from './answerer-store.ts'
import { type EndedLicense, type EndedRef, loadEnded } from './ended-store.ts'
import { type AskedBack, loadAskedBack } from './request-store.ts'
import { loadSetting } from './store.ts'

export interface EndedLicensePage
  extends Pick<
    EndedLicense,
    'licenseId' | 'address' | 'product' | 'endedAt' | 'endedBy' | 'endReason' | 'heldNow'
  > {
  readonly organizationId: number
  readonly organization: string
  /** The person's question for it, and what became of that. */
  readonly asked: AskedBack | null
  /** Who can give one. */
  readonly givers: readonly string[]
}

/** A license one held: who took it back, and whether it was asked for since. */
export async function endedLicense(
  read: Read,
  query: EndedRef,
): Promise<
  Decision<EndedLicensePage, ReasonedRefusal<'license_not_found'> | { readonly code: 'not_signed_in' }>
> {
  if (read.actor.kind !== 'account') return refuse('not_signed_in')
  const keys = read.actor.addresses.map((own) => own.key)
  const license = readLicenseId(query.licenseId)
  const ref = { organizationId: query.organizationId, licenseId: license.ok ? license.plan : '' }
  const setting = license.ok ? await loadSetting(read, ref.organizationId) : null
  const ended = setting && (await loadEnded(read, ref, keys))
  if (!setting || !ended) {
    const account = actorAddress(read.actor)
    return refuseBy('license_not_found', 'license_is_yours', { licenseId: query.licenseId, account })
  }
  const { licenseId, address, addressKey, product, endedAt, endedBy, endReason, heldNow } = ended
  const givers = await listAnswerers(read, ref.organizationId, ended)
  return accept({
    ...{ licenseId, address, product, endedAt, endedBy, endReason, heldNow },
    ...{ organizationId: ref.organizationId, organization: setting.organizationName },
    asked: await loadAskedBack(read, ref, { addressKey, since: endedAt }),
    givers: givers.map((giver) => giver.name || giver.address),
  })
}
