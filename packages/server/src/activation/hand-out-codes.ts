import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { readLicenseId } from '@claviger/core/kernel/ids'
import { actorName } from '@claviger/core/teams/actor'
import { teamsWhere } from '@claviger/core/teams/permissions'
import type { Selection } from '../assignment/license-filter.ts'
import { licensesNamed } from '../assignment/license-selection.ts'
import { loadSetting } from '../assignment/store.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { missing, refuseWhere } from '../teams/access.ts'
import { issueCodes } from './issue-codes.ts'
import type { IssuedCode } from './issued-code.ts'
import { listSelectedAssignments } from './selected-store.ts'

export interface HandOutCodes {
  readonly organizationId: number
  readonly selection: Selection
}

/** What was handed out, one code for each license that somebody holds. */
export interface HandedOutCodes {
  readonly codes: readonly IssuedCode[]
}

/** Issues the codes of many licenses at once and answers them, for a file. */
export async function handOutCodes(
  tx: Tx,
  request: HandOutCodes,
): Promise<Decision<HandedOutCodes, Refusal>> {
  const { organizationId, selection } = request
  const setting = await loadSetting(tx, organizationId)
  const seen = teamsWhere(tx.actor, 'licenses.see', organizationId)
  const teams = teamsWhere(tx.actor, 'licenses.assign', organizationId)
  const barred = await refuseWhere(tx, organizationId, {
    ...{ missing: 'organization_not_found', sees: setting !== null && seen.length > 0 },
    ...{ does: teams.length > 0, right: 'licenses.assign', teamId: null },
  })
  if (barred) return { ok: false, refusal: barred }
  if (!setting) return missing(tx, 'organization_not_found')
  if (!licensesNamed(selection).every((id) => readLicenseId(id).ok)) return missing(tx, 'license_not_found')

  const assignmentIds = await listSelectedAssignments(tx, organizationId, selection, { teams, seen })
  if (assignmentIds === 'outside') return missing(tx, 'license_not_found')
  if (assignmentIds.length === 0) return refuse('nothing_selected')
  const by = actorName(tx.actor)
  const codes = await issueCodes(tx, { organizationId, assignmentIds, cameBy: 'administrator', by })
  const facts = { way: 'file', count: codes.length }
  await record(tx, [{ what: 'activation_codes_handed_out', organizationId, facts }])
  return accept({ codes })
}
