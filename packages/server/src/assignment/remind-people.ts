import { todayIn } from '@claviger/core/kernel/calendar'
import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { readFormId } from '@claviger/core/kernel/fields'
import { readLicenseId } from '@claviger/core/kernel/ids'
import { actorName } from '@claviger/core/teams/actor'
import { teamsWhere } from '@claviger/core/teams/permissions'
import type { Tx } from '../db/unit-of-work.ts'
import { missing, refuseWhere } from '../teams/access.ts'
import { windows } from './assign-people.ts'
import { beginJob } from './begin-job.ts'
import { listHolders } from './holder-store.ts'
import { type NewJob, openJob } from './job-store.ts'
import type { Selection } from './license-filter.ts'
import { licensesNamed } from './license-selection.ts'
import { isHeld, refusal, remindChunk } from './remind-chunk.ts'
import { listRemindable, type Remindable } from './remindable-store.ts'
import { listSelected } from './selection-store.ts'
import { loadSetting, type Setting } from './store.ts'

export interface RemindPeople {
  readonly organizationId: number
  readonly selection: Selection
  /** Drawn when the form is shown: sending the same form twice reminds once. */
  readonly jobId: string
  /** Stops before anything is saved. */
  readonly preview: boolean
}

/** What comes of it, or would: how many get a letter, and who gets none and why. */
export interface RemindedPeople {
  readonly licenses: number
  readonly people: number
  readonly skipped: readonly { readonly license: Remindable; readonly reason: Refusal }[]
}

/** Reminds whoever was given one of these licenses and has not connected it, two minutes later and once a person. */
export async function remindPeople(
  tx: Tx,
  request: RemindPeople,
): Promise<Decision<RemindedPeople, Refusal>> {
  const { organizationId, selection } = request
  const jobId = readFormId(request.jobId)
  if (!jobId.ok) return jobId
  const setting = await loadSetting(tx, organizationId)
  const barred = await refuseWhere(tx, organizationId, {
    ...{ missing: 'organization_not_found', right: 'licenses.assign', teamId: null },
    sees: setting !== null && teamsWhere(tx.actor, 'licenses.see', organizationId).length > 0,
    does: teamsWhere(tx.actor, 'licenses.assign', organizationId).length > 0,
  })
  if (barred) return { ok: false, refusal: barred }
  if (!setting) return missing(tx, 'organization_not_found')
  if (!licensesNamed(selection).every((id) => readLicenseId(id).ok)) return missing(tx, 'license_not_found')

  const ids = await listSelected(tx, organizationId, selection, 'licenses.assign')
  if (ids === 'outside') return missing(tx, 'license_not_found')
  if (ids.length === 0) return refuse('nothing_selected')
  const plan = planReminders(tx, setting, await listRemindable(tx, organizationId, ids))
  if (request.preview) return accept(plan)

  const job = newJob(tx, setting, jobId.plan)
  if (!(await openJob(tx, job))) return accept(plan)
  const lines = await listHolders(tx, organizationId, ids, 1)
  await beginJob(tx, job, lines, { decide: remindChunk })
  return accept(plan)
}

function planReminders(tx: Tx, { timeZone }: Setting, licenses: readonly Remindable[]): RemindedPeople {
  const today = todayIn(tx.now, timeZone)
  const judged = licenses.map((license) => ({ license, reason: refusal(license, today) }))
  const remind = judged.flatMap(({ license, reason }) =>
    reason === null && isHeld(license) ? [license] : [],
  )
  return {
    licenses: remind.length,
    people: new Set(remind.map(({ holder }) => holder.personId)).size,
    skipped: judged.flatMap(({ license, reason }) => (reason ? [{ license, reason }] : [])),
  }
}

/** A reminder can be taken back until it leaves, and no longer; what a program asks for leaves at once. */
function newJob(tx: Tx, setting: Setting, id: string): NewJob {
  const lettersAt = tx.actor.via === 'api' ? tx.now : windows(tx, setting).lettersAt
  return {
    ...{ organizationId: setting.organizationId, id, kind: 'remind', productCode: null, teamId: null },
    ...{ startedBy: actorName(tx.actor), undoUntil: lettersAt, lettersAt, request: {} },
  }
}
