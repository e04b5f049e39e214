import { setTimeout as delay } from 'node:timers/promises'
import type { AcceptedJob, JobDetail } from '../api/account-api.ts'
import type { Account } from './account-command.ts'

const lookEveryMs = 1_000

/** Whether an answer says that a job goes on, instead of what came of it. */
export function isAccepted(answer: object): answer is AcceptedJob {
  return 'waiting' in answer
}

/** Waits for the end of a job, telling how far it is on the side, and says what came of it. */
export async function followJob(account: Account, jobId: string): Promise<boolean> {
  const job = await endOf(account, jobId)
  const { done, skipped, refused, stopped, state } = job
  const left = stopped > 0 ? [`${stopped} were left when it was stopped.`] : []
  const more =
    state === 'DONE'
      ? [
          `Its report: claviger jobs show ${jobId} --items`,
          ...(job.isUndoable ? [`Undo it with: claviger jobs undo ${jobId}`] : []),
        ]
      : ['It is undone.']
  account.say(job, [`${done} done, ${skipped} skipped, ${refused} refused.`, ...left, ...more])
  return refused === 0 && stopped === 0
}

async function endOf(account: Account, jobId: string): Promise<JobDetail> {
  for (;;) {
    const job = await account.call('getJob', { jobId })
    if (job.state === 'DONE' || job.state === 'UNDONE') return job
    console.error(progressOf(job))
    await delay(lookEveryMs)
  }
}

function progressOf({ state, waiting, done, skipped, refused }: JobDetail): string {
  if (state === 'UNDOING') return `${done - waiting} of ${done} are looked at.`
  const decided = done + skipped + refused
  return `${decided} of ${decided + waiting} are looked at.`
}
