import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import { type PeopleFilter, personCondition } from './people-filter.ts'
import { known, loadLicensesOf, type PersonRow } from './people-views.ts'
import { type Scope, teamsWithin } from './scope.ts'

/** Behind whom the next part begins. */
export interface PeopleListPlace {
  readonly key: string
  readonly id: string
}

export interface PeopleListQuery extends Scope {
  readonly filter: PeopleFilter
  /** Where the part before has ended; nothing for the first. */
  readonly after?: PeopleListPlace | undefined
  readonly perPage: number
}

export interface PeopleListPart {
  readonly people: readonly PersonRow[]
  /** Where the next part begins; null after the last. */
  readonly next: PeopleListPlace | null
}

/** The people who match with what they hold, part by part by name, for lists that nobody turns the pages of. */
export async function peopleList(
  read: Read,
  query: PeopleListQuery,
): Promise<Decision<PeopleListPart, ReasonedRefusal<'organization_not_found'>>> {
  const { organizationId, filter, after, perPage } = query
  const seen = teamsWithin(read.actor, 'people.see', query)
  if (seen.length === 0) return missing(read, 'organization_not_found')
  const place = { organizationId, seen, now: read.now }
  const behind = after ? sql`and (person.search_key, person.id) > (${after.key}, ${after.id}::uuid)` : sql``
  const { rows } = await sql<Omit<PersonRow, 'licenses'> & { key: string }>`
    select ${known}, person.search_key as key from person where ${personCondition(place, filter)} ${behind}
    order by person.search_key, person.id limit ${perPage}`.execute(read.sql)
  const licenses = await loadLicensesOf(
    read,
    place,
    rows.map((row) => row.id),
  )
  const last = rows.at(-1)
  return accept({
    people: rows.map(({ key: _, ...row }) => ({ ...row, licenses: licenses.get(row.id) ?? [] })),
    next: last && rows.length === perPage ? { key: last.key, id: last.id } : null,
  })
}
