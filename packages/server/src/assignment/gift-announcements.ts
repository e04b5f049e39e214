import { codeGoesWithLetter } from '@claviger/core/assignment/code-goes-with-letter'
import { actorAddress } from '@claviger/core/teams/actor'
import type { Tx } from '../db/unit-of-work.ts'
import type { JobLetter } from '../outbox/job-letter-store.ts'
import type { Given, Giving } from './give-seats.ts'
import type { LicenseAssignedFacts } from './letter-facts.ts'

/** What tells one person of one license they were given. */
export function giftAnnouncement(tx: Tx, giving: Giving, one: Given): JobLetter {
  const { setting, job } = giving
  const { taking, place, licenseId, id: assignmentId, personId } = one
  return {
    personId,
    tells: { product: place.product, licenseId, assignmentId },
    letter: {
      kind: 'license_assigned',
      organizationId: setting.organizationId,
      to: { address: taking.address.mailTo, name: taking.name },
      locale: setting.locale,
      facts: { ...factsOf(tx, giving, one) },
      sendAfter: job.lettersAt,
      jobId: job.id,
      assignmentId,
      ...(bringsCode(giving, one) && { encloses: 'activation_code' }),
    },
  }
}

function factsOf(
  tx: Tx,
  { setting, job, request }: Giving,
  { taking, license, place, door }: Given,
): LicenseAssignedFacts {
  return {
    by: job.startedBy,
    byAddress: actorAddress(tx.actor),
    organization: setting.organizationName,
    product: place.product,
    door,
    licenseId: license.licenseId,
    paidThrough: license.paidThrough,
    address: taking.address.typed,
    connected: taking.connected,
    ...(taking.endsOn !== null && { endsOn: taking.endsOn }),
    ...(request.cameBy === 'request' && { asked: true }),
  }
}

function bringsCode({ setting, request }: Giving, { taking }: Given): boolean {
  return codeGoesWithLetter({
    ...{ policy: setting.codePolicy, cameBy: request.cameBy },
    ...{ asked: request.codeInLetter === true, holdsAccount: taking.connected },
  })
}
