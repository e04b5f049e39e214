import { sql } from 'kysely'
import type { Read, Tx } from '../db/unit-of-work.ts'

/** What headings mean here, by the key of the heading. */
export type HeadingMemory = Readonly<Record<string, string>>

/** Loads what this organization's people have said unknown headings mean. */
export async function loadHeadingMemory(
  door: Pick<Tx | Read, 'sql'>,
  organizationId: number,
): Promise<HeadingMemory> {
  const rows = await door.sql
    .selectFrom('heading_memory')
    .select(['heading_key', 'role'])
    .where('organization_id', '=', organizationId)
    .execute()
  return Object.fromEntries(rows.map(({ heading_key, role }) => [heading_key, role]))
}

/** Remembers what headings mean; what was said last holds. */
export async function saveHeadings(tx: Tx, organizationId: number, headings: HeadingMemory): Promise<void> {
  const said = Object.entries(headings)
  if (said.length === 0) return
  await sql`insert into heading_memory (organization_id, heading_key, role)
    select ${organizationId}, k, r from unnest(${said.map(([key]) => key)}::text[], ${said.map(([, role]) => role)}::text[]) as e (k, r)
    on conflict (organization_id, heading_key) do update set role = excluded.role`.execute(tx.sql)
}
