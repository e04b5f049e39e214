import { sql } from 'kysely'
import { daysBefore } from '../db/days-before.ts'
import type { Read } from '../db/unit-of-work.ts'
import { idleDays } from './license-use.ts'
import { inTeams } from './scope.ts'

/** How many licenses a product was seen using, but not lately; what was ever seen is read once, not once a license. */
export async function countIdle(
  read: Read,
  organizationId: number,
  seen: 'all' | readonly number[],
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from (
      select activation.assignment_id, activation.license_id from activation
      where activation.organization_id = ${organizationId} group by 1, 2
      having max(activation.last_seen_at) <= ${daysBefore(read.now, idleDays)}::timestamptz) as idle
    join license on license.organization_id = ${organizationId} and license.id = idle.license_id
      and license.assignment_id = idle.assignment_id
    where ${inTeams(seen, 'license.team_id')}`.execute(read.sql)
  return rows[0]?.count ?? 0
}
