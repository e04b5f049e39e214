import { refuseLateUndo } from '@claviger/core/assignment/plan-undo'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { refuseBy } from '@claviger/core/kernel/rules'
import { actorName } from '@claviger/core/teams/actor'
import { may, type Permission } from '@claviger/core/teams/permissions'
import { bearerOf } from '../access/bearer.ts'
import type { Tx } from '../db/unit-of-work.ts'
import type { UndoneLine, UndoRunner, WaitingLine } from '../jobs/job-work.ts'
import { holdLettersOfJob } from '../outbox/job-letter-store.ts'
import { countLettersGone } from '../outbox/withdrawal-store.ts'
import { missing, refuseWhere } from '../teams/access.ts'
import { handingWorks } from './carry-on-job.ts'
import { listNextLines, saveUndone } from './job-line-store.ts'
import { undoRights } from './job-rights.ts'
import { type Job, lockJob } from './job-store.ts'
import { beginUndo, endTurn } from './job-turn-store.ts'
import { stopRunning } from './stop-job.ts'
import type { JobKind } from './tables.ts'
import { loadJobReach, loadMoveReach } from './undo-store.ts'

export interface UndoJob {
  readonly organizationId: number
  readonly jobId: string
  /** How many lines are taken back before this is answered; of a job with more, the job goes on with all of them. */
  readonly atOnce?: number
}

export interface UndoAnswer {
  readonly restored: number
  readonly cannot: readonly {
    readonly item: { readonly place: number; readonly licenseId: string }
    readonly reason: Refusal
  }[]
  /** Letters that had left before: their readers know already. */
  readonly told: number
  /** Lines that are yet to be taken back, after the answer. */
  readonly waiting: number
}

const mostAtOnce = 5_000
const nothing: UndoAnswer = { restored: 0, cannot: [], told: 0, waiting: 0 }

/**
 * Takes a whole job back while its window is open: same licenses, same people; letters not yet sent are not sent. One
 * that still runs is stopped first.
 */
export async function undoJob(tx: Tx, request: UndoJob): Promise<Decision<UndoAnswer, Refusal>> {
  const { organizationId, jobId, atOnce = mostAtOnce } = request
  const job = await lockJob(tx, organizationId, jobId)
  if (!job) return missing(tx, 'job_not_found')
  const barred = await refuseUndoing(tx, job)
  if (barred) return { ok: false, refusal: barred }
  if (job.undoneAt) return accept({ ...nothing, waiting: job.waiting })
  const late = job.state === 'running' ? null : refuseLateUndo(job.undoUntil, tx.now)
  if (late) return { ok: false, refusal: late }
  const undo = undoRunners[job.kind]
  if (!undo) return refuseBy('undo_window_over', 'undo_within_window', { until: job.undoUntil })

  const ended = job.state === 'running' ? await stopRunning(tx, job) : job
  const lines = await listNextLines(tx, ended, 'done', atOnce + 1)
  const [by, bearer] = [actorName(tx.actor), bearerOf(tx.actor)]
  await beginUndo(tx, ended, { by, bearer, lines: lines.length > atOnce ? ended.done : lines.length })
  if (lines.length > atOnce) {
    await holdLettersOfJob(tx, organizationId, jobId)
    return accept({ ...nothing, waiting: ended.done })
  }
  return accept(await undoNow(tx, { ...ended, state: 'undoing' }, lines, undo))
}

const undoRunners: Readonly<Partial<Record<JobKind, UndoRunner>>> = {
  assign: handingWorks.assign.undo,
  revoke: handingWorks.revoke.undo,
  move: handingWorks.move.undo,
  reassign: handingWorks.reassign.undo,
  remind: handingWorks.remind.undo,
}

async function undoNow(
  tx: Tx,
  job: Job,
  lines: readonly WaitingLine[],
  undo: UndoRunner,
): Promise<UndoAnswer> {
  const undone = await undo(tx, job, lines)
  await saveUndone(tx, job, undone)
  await endTurn(tx, job)
  const byPlace = new Map(lines.map((line) => [line.place, line]))
  const restored = undone.filter((line) => line.outcome === 'undone')
  const assignments = restored.flatMap(({ place }) => byPlace.get(place)?.assignmentId ?? [])
  return {
    restored: restored.length,
    cannot: undone.flatMap((line) => cannotOf(line, byPlace.get(line.place))),
    told: await countLettersGone(tx, job.organizationId, job.id, assignments),
    waiting: 0,
  }
}

function cannotOf({ place, reason }: UndoneLine, line: WaitingLine | undefined): UndoAnswer['cannot'] {
  return reason ? [{ item: { place, licenseId: line?.licenseId ?? '' }, reason }] : []
}

async function refuseUndoing(tx: Tx, job: Job) {
  const { organizationId, id, kind, teamId } = job
  const { teamIds } = await (kind === 'move' ? loadMoveReach : loadJobReach)(tx, organizationId, id)
  const right = undoRights[kind]
  return refuseWhere(tx, organizationId, {
    ...{ missing: 'job_not_found', sees: allowed(tx, job, teamIds, ['licenses.see', 'some']) },
    ...{ does: allowed(tx, job, teamIds, [right, 'every']), right, teamId },
  })
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
