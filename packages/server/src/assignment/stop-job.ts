import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { actorName } from '@claviger/core/teams/actor'
import { teamsWhere } from '@claviger/core/teams/permissions'
import type { Tx } from '../db/unit-of-work.ts'
import { missing, refuseWhere } from '../teams/access.ts'
import { stopLines } from './job-line-store.ts'
import { mayBegin, startRights } from './job-rights.ts'
import { type Job, lockJob } from './job-store.ts'
import { endJob } from './job-turn-store.ts'

export interface StopJob {
  readonly organizationId: number
  readonly jobId: string
}

/** Stops a job that runs. What is done stays done; nothing comes of the lines that wait. */
export async function stopJob(
  tx: Tx,
  { organizationId, jobId }: StopJob,
): Promise<Decision<{ readonly stopped: number }, Refusal>> {
  const job = await lockJob(tx, organizationId, jobId)
  if (!job) return missing(tx, 'job_not_found')
  const barred = await refuseBeginning(tx, job)
  if (barred) return { ok: false, refusal: barred }
  if (job.state !== 'running') return accept({ stopped: 0 })
  await stopRunning(tx, job)
  return accept({ stopped: job.waiting })
}

/** Ends a job that is locked and runs where it is. Answers it as it is then. */
export async function stopRunning(tx: Tx, job: Job): Promise<Job> {
  const lines = await stopLines(tx, job)
  return endJob(tx, job, { by: actorName(tx.actor), lines })
}

/** Why the actor may not stop a job, or begin it again. */
export async function refuseBeginning(tx: Tx, job: Job) {
  const { organizationId, teamId, kind } = job
  const seen = teamsWhere(tx.actor, 'licenses.see', organizationId)
  const does = mayBegin(tx.actor, job)
  const sees = does || seen === 'all' || (teamId !== null && seen.includes(teamId))
  const right = startRights[kind]
  return refuseWhere(tx, organizationId, { missing: 'job_not_found', sees, does, right, teamId })
}
