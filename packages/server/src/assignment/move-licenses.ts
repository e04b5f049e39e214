import { type MovePlan, planMove } from '@claviger/core/assignment/plan-move'
import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { refuseBy } from '@claviger/core/kernel/rules'
import { actorName } from '@claviger/core/teams/actor'
import type { Tx } from '../db/unit-of-work.ts'
import { chunkLines } from '../jobs/run-jobs.ts'
import { missing } from '../teams/access.ts'
import { openTeam } from '../teams/open-team.ts'
import { lockOrganization, type Team } from '../teams/store.ts'
import { windows } from './assign-people.ts'
import { carryOver, type MoveJob } from './carry-over.ts'
import { listTeamsOfLicenses } from './held-by-each-store.ts'
import { listHolders } from './holder-store.ts'
import { lockJob, openJob } from './job-store.ts'
import { type LockedMovable, listMovable, lockMovable } from './movable-store.ts'
import { type MoveLicenses, type Moving, readMove } from './read-move.ts'

export interface MovedLicenses {
  readonly jobId: string
  /** Where they are now; without a number in the preview of a new team. */
  readonly team: { readonly id: number | null; readonly name: string }
  /** Those that moved, in the order of their ids. */
  readonly licenseIds: readonly string[]
  /** How many of them somebody holds: those people go along. */
  readonly held: number
  readonly kept: readonly { readonly licenseId: string; readonly reason: Refusal }[]
  /** Licenses that are yet to be decided, after the answer. */
  readonly waiting: number
}

/** Puts licenses into another team, or a new one. Nobody loses anything: people, codes and dates go along. */
export async function moveLicenses(tx: Tx, request: MoveLicenses): Promise<Decision<MovedLicenses, Refusal>> {
  const read = await readMove(tx, request)
  if (!read.ok) return read
  const moving = read.plan
  if (!request.preview) return carryOut(tx, moving, request.atOnce ?? chunkLines)
  const plan = await decide(tx, moving, { id: null })
  return plan.ok
    ? accept(answerOf(moving, moving.into ?? { id: null, name: moving.newName }, plan.plan))
    : plan
}

async function carryOut(tx: Tx, moving: Moving, atOnce: number): Promise<Decision<MovedLicenses, Refusal>> {
  const { organizationId } = moving.setting
  if (moving.into === null) await lockOrganization(tx, organizationId)
  const before = await lockJob(tx, organizationId, moving.jobId)
  if (before)
    return accept(answerOf(moving, { id: before.teamId, name: moving.into?.name ?? moving.newName }))
  const team = await settle(tx, moving)
  if (!team.ok) return team

  const job = jobOf(tx, moving, team.plan)
  if (!(await openJob(tx, job))) return accept(answerOf(moving, team.plan))
  const split = await splitMove(tx, moving, atOnce)
  if (!split.ok) return split
  const { first, later } = split.plan
  const plan = await decide(tx, first, team.plan, later.length > 0)
  if (!plan.ok) return plan
  const decided = plan.plan.move.length + plan.plan.kept.length
  const waiting = await listHolders(tx, moving.setting.organizationId, later, decided + 1)
  await carryOver(tx, job, plan.plan, waiting)
  return accept({ ...answerOf(moving, team.plan, plan.plan), waiting: later.length })
}

/** What is decided before the answer, and the licenses that wait. */
interface Split {
  readonly first: Moving
  readonly later: readonly string[]
}

async function splitMove(tx: Tx, moving: Moving, atOnce: number): Promise<Decision<Split, Refusal>> {
  const { what, teams, setting } = moving
  const { organizationId } = setting
  const ids = await listMovable(tx, organizationId, what, teams)
  if (ids.length <= atOnce) return accept({ first: moving, later: [] })
  const places = await listTeamsOfLicenses(tx, organizationId, ids)
  const reached = ids.filter((id) => (teams === 'all' ? places.has(id) : teams.includes(places.get(id) ?? 0)))
  if (isIncomplete(moving, reached.length)) return missing(tx, 'license_not_found')
  if (what.kind === 'number' && reached.length < what.count) return refuseTooFew(moving, reached.length)
  const licenseIds = reached.slice(0, atOnce)
  const first = { kind: 'selection', selection: { kind: 'these', licenseIds } } as const
  return accept({ first: { ...moving, what: first, skipUnknown: true }, later: reached.slice(atOnce) })
}

/** The team they go to; one to be made is made now. */
async function settle(tx: Tx, { setting, into, newName: name }: Moving): Promise<Decision<Team, Refusal>> {
  return into ? accept(into) : openTeam(tx, { organizationId: setting.organizationId, name })
}

function jobOf(tx: Tx, { setting, jobId, what }: Moving, team: Team): MoveJob {
  return {
    ...{ organizationId: setting.organizationId, id: jobId, teamId: team.id },
    kind: 'move',
    productCode: what.kind === 'number' ? what.productCode : null,
    startedBy: actorName(tx.actor),
    ...windows(tx, setting),
    request: {},
  }
}

/** Locks the licenses and decides; refuses where not one of them would move, and no others wait. */
async function decide(
  tx: Tx,
  moving: Moving,
  team: { readonly id: number | null },
  othersWait = false,
): Promise<Decision<MovePlan<LockedMovable>, Refusal>> {
  const { what, teams, setting } = moving
  const reach = { teams, intoTeamId: team.id }
  const licenses = await lockMovable(tx, setting.organizationId, what, reach)
  if (isIncomplete(moving, licenses.length)) return missing(tx, 'license_not_found')
  if (what.kind === 'number' && licenses.length < what.count) return refuseTooFew(moving, licenses.length)
  const plan = planMove(moving.into?.id ?? team.id, licenses)
  if (plan.move.length > 0 || othersWait) return accept(plan)
  const [first] = plan.kept
  return first ? { ok: false, refusal: first.reason } : refuse('nothing_selected')
}

/** One of the ids named is nobody's, or not the actor's to move: nothing is told about it. */
function isIncomplete({ what, skipUnknown }: Moving, found: number): boolean {
  if (skipUnknown || what.kind === 'number' || what.selection.kind !== 'these') return false
  return found < new Set(what.selection.licenseIds).size
}

function refuseTooFew({ what, names }: Moving, there: number) {
  const asked = what.kind === 'number' ? what.count : there
  return refuseBy('too_few_licenses', 'enough_licenses_there', { asked, there, ...names })
}

const nothing: MovePlan<LockedMovable> = { move: [], kept: [] }

function answerOf({ jobId }: Moving, team: MovedLicenses['team'], { move, kept } = nothing): MovedLicenses {
  return {
    ...{ jobId, team: { id: team.id, name: team.name } },
    licenseIds: move.map((one) => one.licenseId).sort(),
    held: move.filter((one) => one.personId !== null).length,
    kept: kept.map(({ license, reason }) => ({ licenseId: license.licenseId, reason })),
    waiting: 0,
  }
}
