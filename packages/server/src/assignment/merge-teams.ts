import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { readFormId } from '@claviger/core/kernel/fields'
import { actorName } from '@claviger/core/teams/actor'
import { decideMerge } from '@claviger/core/teams/team-rules'
import { revokeTokensOfTeam } from '../access/token-store.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { redirectOrders } from '../purchasing/store.ts'
import { missing, refuseHere } from '../teams/access.ts'
import { moveGrants } from '../teams/role-store.ts'
import { loadTeam, lockOrganization, type Team } from '../teams/store.ts'
import { endTeam, loadTeamEver, lockTeam } from '../teams/team-store.ts'
import { carryOver, type MoveJob } from './carry-over.ts'
import { moveInvitations } from './invitation-store.ts'
import { lockJob, moveJobs, openJob } from './job-store.ts'
import { lockLicensesOfTeam } from './movable-store.ts'
import { moveRequests } from './request-store.ts'
import { moveAllAssignments } from './store.ts'
import { countContents, type TeamBelongings } from './team-contents-store.ts'

export interface MergeTeams {
  readonly organizationId: number
  /** The team that ends. */
  readonly teamId: number
  /** The one that has everything afterwards. */
  readonly intoTeamId: number
  readonly jobId: string
  readonly preview: boolean
}

/** Two teams that become one, and what the one that ends brings along. */
export interface MergedTeams extends TeamBelongings {
  readonly jobId: string
  readonly from: Team
  readonly into: Team
}

/**
 * Puts a team with everything in it into another: licenses, those bound to their team too, roles, links, waiting orders
 * and reports. The team ends, and its API tokens with it. There is no undo.
 */
export async function mergeTeams(tx: Tx, request: MergeTeams): Promise<Decision<MergedTeams, Refusal>> {
  const { organizationId, teamId, intoTeamId } = request
  const jobId = readFormId(request.jobId)
  if (!jobId.ok) return jobId
  const from = await loadTeamEver(tx, organizationId, teamId)
  const into = await loadTeam(tx, organizationId, intoTeamId)
  const exists = from !== undefined && into !== undefined
  const barred = await refuseHere(tx, {
    ...{ organizationId, teamId, missing: 'team_not_found', exists, see: 'teams.see', do: 'teams.merge' },
  })
  if (barred) return { ok: false, refusal: barred }
  if (!exists) return missing(tx, 'team_not_found')
  const decision = decideMerge(teamId, intoTeamId)
  if (!decision.ok) return decision

  await lockOrganization(tx, organizationId)
  const done = (await lockJob(tx, organizationId, jobId.plan)) !== null
  const locked =
    done || ((await lockTeam(tx, organizationId, teamId)) && (await lockTeam(tx, organizationId, into.id)))
  if (!locked) return missing(tx, 'team_not_found')
  const merged = { jobId: jobId.plan, from, into, ...(await countContents(tx, organizationId, teamId)) }
  if (!done && !request.preview) await carryAll(tx, organizationId, merged)
  return accept(merged)
}

/** Links go first and pools after them, in the order in which somebody who takes a license by a link holds them. */
async function carryAll(tx: Tx, organizationId: number, merged: MergedTeams): Promise<void> {
  const { from, into } = merged
  const job = jobOf(tx, organizationId, merged)
  await openJob(tx, job)
  await moveInvitations(tx, organizationId, from.id, into.id)
  const move = await lockLicensesOfTeam(tx, organizationId, from.id, into.id)
  await carryOver(tx, job, { move, kept: [] })
  await moveAllAssignments(tx, organizationId, from.id, into.id)
  await moveGrants(tx, organizationId, from.id, into.id)
  await redirectOrders(tx, organizationId, from.id, into.id)
  await moveJobs(tx, organizationId, from.id, into.id)
  await moveRequests(tx, organizationId, from.id, into.id)
  await revokeTokensOfTeam(tx, organizationId, from.id)
  await endTeam(tx, organizationId, from.id, into.id)
  await record(tx, [happened(organizationId, merged)])
}

/** Its undo is over as soon as it begins. */
function jobOf(tx: Tx, organizationId: number, { jobId, into }: MergedTeams): MoveJob {
  return {
    ...{ organizationId, id: jobId, teamId: into.id, productCode: null, startedBy: actorName(tx.actor) },
    ...{ kind: 'move', undoUntil: tx.now, lettersAt: tx.now },
  }
}

function happened(
  organizationId: number,
  { from, into, licenses, links, roles, tokens, jobId }: MergedTeams,
) {
  const facts = { from: from.id, name: from.name, into: into.name, licenses, links, roles, tokens, jobId }
  return { what: 'team_merged', organizationId, teamId: into.id, facts }
}
