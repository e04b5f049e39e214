import { codeGoesWithLetter } from '@claviger/core/assignment/code-goes-with-letter'
import type { HeldRevocable, RevocationPlan } from '@claviger/core/assignment/plan-revocation'
import { dateFrom } from '@claviger/core/kernel/calendar'
import type { Address } from '@claviger/core/kernel/email'
import { actorAddress } from '@claviger/core/teams/actor'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { giveLicensesAgain } from '../licenses/pool-store.ts'
import { type JobLetter, queueForEach } from '../outbox/job-letter-store.ts'
import { ensurePeople } from '../teams/store.ts'
import { type JobItem, type NewJob, saveJobItems } from './job-store.ts'
import type { LicenseAssignedFacts } from './letter-facts.ts'
import type { Passing } from './reassign-store.ts'
import type { LockedLicense } from './revocable-store.ts'
import { type NewAssignment, type Setting, saveAssignments } from './store.ts'
import { bringBack } from './take-back.ts'

/** A license that changes hands, under the lock. */
export type PassedLicense = LockedLicense & Passing

/** Whom licenses go to. */
export interface Receiver {
  readonly address: Address
  readonly name: string
  /** The address belongs to an account: the licenses are connected from the first moment. */
  readonly connected: boolean
}

interface PassingOn {
  readonly setting: Setting
  readonly job: NewJob
  readonly receiver: Receiver
}

type Held = HeldRevocable<PassedLicense>

/** One license with its new assignment. */
interface Passed extends NewAssignment {
  readonly license: Held
}

/** Carries it out: taken from one, given to the other, with the report, one letter to each of the two, and the log. */
export async function passOn(tx: Tx, passing: PassingOn, plan: RevocationPlan<PassedLicense>): Promise<void> {
  const { setting, job, receiver } = passing
  const { organizationId } = setting
  // Who loses something hears of it when it can be undone no more.
  const taking = { job: { ...job, lettersAt: job.undoUntil }, reason: 'reassigned' } as const
  await bringBack(tx, setting, taking, plan.revoke)
  const people = await ensurePeople(tx, organizationId, [{ ...receiver, firstName: '', lastName: '' }])
  const personId = people.get(receiver.address.key)
  if (!personId) throw new Error('a person was not kept')
  const passed = plan.revoke.map((license) => passedOf(tx, license, { personId, receiver }))
  await giveLicensesAgain(
    tx,
    organizationId,
    passed.map((one) => ({ ...one, assignmentId: one.id })),
  )
  await saveEach(tx, passing, passed)
  await saveJobItems(tx, organizationId, job.id, reportOf(passed, plan, receiver))
  await queueForEach(
    tx,
    passed.map((one) => letterTo(tx, passing, one)),
  )
  await record(
    tx,
    passed.map((one) => happened(passing, one)),
  )
}

function passedOf(tx: Tx, license: Held, to: { personId: string; receiver: Receiver }): Passed {
  const { licenseId, endsOn } = license
  return {
    ...{ license, licenseId, id: tx.newId.uuid(), personId: to.personId, door: tx.newId.token() },
    ...{ connected: to.receiver.connected, endsOn: endsOn === null ? null : dateFrom(endsOn) },
  }
}

/** One statement for each team and product: one person's licenses are a handful. */
async function saveEach(tx: Tx, { setting, job }: PassingOn, passed: readonly Passed[]): Promise<void> {
  const byPlace = Map.groupBy(passed, ({ license }) => `${license.teamId} ${license.productCode}`)
  for (const together of byPlace.values()) {
    const [first] = together
    if (!first) continue
    const { teamId, productCode } = first.license
    const origin = { organizationId: setting.organizationId, teamId, productCode, cameBy: 'form' as const }
    await saveAssignments(tx, { ...origin, by: job.startedBy, jobId: job.id }, together)
  }
}

function reportOf(
  passed: readonly Passed[],
  { kept }: RevocationPlan<PassedLicense>,
  receiver: Receiver,
): JobItem[] {
  const to = { address: receiver.address.typed, name: receiver.name }
  const done = passed.map(({ licenseId, personId, id }) => ({
    ...{ ...to, licenseId, personId, assignmentId: id, outcome: 'done' as const, reason: null },
  }))
  const stay = kept.map(({ license, reason }) => ({
    ...{ ...to, licenseId: license.licenseId, personId: license.holder?.personId ?? null },
    ...{ assignmentId: null, outcome: 'skipped' as const, reason },
  }))
  return [...done, ...stay].map((item, index) => ({ line: index + 1, ...item }))
}

function letterTo(tx: Tx, { setting, job, receiver }: PassingOn, one: Passed): JobLetter {
  const { license, licenseId, door, connected, id } = one
  const facts: LicenseAssignedFacts = {
    ...{ by: job.startedBy, byAddress: actorAddress(tx.actor), organization: setting.organizationName },
    ...{ product: license.productName, door, licenseId, connected, address: receiver.address.typed },
    paidThrough: license.paidThrough,
    ...(license.endsOn !== null && { endsOn: license.endsOn }),
  }
  const withCode = codeGoesWithLetter({
    ...{ policy: setting.codePolicy, cameBy: 'form', asked: false, holdsAccount: connected },
  })
  return {
    personId: one.personId,
    tells: { product: license.productName, licenseId, assignmentId: id },
    letter: {
      ...{ kind: 'license_assigned', organizationId: setting.organizationId, locale: setting.locale },
      to: { address: receiver.address.mailTo, name: receiver.name },
      facts: { ...facts },
      ...{ sendAfter: job.lettersAt, jobId: job.id, assignmentId: id },
      ...(withCode && { encloses: 'activation_code' as const }),
    },
  }
}

function happened({ setting, job, receiver }: PassingOn, { license, licenseId, personId }: Passed) {
  const { organizationId } = setting
  const facts = {
    address: receiver.address.typed,
    product: license.productName,
    jobId: job.id,
    cameBy: 'form',
  }
  return { what: 'license_assigned', organizationId, teamId: license.teamId, licenseId, personId, facts }
}
