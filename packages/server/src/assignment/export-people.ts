import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { readChoice } from '@claviger/core/kernel/fields'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import { exportFormats } from './export-licenses.ts'
import type { PeopleFilter } from './people-filter.ts'
import { countPeopleMeant } from './people-store.ts'
import { type Scope, teamsWithin } from './scope.ts'

export interface ExportPeople extends Scope {
  readonly filter: PeopleFilter
  readonly format: string
}

/**
 * Notes that somebody takes a list of people along, and how long it is. `peopleList` reads it for those who see the
 * people, with no more in it than they see.
 */
export async function exportPeople(
  tx: Tx,
  request: ExportPeople,
): Promise<Decision<{ readonly people: number }, Refusal>> {
  const { organizationId, teamId, filter } = request
  const seen = teamsWithin(tx.actor, 'people.see', request)
  if (seen.length === 0) return missing(tx, 'organization_not_found')
  const format = readChoice(request.format, exportFormats)
  if (!format.ok) return format
  const people = await countPeopleMeant(tx, { organizationId, seen, now: tx.now }, filter)
  await record(tx, [
    {
      ...{ what: 'people_exported', organizationId, ...(teamId !== undefined && { teamId }) },
      facts: { count: people, format: format.plan },
    },
  ])
  return accept({ people })
}
