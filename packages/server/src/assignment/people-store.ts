import { isUuid } from '@claviger/core/kernel/ids'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'
import {
  type PeopleFilter,
  type PeopleSeen,
  type PeopleSelection,
  personCondition,
  personSeen,
} from './people-filter.ts'

/** The people meant, as far as the actor sees them. */
export async function listPeopleMeant(
  tx: Tx,
  place: PeopleSeen,
  selection: PeopleSelection,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select person.id from person
    where ${meant(place, selection)} order by person.search_key, person.id`.execute(tx.sql)
  return rows.map((row) => row.id)
}

/** How many people match, as far as the actor sees them. */
export async function countPeopleMeant(tx: Tx, place: PeopleSeen, filter: PeopleFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from person
    where ${personCondition(place, filter)}`.execute(tx.sql)
  return rows[0]?.count ?? 0
}

function meant(place: PeopleSeen, selection: PeopleSelection): RawBuilder<boolean> {
  switch (selection.kind) {
    case 'these':
      return sql`${personSeen(place)} and person.id = any(${selection.personIds.filter(isUuid)}::uuid[])`
    case 'addresses':
      return sql`${personSeen(place)} and person.address_key = any(${[...selection.addressKeys]}::text[])`
    case 'matching':
      return sql`${personCondition(place, selection.filter)}
        and person.id <> all(${selection.except.filter(isUuid)}::uuid[])`
  }
}
