import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { readChoice } from '@claviger/core/kernel/fields'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import type { Selection } from './license-filter.ts'
import { type Scope, teamsWithin } from './scope.ts'
import { countMeant } from './selection-store.ts'

export interface ExportLicenses extends Scope {
  readonly selection: Selection
  readonly format: string
}

export const exportFormats = ['csv', 'xlsx'] as const

/**
 * Notes that somebody takes a list of people and licenses along, and how long it is. `licenseList` reads it for those who
 * see the licenses, with no more in it than they see.
 */
export async function exportLicenses(
  tx: Tx,
  request: ExportLicenses,
): Promise<Decision<{ readonly licenses: number }, Refusal>> {
  const { organizationId, teamId, selection } = request
  const seen = teamsWithin(tx.actor, 'licenses.see', request)
  if (seen.length === 0) return missing(tx, 'organization_not_found')
  const format = readChoice(request.format, exportFormats)
  if (!format.ok) return format
  const licenses = await countMeant(tx, { organizationId, selection }, seen)
  if (selection.kind === 'these' && licenses < new Set(selection.licenseIds).size)
    return missing(tx, 'license_not_found')
  await record(tx, [
    {
      ...{ what: 'licenses_exported', organizationId, ...(teamId !== undefined && { teamId }) },
      facts: { count: licenses, format: format.plan },
    },
  ])
  return accept({ licenses })
}
