import { may } from '@claviger/core/teams/permissions'
import type { Tx } from '../db/unit-of-work.ts'
import { type Job, loadEndedCounts } from './job-store.ts'
import { queueJobEnded } from './queue-job-ended.ts'
import { loadSetting } from './store.ts'

/** Tells whoever a job goes on for that it has ended; nothing while it goes on. */
export async function tellJobEnded(
  tx: Tx,
  { organizationId, id, kind, teamId, startedAt }: Job,
): Promise<void> {
  const ended = await loadEndedCounts(tx, organizationId, id)
  const setting = ended && (await loadSetting(tx, organizationId))
  if (!setting) return
  const everywhere = may(tx.actor, 'licenses.see', organizationId)
  await queueJobEnded(tx, setting, tx.actor, {
    ...{ ...ended, kind, jobId: id, teamId: everywhere ? null : teamId, startedAt },
  })
}
