import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'

/** Whose licenses are looked for: a person's by the key of their address, of one product perhaps, in some teams. */
export interface HeldBy {
  readonly organizationId: number
  readonly addressKey: string
  readonly productCode?: string | undefined
  readonly teams: 'all' | readonly number[]
}

/** The licenses in somebody's hands, in the organization's order, without a lock. */
export async function listHeldBy(
  tx: Tx,
  { organizationId, addressKey, productCode, teams }: HeldBy,
): Promise<readonly { readonly licenseId: string; readonly personId: string }[]> {
  const conditions: RawBuilder<unknown>[] = [
    sql`person.organization_id = ${organizationId}`,
    sql`person.address_key = ${addressKey}`,
    ...(productCode === undefined ? [] : [sql`license.product_code = ${productCode}`]),
    ...(teams === 'all' ? [] : [sql`license.team_id = any(${[...teams]}::bigint[])`]),
  ]
  const { rows } = await sql<{ licenseId: string; personId: string }>`
    select license.id as "licenseId", person.id as "personId" from person
    join license on license.organization_id = person.organization_id and license.person_id = person.id
    where ${sql.join(conditions, sql` and `)} order by license.position`.execute(tx.sql)
  return rows
}
