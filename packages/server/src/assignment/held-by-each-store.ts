import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'

/** A license that is looked for, and in whose hands; whoever's where none was named. */
export interface Held {
  readonly licenseId: string
  readonly personId: string | null
}

/** Whose licenses are looked for: many people's by the keys of their addresses, of one product perhaps, in some teams. */
export interface HeldByEach {
  readonly organizationId: number
  readonly addressKeys: readonly string[]
  readonly productCode?: string | undefined
  readonly teams: 'all' | readonly number[]
}

/** The team of each of these licenses that the organization has, without a lock. */
export async function listTeamsOfLicenses(
  tx: Tx,
  organizationId: number,
  licenseIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string; team_id: number }>`select id, team_id from license
    where organization_id = ${organizationId} and id = any(${[...licenseIds]}::text[])`.execute(tx.sql)
  return new Map(rows.map((row) => [row.id, row.team_id]))
}

/** The licenses in each one's hands by address key, in the organization's order, without a lock. */
export async function listHeldByEach(
  tx: Tx,
  { organizationId, addressKeys, productCode, teams }: HeldByEach,
): Promise<ReadonlyMap<string, readonly Held[]>> {
  const conditions: RawBuilder<unknown>[] = [
    sql`person.organization_id = ${organizationId}`,
    sql`person.address_key = any(${[...addressKeys]}::text[])`,
    ...(productCode === undefined ? [] : [sql`license.product_code = ${productCode}`]),
    ...(teams === 'all' ? [] : [sql`license.team_id = any(${[...teams]}::bigint[])`]),
  ]
  const { rows } = await sql<{ key: string; licenseId: string; personId: string }>`
    select person.address_key as key, license.id as "licenseId", person.id as "personId" from person
    join license on license.organization_id = person.organization_id and license.person_id = person.id
    where ${sql.join(conditions, sql` and `)} order by license.position`.execute(tx.sql)
  return Map.groupBy(rows, (row) => row.key)
}
