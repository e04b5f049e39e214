import type { HeldRevocable, RevocationPlan } from '@claviger/core/assignment/plan-revocation'
import { actorAddress, actorName } from '@claviger/core/teams/actor'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import type { JobUnderWay } from '../jobs/job-work.ts'
import { freeLicenses } from '../licenses/pool-store.ts'
import { afterItsEnd, type JobLetter, queueForEach } from '../outbox/job-letter-store.ts'
import { withdrawAnnouncements } from '../outbox/withdrawal-store.ts'
import { windows } from './assign-people.ts'
import { type JobItem, type NewJob, openJob, saveJobItems } from './job-store.ts'
import type { LicenseRevokedFacts } from './letter-facts.ts'
import type { LockedLicense } from './revocable-store.ts'
import { endAssignments, type Setting } from './store.ts'

/** The bulk act of taking licenses back: their people are told when it can be undone no more. */
export function revocationJob(tx: Tx, setting: Setting, id: string): NewJob {
  const { undoUntil } = windows(tx, setting)
  return {
    ...{ organizationId: setting.organizationId, id, kind: 'revoke', productCode: null, teamId: null },
    ...{ startedBy: actorName(tx.actor), undoUntil, lettersAt: undoUntil, request: {} },
  }
}

/** Takes licenses back for a program, like any bulk act. Answers the job. */
export async function takeBackAtOnce(
  tx: Tx,
  setting: Setting,
  plan: RevocationPlan<LockedLicense>,
  reason: TakingReason = 'revoked',
): Promise<string> {
  const job = revocationJob(tx, setting, tx.newId.uuid())
  await openJob(tx, job)
  await takeBack(tx, setting, job, plan, { reason })
  return job.id
}

/** Why a license comes back: somebody took it, nobody kept it, its last day is over, or it goes on to somebody else. */
export type TakingReason = 'revoked' | 'not_kept' | 'day_reached' | 'reassigned'

/** Carries a revocation out, with its report; lines that are yet to be decided follow it. */
export async function takeBack(
  tx: Tx,
  setting: Setting,
  job: NewJob,
  plan: RevocationPlan<LockedLicense>,
  { reason = 'revoked', waiting = [] }: { reason?: TakingReason; waiting?: readonly JobItem[] } = {},
): Promise<void> {
  const lettersAt = waiting.length > 0 ? afterItsEnd(tx.now) : job.lettersAt
  await bringBack(tx, setting, { job: { ...job, lettersAt }, reason }, plan.revoke)
  await saveJobItems(tx, setting.organizationId, job.id, [...reportOf(plan), ...waiting])
}

/** Licenses free, assignments ended, letters and log: a fixed number of statements. */
export async function bringBack(
  tx: Tx,
  setting: Setting,
  { job, reason }: Taking,
  revoke: readonly HeldLocked[],
): Promise<void> {
  const { organizationId } = setting
  const assignmentIds = revoke.map((one) => one.assignment.id)
  const end = { by: job.startedBy, reason, jobId: job.id }
  await endAssignments(tx, organizationId, assignmentIds, end)
  await freeLicenses(
    tx,
    organizationId,
    revoke.map((one) => one.licenseId),
  )
  const untold = await withdrawAnnouncements(tx, organizationId, assignmentIds)
  const told = revoke.filter((one) => !untold.has(one.assignment.id))
  await queueForEach(
    tx,
    told.map((one) => letterTo(tx, setting, { job, reason }, one)),
  )
  await record(
    tx,
    revoke.map((one) => happened(setting, { job, reason }, one)),
  )
}

/** A license somebody has, under the lock. */
export type HeldLocked = HeldRevocable<LockedLicense>

function reportOf({ revoke, kept }: RevocationPlan<LockedLicense>): JobItem[] {
  const done = revoke.map((license) => ({ license, outcome: 'done' as const, reason: null }))
  const stay = kept.map(({ license, reason }) => ({
    license,
    outcome: reason.code === 'not_assigned' ? ('skipped' as const) : ('refused' as const),
    reason,
  }))
  return [...done, ...stay].map(({ license, outcome, reason }, index) => ({
    line: index + 1,
    address: license.holder?.address ?? '',
    name: license.holder?.name ?? '',
    personId: license.holder?.personId ?? null,
    licenseId: license.licenseId,
    assignmentId: license.assignment?.id ?? null,
    outcome,
    reason,
  }))
}

/** Which job takes licenses back, and why. */
export interface Taking {
  readonly job: Pick<JobUnderWay, 'id' | 'startedBy' | 'lettersAt'>
  readonly reason: TakingReason
}

function letterTo(tx: Tx, setting: Setting, { job, reason }: Taking, license: HeldLocked): JobLetter {
  const facts: LicenseRevokedFacts = {
    by: job.startedBy,
    byAddress: actorAddress(tx.actor),
    organization: setting.organizationName,
    product: license.productName,
    licenseId: license.licenseId,
    at: tx.now.toISOString(),
    timeZone: setting.timeZone,
    ...(reason !== 'revoked' && { reason }),
  }
  const { product, licenseId } = facts
  return {
    personId: license.holder.personId,
    tells: { product, licenseId, assignmentId: license.assignment.id },
    letter: {
      kind: 'license_revoked',
      organizationId: setting.organizationId,
      to: { address: license.holder.mailTo, name: license.holder.name },
      locale: setting.locale,
      facts: { ...facts },
      sendAfter: job.lettersAt,
      jobId: job.id,
      assignmentId: license.assignment.id,
      encloses: 'code_outstanding',
    },
  }
}

interface TakenBack {
  readonly what: 'license_revoked' | 'license_not_kept' | 'license_day_reached' | 'license_reassigned'
}

const events: Readonly<Record<TakingReason, TakenBack['what']>> = {
  revoked: 'license_revoked',
  not_kept: 'license_not_kept',
  day_reached: 'license_day_reached',
  reassigned: 'license_reassigned',
}

function happened(setting: Setting, { job, reason }: Taking, license: HeldLocked) {
  return {
    what: events[reason],
    organizationId: setting.organizationId,
    teamId: license.teamId,
    licenseId: license.licenseId,
    personId: license.holder.personId,
    facts: { address: license.holder.address, product: license.productName, jobId: job.id },
  }
}
