import { planUndoOfMove } from '@claviger/core/assignment/plan-undo'
import { actorName } from '@claviger/core/teams/actor'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { lockForMove, moveToTeams } from '../licenses/move-store.ts'
import { holdTeams } from '../teams/team-store.ts'
import { type Job, loadUndoableMoves, saveUndo } from './job-store.ts'
import { moveAssignments } from './store.ts'
import type { UndoAnswer } from './undo-job.ts'
import { linesOf } from './undo-lines.ts'

/** Puts the licenses a job moved back where they were, with whoever holds them now. A team made for them stays, empty. */
export async function undoMove(tx: Tx, job: Job): Promise<UndoAnswer> {
  const { organizationId, id: jobId } = job
  const lines = await loadUndoableMoves(tx, organizationId, jobId)
  await holdTeams(
    tx,
    organizationId,
    lines.map((line) => line.fromTeamId),
  )
  await lockForMove(tx, organizationId, lines.map(backOf))
  const plan = planUndoOfMove(await loadUndoableMoves(tx, organizationId, jobId))

  const back = plan.restore.map(backOf)
  await moveToTeams(tx, organizationId, back)
  await moveAssignments(tx, organizationId, back)
  await saveUndo(tx, organizationId, jobId, actorName(tx.actor), linesOf(plan))
  await record(
    tx,
    back.map(({ licenseId, toTeamId: teamId }) => ({
      ...{ what: 'move_undone', organizationId, teamId, licenseId },
      facts: { from: job.teamId, into: teamId, jobId },
    })),
  )
  return { restored: back.length, cannot: plan.cannot, told: 0 }
}

function backOf({ licenseId, fromTeamId }: { readonly licenseId: string; readonly fromTeamId: number }) {
  return { licenseId, toTeamId: fromTeamId }
}
