import { accept, type Decision } from '@claviger/core/kernel/decision'
import { type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import { teamsWhere } from '@claviger/core/teams/permissions'
import { decideTeamName, readTeamName } from '@claviger/core/teams/team-rules'
import type { Tx } from '../db/unit-of-work.ts'
import { refuseHere, refuseWhere } from '../teams/access.ts'
import { listTeams, loadTeam } from '../teams/store.ts'
import type { TeamWish } from './new-order.ts'

export type WishRefusal = ReasonedRefusal<
  'organization_not_found' | 'not_allowed' | 'team_not_found' | 'team_name_taken'
>

/** Reads the name of a team to be made; nothing when none is wished for, a refusal when it is wished for without a name. */
export function readNewTeam(typed: string | undefined): Decision<string | null> {
  return typed === undefined ? accept(null) : readTeamName(typed, 'newTeamName')
}

/** Checks that the team wished for is one of the organization's, or that a new one can be called so; a new one wins. */
export async function findTeam(
  tx: Tx,
  organizationId: number,
  wish: TeamWish,
): Promise<Decision<TeamWish, ReasonedRefusal<'team_not_found' | 'team_name_taken'>>> {
  const { newTeamName, teamId } = wish
  if (newTeamName !== null) {
    const named = decideTeamName(newTeamName, await listTeams(tx, organizationId), 'newTeamName')
    return named.ok ? accept({ teamId: null, newTeamName }) : named
  }
  if (teamId === null || (await loadTeam(tx, organizationId, teamId))) return accept(wish)
  return refuseBy('team_not_found', 'team_is_there')
}

/**
 * The team somebody's purchase is to go into: whoever may buy for one team only buys into that one, or into a new one
 * they will administer.
 */
export async function findOwnTeam(
  tx: Tx,
  organizationId: number,
  wish: TeamWish,
): Promise<Decision<TeamWish, WishRefusal>> {
  const may = teamsWhere(tx.actor, 'orders.place', organizationId)
  const first = may === 'all' ? null : (may[0] ?? null)
  const teamId = wish.teamId ?? first
  const barred =
    wish.newTeamName !== null
      ? await refuseNewTeam(tx, organizationId)
      : teamId !== null && (await refuseInto(tx, organizationId, teamId))
  if (barred) return { ok: false, refusal: barred }
  return findTeam(tx, organizationId, { ...wish, teamId })
}

function refuseNewTeam(tx: Tx, organizationId: number) {
  const right = 'teams.create_for_licenses'
  const does = teamsWhere(tx.actor, right, organizationId).length > 0
  return refuseWhere(tx, organizationId, {
    ...{ missing: 'organization_not_found', sees: true, does, right, teamId: null },
  })
}

async function refuseInto(tx: Tx, organizationId: number, teamId: number) {
  const team = await loadTeam(tx, organizationId, teamId)
  return refuseHere(tx, {
    ...{ organizationId, teamId, missing: 'team_not_found', exists: team !== undefined },
    ...{ see: 'licenses.see', do: 'orders.place' },
  })
}
