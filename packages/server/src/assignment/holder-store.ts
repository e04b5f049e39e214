import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'
import type { JobItem } from './job-store.ts'

/** A line that waits for each of these licenses, in their order, with whoever has it: only they are meant. */
export async function listHolders(
  tx: Tx,
  organizationId: number,
  licenseIds: readonly string[],
  firstLine: number,
): Promise<readonly JobItem[]> {
  if (licenseIds.length === 0) return []
  const { rows } = await sql<Omit<JobItem, 'line' | 'outcome' | 'reason'>>`
    select license.id as "licenseId", license.assignment_id as "assignmentId", person.id as "personId", coalesce(person.address, '') as address, coalesce(person.name, '') as name
    from unnest(${[...licenseIds]}::text[]) with ordinality as wanted (id, place)
    join license on license.organization_id = ${organizationId} and license.id = wanted.id
    left join person on person.organization_id = license.organization_id and person.id = license.person_id
    order by wanted.place`.execute(tx.sql)
  return rows.map((row, index) => ({ ...row, line: firstLine + index, outcome: 'waiting', reason: null }))
}
