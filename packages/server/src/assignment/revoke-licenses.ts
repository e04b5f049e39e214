import { planRevocation, type RevocationPlan } from '@claviger/core/assignment/plan-revocation'
import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { readFormId } from '@claviger/core/kernel/fields'
import { readLicenseId } from '@claviger/core/kernel/ids'
import type { Tx } from '../db/unit-of-work.ts'
import { chunkLines } from '../jobs/run-jobs.ts'
import { missing, refuseWhere } from '../teams/access.ts'
import { listTeamsOfLicenses } from './held-by-each-store.ts'
import { listHolders } from './holder-store.ts'
import { openJob } from './job-store.ts'
import type { Selection } from './license-filter.ts'
import { licensesNamed } from './license-selection.ts'
import { listRevocable, lockRevocable, type Reach, reachOf } from './revocable-store.ts'
import { loadSetting } from './store.ts'
import { revocationJob, takeBack } from './take-back.ts'

export interface RevokeLicenses {
  readonly organizationId: number
  readonly selection: Selection
  readonly jobId: string
  /** How many are decided before this is answered; those after them wait, and the job goes on. */
  readonly atOnce?: number
  readonly preview: boolean
}

export interface RevokedLicenses extends RevocationPlan {
  /** Licenses that are yet to be decided, after the answer. */
  readonly waiting: number
}

export type RevokeLicensesRefusal = Refusal

/** Takes licenses back at once; the people are told when the undo window ends. */
export async function revokeLicenses(
  tx: Tx,
  request: RevokeLicenses,
): Promise<Decision<RevokedLicenses, RevokeLicensesRefusal>> {
  const { organizationId } = request
  const jobId = readFormId(request.jobId)
  if (!jobId.ok) return jobId
  const setting = await loadSetting(tx, organizationId)
  const reach = reachOf(tx.actor, organizationId)
  const barred = await refuseWhere(tx, organizationId, {
    ...{ missing: 'organization_not_found', sees: setting !== null && reach.seen.length > 0 },
    ...{ does: reach.teams.length > 0, right: 'licenses.revoke', teamId: null },
  })
  if (barred) return { ok: false, refusal: barred }
  if (!setting) return missing(tx, 'organization_not_found')

  if (!licensesNamed(request.selection).every((id) => readLicenseId(id).ok))
    return missing(tx, 'license_not_found')

  const job = revocationJob(tx, setting, jobId.plan)
  if (!request.preview && !(await openJob(tx, job))) return accept(nothing)

  const split = await splitSelection(tx, request, reach)
  if (split === 'outside') return missing(tx, 'license_not_found')
  const licenses = await lockRevocable(tx, organizationId, split.first, reach)
  if (licenses === 'outside') return missing(tx, 'license_not_found')
  if (licenses.length === 0) return refuse('nothing_selected')
  const plan = planRevocation({ coolDownDays: setting.coolDownDays, now: tx.now }, licenses)
  if (request.preview) return accept({ ...plan, waiting: 0 })

  const waiting = await listHolders(tx, organizationId, split.later, licenses.length + 1)
  await takeBack(tx, setting, job, plan, { waiting })
  return accept({ ...plan, waiting: split.later.length })
}

const nothing: RevokedLicenses = { revoke: [], kept: [], waiting: 0 }

/** What is decided before the answer, and the licenses that wait. */
interface Split {
  readonly first: Selection
  readonly later: readonly string[]
}

async function splitSelection(
  tx: Tx,
  { organizationId, selection, preview, atOnce = chunkLines }: RevokeLicenses,
  reach: Reach,
): Promise<Split | 'outside'> {
  if (preview) return { first: selection, later: [] }
  const ids = await listRevocable(tx, organizationId, selection, reach)
  if (ids.length <= atOnce) return { first: selection, later: [] }
  if (selection.kind === 'these' && !(await reachesAll(tx, organizationId, ids, reach))) return 'outside'
  return { first: { kind: 'these', licenseIds: ids.slice(0, atOnce) }, later: ids.slice(atOnce) }
}

async function reachesAll(tx: Tx, organizationId: number, ids: readonly string[], { teams }: Reach) {
  const places = await listTeamsOfLicenses(tx, organizationId, ids)
  const among = [...places.values()].every((teamId) => teams === 'all' || teams.includes(teamId))
  return places.size === ids.length && among
}
