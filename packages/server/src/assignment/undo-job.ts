import {
  planUndoOfAssign,
  planUndoOfRevoke,
  refuseLateUndo,
  type UndoPlan,
} from '@claviger/core/assignment/plan-undo'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { actorName } from '@claviger/core/teams/actor'
import { may, type Permission } from '@claviger/core/teams/permissions'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { freeLicenses, giveLicensesAgain, lockPoolsOfLicenses } from '../licenses/pool-store.ts'
import { requeueAnnouncements, withdrawLettersOfJob } from '../outbox/withdrawal-store.ts'
import { missing, refuseWhere } from '../teams/access.ts'
import { undoRights } from './job-rights.ts'
import { type Job, loadJobReach, loadMoveReach, loadUndoableItems, lockJob, saveUndo } from './job-store.ts'
import { endAssignments, loadConnected, reopenAssignments } from './store.ts'
import { linesOf } from './undo-lines.ts'
import { undoMove } from './undo-move.ts'

export interface UndoJob {
  readonly organizationId: number
  readonly jobId: string
}

export interface UndoAnswer {
  readonly restored: number
  readonly cannot: readonly {
    readonly item: { readonly place: number; readonly licenseId: string }
    readonly reason: Refusal
  }[]
  /** Letters that had left before: their readers know already. */
  readonly told: number
}

/** Takes a whole job back while its window is open: same licenses, same people; letters not yet sent are not sent. */
export async function undoJob(tx: Tx, request: UndoJob): Promise<Decision<UndoAnswer, Refusal>> {
  const { organizationId, jobId } = request
  const job = await lockJob(tx, organizationId, jobId)
  if (!job) return missing(tx, 'job_not_found')
  const reach = await (job.kind === 'move' ? loadMoveReach : loadJobReach)(tx, organizationId, jobId)
  const permission = undoRights[job.kind]
  const barred = await refuseWhere(tx, organizationId, {
    ...{ missing: 'job_not_found', sees: allowed(tx, job, reach.teamIds, ['licenses.see', 'some']) },
    ...{
      does: allowed(tx, job, reach.teamIds, [permission, 'every']),
      right: permission,
      teamId: job.teamId,
    },
  })
  if (barred) return { ok: false, refusal: barred }
  if (job.undoneAt) return accept({ restored: 0, cannot: [], told: 0 })
  const late = refuseLateUndo(job.undoUntil, tx.now)
  if (late) return { ok: false, refusal: late }
  return accept(await (job.kind === 'move' ? undoMove(tx, job) : undoHanding(tx, job, reach.licenseIds)))
}

/** Undoing a gift takes something back, and undoing a revocation gives it. */
async function undoHanding(tx: Tx, job: Job, licenseIds: readonly string[]): Promise<UndoAnswer> {
  const { organizationId, id: jobId } = job
  await lockPoolsOfLicenses(tx, organizationId, licenseIds)
  const items = await loadUndoableItems(tx, organizationId, jobId)
  const plan = job.kind === 'assign' ? planUndoOfAssign(items) : planUndoOfRevoke(items)
  // Whoever does not get theirs back is told all the same.
  const restored = plan.restore.map((item) => item.assignmentId)
  const told = await withdrawLettersOfJob(tx, organizationId, jobId, restored)
  await (job.kind === 'assign' ? takeAgain(tx, job, plan) : giveAgain(tx, job, plan))
  await saveUndo(tx, organizationId, jobId, actorName(tx.actor), linesOf(plan))
  await record(
    tx,
    plan.restore.map((item) => happened(job, item)),
  )
  return { restored: plan.restore.length, cannot: plan.cannot, told }
}

/** Whoever sees one of a job's teams sees the job; undoing it takes the right in all of them. */
function allowed(
  { actor }: Tx,
  { organizationId }: Job,
  teamIds: readonly number[],
  [permission, where]: readonly [Permission, 'some' | 'every'],
): boolean {
  const mayIn = (teamId: number) => may(actor, permission, organizationId, teamId)
  if (may(actor, permission, organizationId)) return true
  return where === 'some' ? teamIds.some(mayIn) : teamIds.length > 0 && teamIds.every(mayIn)
}

async function takeAgain(tx: Tx, job: Job, plan: UndoPlan): Promise<void> {
  const ids = plan.restore.map((item) => item.assignmentId)
  await endAssignments(tx, job.organizationId, ids, {
    by: actorName(tx.actor),
    reason: 'undone',
    jobId: job.id,
  })
  await freeLicenses(
    tx,
    job.organizationId,
    plan.restore.map((item) => item.licenseId),
  )
}

async function giveAgain(tx: Tx, job: Job, plan: UndoPlan): Promise<void> {
  const ids = plan.restore.map((item) => item.assignmentId)
  const connected = await loadConnected(tx, job.organizationId, ids)
  await reopenAssignments(tx, job.organizationId, ids)
  await requeueAnnouncements(tx, job.organizationId, ids)
  const gifts = plan.restore.map((item) => ({ ...item, connected: connected.has(item.assignmentId) }))
  await giveLicensesAgain(tx, job.organizationId, gifts)
}

interface Undone {
  readonly teamId: number
  readonly licenseId: string
  readonly personId: string
}

function happened({ organizationId, id: jobId, kind }: Job, { teamId, licenseId, personId }: Undone) {
  const what = kind === 'assign' ? 'assignment_undone' : 'revocation_undone'
  return { what, organizationId, teamId, licenseId, personId, facts: { jobId } }
}
