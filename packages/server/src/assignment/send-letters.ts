import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import { isUuid } from '@claviger/core/kernel/ids'
import { may } from '@claviger/core/teams/permissions'
import type { Tx } from '../db/unit-of-work.ts'
import { lockAnnouncement, releaseLettersOfJob } from '../outbox/letter-store.ts'
import { type ResendRefusal, sendAgain } from '../outbox/resend-letter.ts'
import { lockJob } from './job-store.ts'
import { loadTeamOfAssignment } from './store.ts'

export interface SendLettersNow {
  readonly organizationId: number
  readonly jobId: string
}

/** Lets the letters of an assigning job leave at once instead of two minutes after it. */
export async function sendLettersNow(
  tx: Tx,
  { organizationId, jobId }: SendLettersNow,
): Promise<Decision<{ released: number }, { code: 'job_not_found' | 'not_allowed' }>> {
  const job = isUuid(jobId) ? await lockJob(tx, organizationId, jobId) : null
  if (!job || !may(tx.actor, 'licenses.see', organizationId, job.teamId ?? undefined))
    return refuse('job_not_found')
  // Letters that take something away wait for the end of undo, whoever is in a hurry.
  const allowed =
    job.kind === 'assign' && may(tx.actor, 'licenses.assign', organizationId, job.teamId ?? undefined)
  if (!allowed) return refuse('not_allowed')
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
): Promise<Decision<{ letterId: string }, ResendRefusal | { code: 'assignment_not_found' }>> {
  const teamId = isUuid(assignmentId) ? await loadTeamOfAssignment(tx, organizationId, assignmentId) : null
  if (teamId === null || !may(tx.actor, 'licenses.see', organizationId, teamId))
    return refuse('assignment_not_found')
  if (!may(tx.actor, 'licenses.assign', organizationId, teamId)) return refuse('not_allowed')
  const letter = await lockAnnouncement(tx, organizationId, assignmentId)
  return letter ? sendAgain(tx, letter) : refuse('letter_not_found')
}
