import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'

/** What was noted each time something happened in an organization; the caller knows what that kind of event notes. */
export async function listFacts<Facts = unknown>(
  tx: Tx,
  organizationId: number,
  what: string,
): Promise<readonly Facts[]> {
  const { rows } = await sql<{ facts: Facts }>`select facts from event
    where organization_id = ${organizationId} and what = ${what}`.execute(tx.sql)
  return rows.map(({ facts }) => facts)
}
