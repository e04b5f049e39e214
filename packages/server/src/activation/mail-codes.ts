import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { readFormId } from '@claviger/core/kernel/fields'
import { readLicenseId } from '@claviger/core/kernel/ids'
import { actorName } from '@claviger/core/teams/actor'
import { teamsWhere } from '@claviger/core/teams/permissions'
import { beginJob } from '../assignment/begin-job.ts'
import { listHolders } from '../assignment/holder-store.ts'
import { type NewJob, openJob } from '../assignment/job-store.ts'
import type { Selection } from '../assignment/license-filter.ts'
import { listSelected } from '../assignment/selection-store.ts'
import { loadSetting } from '../assignment/store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { missing, refuseWhere } from '../teams/access.ts'
import { codesChunk } from './codes-chunk.ts'

export interface MailCodes {
  readonly organizationId: number
  readonly selection: Selection
  /** Drawn when the form is shown: sending the same form twice mails once. */
  readonly jobId: string
}

/**
 * Mails their activation codes to whoever holds these licenses, as a job that nobody can undo: a code cannot be called
 * back. Whoever has a code that still says what is true gets the same one.
 */
export async function mailCodes(
  tx: Tx,
  request: MailCodes,
): Promise<Decision<{ readonly licenses: number }, Refusal>> {
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
  const named = selection.kind === 'these' ? selection.licenseIds : selection.except
  if (!named.every((id) => readLicenseId(id).ok)) return missing(tx, 'license_not_found')

  const ids = await listSelected(tx, organizationId, selection, 'licenses.assign')
  if (ids === 'outside') return missing(tx, 'license_not_found')
  if (ids.length === 0) return refuse('nothing_selected')
  const job = newJob(tx, organizationId, jobId.plan)
  if (!(await openJob(tx, job))) return accept({ licenses: ids.length })
  await beginJob(tx, job, await listHolders(tx, organizationId, ids, 1), { decide: codesChunk })
  return accept({ licenses: ids.length })
}

/** Codes leave at once, and there is nothing to undo from the first moment. */
function newJob(tx: Tx, organizationId: number, id: string): NewJob {
  return {
    ...{ organizationId, id, kind: 'codes', productCode: null, teamId: null, request: {} },
    ...{ startedBy: actorName(tx.actor), undoUntil: tx.now, lettersAt: tx.now },
  }
}
