import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { readFormId } from '@claviger/core/kernel/fields'
import { actorName } from '@claviger/core/teams/actor'
import type { Tx } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import { copyFailedLines } from './job-line-store.ts'
import { type Job, lockJob, openJob } from './job-store.ts'
import { beginRunning } from './job-turn-store.ts'
import { refuseBeginning } from './stop-job.ts'
import { loadSetting, type Setting } from './store.ts'

export interface RetryJob {
  readonly organizationId: number
  readonly jobId: string
  /** The job the lines go to. Drawn when the form is shown: sending it twice does the same thing once; programs draw none. */
  readonly newJobId?: string
}

export interface RetriedJob {
  readonly jobId: string
  /** Lines that wait in the new job. */
  readonly waiting: number
}

/**
 * Begins a new job with the lines of an ended one that came to nothing, as they were asked for then. Whoever has got
 * theirs meanwhile is passed over like anybody.
 */
export async function retryJob(tx: Tx, request: RetryJob): Promise<Decision<RetriedJob, Refusal>> {
  const { organizationId, jobId } = request
  const newJobId = readFormId(request.newJobId ?? tx.newId.uuid())
  if (!newJobId.ok) return newJobId
  const job = await lockJob(tx, organizationId, jobId)
  if (!job) return missing(tx, 'job_not_found')
  const barred = await refuseBeginning(tx, job)
  if (barred) return { ok: false, refusal: barred }
  const setting = await loadSetting(tx, organizationId)
  if (!setting || !job.request || job.state !== 'ended' || job.undoneAt) return refuse('nothing_selected')

  const again = jobAgain(tx, job, setting, newJobId.plan)
  if (!(await openJob(tx, again))) return accept({ jobId: again.id, waiting: 0 })
  const waiting = await copyFailedLines(tx, job, again.id)
  if (waiting === 0) return refuse('nothing_selected')
  await beginRunning(tx, again, waiting)
  return accept({ jobId: again.id, waiting })
}

/** Its letters wait as long after its end as those of the first did, and its undo is open as long. */
function jobAgain(tx: Tx, job: Job, setting: Setting, id: string) {
  const { organizationId, kind, productCode, teamId, lettersAt, undoUntil, endedAt } = job
  const ended = endedAt ?? job.startedAt
  const waits = Math.max(0, lettersAt.getTime() - ended.getTime())
  const undo = Math.min(undoUntil.getTime() - ended.getTime(), setting.undoMinutes * 60_000)
  return {
    ...{ organizationId, id, kind, productCode, teamId, startedBy: actorName(tx.actor), retryOf: job.id },
    undoUntil: new Date(tx.now.getTime() + undo),
    lettersAt: new Date(tx.now.getTime() + waits),
    request: job.request as object,
  }
}
