import type { Tx } from '../db/unit-of-work.ts'
import type { JobWork } from '../jobs/job-work.ts'
import { chunkLines } from '../jobs/run-jobs.ts'
import { afterItsEnd } from '../outbox/job-letter-store.ts'
import { listNextLines, saveDecided } from './job-line-store.ts'
import { type JobItem, lockJob, type NewJob, saveJobItems } from './job-store.ts'
import { endTurn } from './job-turn-store.ts'

/**
 * Keeps the lines of a job that is open and decides the first of them at once: a job of one chunk has ended when this
 * answers, a longer one goes on.
 */
export async function beginJob(
  tx: Tx,
  { organizationId, id, lettersAt }: NewJob,
  lines: readonly JobItem[],
  { decide }: JobWork,
): Promise<void> {
  await saveJobItems(tx, organizationId, id, lines)
  const job = await lockJob(tx, organizationId, id)
  if (!job) throw new Error('a job that was opened is gone')
  const next = await listNextLines(tx, job, 'waiting', chunkLines)
  const atOnce = next.length === lines.length || lettersAt <= tx.now
  const decided = await decide(tx, { ...job, lettersAt: atOnce ? lettersAt : afterItsEnd(tx.now) }, next)
  await saveDecided(tx, job, decided)
  await endTurn(tx, job)
}
