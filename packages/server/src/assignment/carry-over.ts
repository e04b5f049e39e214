import type { MovePlan } from '@claviger/core/assignment/plan-move'
import type { Refusal } from '@claviger/core/kernel/decision'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { moveToTeams } from '../licenses/move-store.ts'
import { type JobItem, type NewJob, saveJobItems } from './job-store.ts'
import type { LockedMovable } from './movable-store.ts'
import { moveAssignments } from './store.ts'
import type { JobOutcome } from './tables.ts'

/** A job that puts licenses into one team. */
export type MoveJob = NewJob & { readonly kind: 'move'; readonly teamId: number }

/** Carries a move out: licenses, their assignments, the pools' counts, report and log; one statement each. */
export async function carryOver(tx: Tx, job: MoveJob, plan: MovePlan<LockedMovable>): Promise<void> {
  const { organizationId } = job
  const moves = plan.move.map(({ licenseId }) => ({ licenseId, toTeamId: job.teamId }))
  await moveToTeams(tx, organizationId, moves)
  await moveAssignments(tx, organizationId, moves)
  await saveJobItems(tx, organizationId, job.id, reportOf(plan))
  await record(
    tx,
    plan.move.map((license) => happened(job, license)),
  )
}

function reportOf({ move, kept }: MovePlan<LockedMovable>): JobItem[] {
  const moved = move.map((license) => ({ license, outcome: 'done' as const, reason: null }))
  const stay = kept.map(({ license, reason }) => ({ license, outcome: outcomeOf(reason), reason }))
  return [...moved, ...stay].map(({ license, outcome, reason }, index) => ({
    ...{ line: index + 1, address: license.address, name: license.name, personId: license.personId },
    ...{ licenseId: license.licenseId, assignmentId: null, outcome, reason, fromTeamId: license.teamId },
  }))
}

const outcomeOf = ({ code }: Refusal): JobOutcome => (code === 'in_team_already' ? 'skipped' : 'refused')

function happened(
  { organizationId, teamId, id: jobId }: MoveJob,
  { licenseId, teamId: from }: LockedMovable,
) {
  return { what: 'license_moved', organizationId, teamId, licenseId, facts: { from, into: teamId, jobId } }
}
