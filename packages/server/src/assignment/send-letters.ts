import { accept, type Decision } from '@claviger/core/kernel/decision'
import { isUuid } from '@claviger/core/kernel/ids'
import { type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import type { Tx } from '../db/unit-of-work.ts'
import { lockAnnouncement, releaseLettersOfJob } from '../outbox/letter-store.ts'
import { type ResendRefusal, sendAgain } from '../outbox/resend-letter.ts'
import { missing, refuseHere } from '../teams/access.ts'
import { lockJob } from './job-store.ts'
import { saveLettersAtOnce } from './job-turn-store.ts'
import { loadTeamOfAssignment } from './store.ts'

export interface SendLettersNow {
  readonly organizationId: number
  readonly jobId: string
}

/** Lets the letters of an assigning job leave at once instead of two minutes after it. */
export async function sendLettersNow(
  tx: Tx,
  { organizationId, jobId }: SendLettersNow,
): Promise<
  Decision<{ released: number }, ReasonedRefusal<'job_not_found' | 'not_allowed' | 'letters_wait_for_undo'>>
> {
  const job = isUuid(jobId) ? await lockJob(tx, organizationId, jobId) : null
  const barred = await refuseHere(tx, {
    ...{ organizationId, teamId: job?.teamId ?? undefined, missing: 'job_not_found', exists: job !== null },
    ...{ see: 'licenses.see', do: 'licenses.assign' },
  })
  if (barred) return { ok: false, refusal: barred }
  if (!job) return missing(tx, 'job_not_found')
  // Letters that take something away wait for the end of undo, whoever is in a hurry.
  if (job.kind !== 'assign')
    return refuseBy('letters_wait_for_undo', 'letters_tell_of_gifts', { until: job.undoUntil })
  if (job.state === 'running') await saveLettersAtOnce(tx, job)
  return accept({ released: await releaseLettersOfJob(tx, organizationId, jobId) })
}

export interface ResendAnnouncement {
  readonly organizationId: number
  readonly assignmentId: string
}

/** Mails a person again that a license is theirs. */
export async function resendAnnouncement(
  tx: Tx,
  { organizationId, assignmentId }: ResendAnnouncement,
): Promise<Decision<{ letterId: string }, ResendRefusal | ReasonedRefusal<'assignment_not_found'>>> {
  const teamId = isUuid(assignmentId) ? await loadTeamOfAssignment(tx, organizationId, assignmentId) : null
  const barred = await refuseHere(tx, {
    ...{
      organizationId,
      teamId: teamId ?? undefined,
      missing: 'assignment_not_found',
      exists: teamId !== null,
    },
    ...{ see: 'licenses.see', do: 'licenses.assign' },
  })
  if (barred) return { ok: false, refusal: barred }
  const letter = await lockAnnouncement(tx, organizationId, assignmentId)
  return letter ? sendAgain(tx, letter) : refuseBy('letter_not_found', 'letter_is_kept')
}
