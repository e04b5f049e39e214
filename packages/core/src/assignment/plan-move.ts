import type { Refusal } from '../kernel/decision.ts'
import { check, firstUnmet } from '../kernel/rules.ts'

/** A license somebody wants in another team, as it is under the lock. */
export interface MovableLicense {
  readonly licenseId: string
  readonly teamId: number
  /** Some licenses are bound to the team they were bought for. */
  readonly transferable: boolean
}

export interface MovePlan<License extends MovableLicense = MovableLicense> {
  readonly move: readonly License[]
  readonly kept: readonly { readonly license: License; readonly reason: Refusal }[]
}

/** Decides which of these licenses go to a team and which stay, with the reason for each. None is there in a new team. */
export function planMove<License extends MovableLicense>(
  intoTeamId: number | null,
  licenses: readonly License[],
): MovePlan<License> {
  const move: License[] = []
  const kept: { license: License; reason: Refusal }[] = []
  for (const license of licenses) {
    const reason = refuseMoving(intoTeamId, license)
    if (reason) kept.push({ license, reason })
    else move.push(license)
  }
  return { move, kept }
}

/** Why this license stays in its team, or nothing when it can go. */
function refuseMoving(intoTeamId: number | null, { licenseId, teamId, transferable }: MovableLicense) {
  return firstUnmet([
    check('in_team_already', 'in_another_team', teamId !== intoTeamId, { licenseId }),
    check('not_transferable', 'free_of_its_team', transferable, { licenseId }),
  ])
}
