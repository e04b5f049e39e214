import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'

/** What was noted with everything of these kinds that ever happened in an organization. */
export async function listFacts(
  tx: Tx,
  organizationId: number,
  kinds: readonly string[],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { rows } = await sql<{ facts: Record<string, unknown> }>`select facts from event
    where organization_id = ${organizationId} and what = any(${[...kinds]}::text[])`.execute(tx.sql)
  return rows.map(({ facts }) => facts)
}
