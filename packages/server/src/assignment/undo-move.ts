import { planUndoOfMove } from '@claviger/core/assignment/plan-undo'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import type { JobUnderWay, UndoneLine, WaitingLine } from '../jobs/job-work.ts'
import { lockForMove, moveToTeams } from '../licenses/move-store.ts'
import { holdTeams } from '../teams/team-store.ts'
import { moveAssignments } from './store.ts'
import { linesOf } from './undo-lines.ts'
import { loadUndoableMoves } from './undo-store.ts'

/** Puts the licenses a job moved back where they were, with whoever holds them now. A team made for them stays, empty. */
export async function undoMove(
  tx: Tx,
  job: JobUnderWay,
  lines: readonly WaitingLine[],
): Promise<readonly UndoneLine[]> {
  const { organizationId, id: jobId } = job
  const places = lines.map((line) => line.place)
  const before = await loadUndoableMoves(tx, job, places)
  await holdTeams(
    tx,
    organizationId,
    before.map((line) => line.fromTeamId),
  )
  await lockForMove(tx, organizationId, before.map(backOf))
  const plan = planUndoOfMove(await loadUndoableMoves(tx, job, places))

  const back = plan.restore.map(backOf)
  await moveToTeams(tx, organizationId, back)
  await moveAssignments(tx, organizationId, back)
  await record(
    tx,
    back.map(({ licenseId, toTeamId: teamId }) => ({
      ...{ what: 'move_undone', organizationId, teamId, licenseId },
      facts: { from: job.teamId, into: teamId, jobId },
    })),
  )
  return linesOf(plan)
}

function backOf({ licenseId, fromTeamId }: { readonly licenseId: string; readonly fromTeamId: number }) {
  return { licenseId, toTeamId: fromTeamId }
}
