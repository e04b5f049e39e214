import type { MovePlan } from '@claviger/core/assignment/plan-move'
import type { Refusal } from '@claviger/core/kernel/decision'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { moveToTeams } from '../licenses/move-store.ts'
import { type JobItem, type NewJob, saveJobItems } from './job-store.ts'
import type { LockedMovable } from './movable-store.ts'
import { moveAssignments } from './store.ts'

/** A job that puts licenses into one team. */
export type MoveJob = NewJob & { readonly kind: 'move'; readonly teamId: number }

/** Carries a move out, with its report; lines that are yet to be decided follow it. */
export async function carryOver(
  tx: Tx,
  job: MoveJob,
  plan: MovePlan<LockedMovable>,
  waiting: readonly JobItem[] = [],
): Promise<void> {
  await moveNow(tx, job, plan.move)
  await saveJobItems(tx, job.organizationId, job.id, [...reportOf(plan), ...waiting])
}

/** Licenses, their assignments, the pools' counts and the log; one statement each. */
export async function moveNow(tx: Tx, job: Into, move: readonly LockedMovable[]): Promise<void> {
  const { organizationId } = job
  const moves = move.map(({ licenseId }) => ({ licenseId, toTeamId: job.teamId }))
  await moveToTeams(tx, organizationId, moves)
  await moveAssignments(tx, organizationId, moves)
  await record(
    tx,
    move.map((license) => happened(job, license)),
  )
}

type Into = Pick<MoveJob, 'organizationId' | 'id' | 'teamId'>

function reportOf({ move, kept }: MovePlan<LockedMovable>): JobItem[] {
  const moved = move.map((license) => ({ license, outcome: 'done' as const, reason: null }))
  const stay = kept.map(
    ({ license, reason }) => ({ license, outcome: outcomeOfKept(reason), reason }) as const,
  )
  return [...moved, ...stay].map(({ license, outcome, reason }, index) => ({
    ...{ line: index + 1, address: license.address, name: license.name, personId: license.personId },
    ...{ licenseId: license.licenseId, assignmentId: null, outcome, reason, fromTeamId: license.teamId },
  }))
}

/** What is so already is passed over; what might not be done is refused. */
export const outcomeOfKept = ({ code }: Refusal) => (code === 'in_team_already' ? 'skipped' : 'refused')

function happened({ organizationId, teamId, id: jobId }: Into, { licenseId, teamId: from }: LockedMovable) {
  return { what: 'license_moved', organizationId, teamId, licenseId, facts: { from, into: teamId, jobId } }
}
