import { planMove } from '@claviger/core/assignment/plan-move'
import type { Refusal } from '@claviger/core/kernel/decision'
import { may, teamsWhere } from '@claviger/core/teams/permissions'
import type { Tx } from '../db/unit-of-work.ts'
import type { DecidedLine, JobUnderWay, WaitingLine } from '../jobs/job-work.ts'
import { missing } from '../teams/access.ts'
import { holdTeam } from '../teams/team-store.ts'
import { moveNow, outcomeOfKept } from './carry-over.ts'
import { lockMovable } from './movable-store.ts'

/** Goes on with putting licenses into a team, while that is there and whoever began it still may. */
export async function moveChunk(
  tx: Tx,
  job: JobUnderWay,
  lines: readonly WaitingLine[],
): Promise<readonly DecidedLine[]> {
  const { organizationId, teamId } = job
  const refuse = (reason: Refusal) =>
    lines.map(({ place }) => ({ place, outcome: 'refused' as const, reason }))
  const team = teamId === null ? undefined : await holdTeam(tx, organizationId, teamId)
  if (!team || !may(tx.actor, 'licenses.transfer', organizationId, team.id))
    return refuse(missing(tx, 'team_not_found').refusal)

  const licenseIds = lines.flatMap((line) => line.licenseId ?? [])
  const what = { kind: 'selection', selection: { kind: 'these', licenseIds } } as const
  const teams = teamsWhere(tx.actor, 'licenses.transfer', organizationId)
  const plan = planMove(team.id, await lockMovable(tx, organizationId, what, { teams, intoTeamId: team.id }))
  await moveNow(tx, { ...job, teamId: team.id }, plan.move)
  const moved = new Map(plan.move.map((license) => [license.licenseId, license.teamId]))
  const reasons = new Map(plan.kept.map(({ license, reason }) => [license.licenseId, reason]))
  return lines.map(({ place, licenseId }) => {
    const fromTeamId = moved.get(licenseId ?? '')
    if (fromTeamId !== undefined) return { place, outcome: 'done', reason: null, fromTeamId }
    const reason = reasons.get(licenseId ?? '') ?? missing(tx, 'license_not_found').refusal
    return { place, outcome: outcomeOfKept(reason), reason }
  })
}
