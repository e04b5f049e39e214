import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import { peopleJoins, type Selection } from './license-filter.ts'
import { type LicenseRow, selectRows } from './license-row-views.ts'
import { selectionCondition } from './license-selection.ts'
import { type Scope, teamsWithin } from './scope.ts'
import { countMeant } from './selection-store.ts'

export interface LicenseListQuery extends Scope {
  readonly selection: Selection
  /** Where the part before has ended; nothing for the first. */
  readonly after?: number | undefined
  readonly perPage: number
  /** Says of every license what would stay if it were not renewed. */
  readonly fallback?: boolean | undefined
}

export interface LicenseListPart {
  readonly rows: readonly LicenseRow[]
  /** Where the next part begins; null after the last. */
  readonly next: number | null
}

/**
 * The licenses meant, part by part in the order they were bought, for lists that nobody turns the pages of. Each license
 * comes once, whatever changes while they are read.
 */
export async function licenseList(
  read: Read,
  query: LicenseListQuery,
): Promise<Decision<LicenseListPart, ReasonedRefusal<'organization_not_found'>>> {
  const { organizationId, selection, after = -1, perPage, fallback = false } = query
  const seen = teamsWithin(read.actor, 'licenses.see', query)
  if (seen.length === 0) return missing(read, 'organization_not_found')
  const meant = selectionCondition(organizationId, { selection, now: read.now }, seen)
  const rows = await selectRows(
    read,
    sql`select license.*, license.position as place from license ${peopleJoins}
    where ${meant} and license.position > ${after} order by license.position limit ${perPage}`,
    { fallback },
  )
  const last = rows.at(-1)
  return accept({ rows, next: last && rows.length === perPage ? last.position : null })
}

/** How many licenses are meant, as far as the actor sees them. */
export async function licenseListSize(
  read: Read,
  query: Omit<LicenseListQuery, 'after' | 'perPage' | 'fallback'>,
): Promise<Decision<{ readonly licenses: number }, ReasonedRefusal<'organization_not_found'>>> {
  const { organizationId, selection } = query
  const seen = teamsWithin(read.actor, 'licenses.see', query)
  if (seen.length === 0) return missing(read, 'organization_not_found')
  return accept({ licenses: await countMeant(read, { organizationId, selection }, seen) })
}
