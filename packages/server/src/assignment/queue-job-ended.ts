import { type Actor, grantsOf } from '@claviger/core/teams/actor'
import type { Tx } from '../db/unit-of-work.ts'
import { type NewLetter, queueLetters } from '../outbox/queue.ts'
import { mailToOf } from '../teams/mail-to.ts'
import type { JobEndedFacts, jobLetters } from './job-letters.ts'
import { isOn } from './letter-switch-store.ts'
import type { Setting } from './store.ts'

/** A job that went on after its request and has ended now. */
export interface EndedJob extends Omit<JobEndedFacts, 'organization' | 'slug' | 'timeZone' | 'startedAt'> {
  readonly startedAt: Date
}

/**
 * Tells whoever started a job on a page that it has ended, unless they want no such letter. Programs look for
 * themselves. Told twice of one job, it writes once.
 */
export async function queueJobEnded(
  tx: Tx,
  { organizationId, organizationName, slug, locale, timeZone }: Setting,
  starter: Actor,
  job: EndedJob,
): Promise<void> {
  const [own] = starter.kind === 'account' ? starter.addresses : []
  if (!own || starter.kind !== 'account') return
  const grant = grantsOf(starter).find((one) => one.organizationId === organizationId)
  if (!(await isOn(tx, organizationId, 'job_ended', grant?.personId))) return
  const letter: NewLetter<typeof jobLetters> = {
    ...{ kind: 'job_ended', organizationId, locale, dedupeKey: `job_ended:${job.jobId}` },
    to: { address: mailToOf(own.address), name: starter.name },
    facts: {
      ...{ ...job, organization: organizationName, slug, timeZone },
      startedAt: job.startedAt.toISOString(),
    },
  }
  await queueLetters<typeof jobLetters>(tx, [letter])
}
