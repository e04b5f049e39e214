import { sql } from 'kysely'
import type { Read, Tx } from '../db/unit-of-work.ts'

/** When a product was last seen using each of these assignments; nothing for those no product was seen with. */
export async function loadLastUse(
  door: Pick<Tx | Read, 'sql'>,
  organizationId: number,
  assignmentIds: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await sql<{ id: string; at: Date }>`
    select assignment_id as id, max(last_seen_at) as at from activation
    where organization_id = ${organizationId} and assignment_id = any(${[...assignmentIds]}::uuid[])
    group by assignment_id`.execute(door.sql)
  return new Map(rows.map((row) => [row.id, row.at]))
}
