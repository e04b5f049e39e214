import { planUndoOfReassign } from '@claviger/core/assignment/plan-undo'
import { actorName } from '@claviger/core/teams/actor'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import type { DecidedLine, JobUnderWay, UndoneLine, WaitingLine } from '../jobs/job-work.ts'
import { freeLicenses, giveLicensesAgain, lockPoolsOfLicenses } from '../licenses/pool-store.ts'
import { requeueAnnouncements, withdrawLettersOfJob } from '../outbox/withdrawal-store.ts'
import { loadPassed, type PassedLine } from './reassign-store.ts'
import { endAssignments, loadConnected, reopenAssignments } from './store.ts'
import { linesOf } from './undo-lines.ts'

/** Licenses are passed on at once or not at all: nothing of it is ever left to be decided later. */
export async function leaveWhereTheyAre(
  _tx: Tx,
  _job: JobUnderWay,
  lines: readonly WaitingLine[],
): Promise<readonly DecidedLine[]> {
  return lines.map(({ place }) => ({ place, outcome: 'skipped', reason: null }))
}

/** Takes licenses from whom they were passed on to, and gives them back to whom they were. */
export async function undoReassign(
  tx: Tx,
  job: JobUnderWay,
  lines: readonly WaitingLine[],
): Promise<readonly UndoneLine[]> {
  const { organizationId, id: jobId } = job
  const theirs = lines.flatMap(({ licenseId }) => licenseId ?? [])
  await lockPoolsOfLicenses(tx, organizationId, theirs)
  const passed = await loadPassed(
    tx,
    job,
    lines.map(({ place }) => place),
  )
  const plan = planUndoOfReassign(passed)
  // One letter tells each of the two of everything: it is withdrawn when all of it is undone.
  const about = plan.restore.flatMap(({ assignmentId, beforeId }) => [assignmentId, beforeId])
  if (plan.cannot.length === 0) await withdrawLettersOfJob(tx, organizationId, jobId, about)
  await turnBack(tx, job, plan.restore)
  await record(
    tx,
    plan.restore.map(({ teamId, licenseId, before }) => ({
      ...{ what: 'reassignment_undone', organizationId, teamId, licenseId, personId: before },
      facts: { jobId },
    })),
  )
  return linesOf(plan)
}

async function turnBack(tx: Tx, job: JobUnderWay, restore: readonly PassedLine[]): Promise<void> {
  const { organizationId, id: jobId } = job
  const given = restore.map(({ assignmentId }) => assignmentId)
  const before = restore.map(({ beforeId }) => beforeId)
  await endAssignments(tx, organizationId, given, { by: actorName(tx.actor), reason: 'undone', jobId })
  await freeLicenses(
    tx,
    organizationId,
    restore.map(({ licenseId }) => licenseId),
  )
  const connected = await loadConnected(tx, organizationId, before)
  await reopenAssignments(tx, organizationId, before)
  await requeueAnnouncements(tx, organizationId, before)
  const gifts = restore.map(({ licenseId, beforeId, before: personId }) => ({
    ...{ licenseId, assignmentId: beforeId, personId, connected: connected.has(beforeId) },
  }))
  await giveLicensesAgain(tx, organizationId, gifts)
}
