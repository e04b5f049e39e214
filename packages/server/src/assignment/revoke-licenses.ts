import { planRevocation, type RevocationPlan } from '@claviger/core/assignment/plan-revocation'
import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { readFormId } from '@claviger/core/kernel/fields'
import { readLicenseId } from '@claviger/core/kernel/ids'
import type { Tx } from '../db/unit-of-work.ts'
import { missing, refuseWhere } from '../teams/access.ts'
import { openJob } from './job-store.ts'
import type { Selection } from './license-filter.ts'
import { lockRevocable, reachOf } from './revocable-store.ts'
import { loadSetting } from './store.ts'
import { revocationJob, takeBack } from './take-back.ts'

export interface RevokeLicenses {
  readonly organizationId: number
  readonly selection: Selection
  readonly jobId: string
  readonly preview: boolean
}

export type RevokeLicensesRefusal = Refusal

/** Takes licenses back at once; the people are told when the undo window ends. */
export async function revokeLicenses(
  tx: Tx,
  request: RevokeLicenses,
): Promise<Decision<RevocationPlan, RevokeLicensesRefusal>> {
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

  if (!idsOf(request.selection).every((id) => readLicenseId(id).ok)) return missing(tx, 'license_not_found')

  const job = revocationJob(tx, setting, jobId.plan)
  if (!request.preview && !(await openJob(tx, job))) return accept({ revoke: [], kept: [] })

  const licenses = await lockRevocable(tx, organizationId, request.selection, reach)
  if (licenses === 'outside') return missing(tx, 'license_not_found')
  if (licenses.length === 0) return refuse('nothing_selected')
  const plan = planRevocation({ coolDownDays: setting.coolDownDays, now: tx.now }, licenses)
  if (request.preview) return accept(plan)

  await takeBack(tx, setting, job, plan)
  return accept(plan)
}

function idsOf(selection: Selection): readonly string[] {
  return selection.kind === 'these' ? selection.licenseIds : selection.except
}
