import { type RawBuilder, sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import type { LicenseStatus } from '../licenses/tables.ts'
import type { CameBy } from './tables.ts'

export interface LicenseRow {
  readonly licenseId: string
  readonly status: LicenseStatus
  readonly product: { readonly code: string; readonly name: string }
  readonly team: { readonly id: number; readonly name: string }
  readonly person: { readonly id: string; readonly name: string; readonly address: string } | null
  readonly assignedAt: Date | null
  readonly assignedBy: string | null
  readonly cameBy: CameBy | null
  readonly connectedAt: Date | null
  readonly paidThrough: string
  readonly payment: 'unpaid' | 'paid'
}

/** Joins who holds a license, and since when, to it. */
export const peopleJoins = sql`
  left join assignment on assignment.organization_id = license.organization_id and assignment.id = license.assignment_id
  left join person on person.organization_id = license.organization_id and person.id = license.person_id`

/**
 * The rows of licenses already picked: `picked` selects them whole, with their `place` in the order. It is carried out
 * once and first: rows just sold are in no statistics yet, and a join back to all of them would be thought cheap.
 */
export async function selectRows(read: Read, picked: RawBuilder<unknown>): Promise<LicenseRow[]> {
  const { rows } = await sql<RawRow>`with license as materialized (${picked})
    select license.id, license.status, license.product_code, product.name as product_name, license.team_id, team.name as team_name,
      person.id as person_id, person.name as person_name, person.address, assignment.assigned_at, assignment.assigned_by,
      assignment.came_by, assignment.connected_at, subscription.paid_through, subscription.payment
    from license
    join product on product.code = license.product_code
    join team on team.organization_id = license.organization_id and team.id = license.team_id
    join subscription on subscription.organization_id = license.organization_id and subscription.id = license.subscription_id
    ${peopleJoins} order by license.place`.execute(read.sql)
  return rows.map(rowOf)
}

interface RawRow {
  id: string
  status: LicenseStatus
  product_code: string
  product_name: string
  team_id: number
  team_name: string
  person_id: string | null
  person_name: string | null
  address: string | null
  assigned_at: Date | null
  assigned_by: string | null
  came_by: CameBy | null
  connected_at: Date | null
  paid_through: string
  payment: 'unpaid' | 'paid'
}

function rowOf(row: RawRow): LicenseRow {
  return {
    licenseId: row.id,
    status: row.status,
    product: { code: row.product_code, name: row.product_name },
    team: { id: row.team_id, name: row.team_name },
    person:
      row.person_id && row.address
        ? { id: row.person_id, name: row.person_name ?? '', address: row.address }
        : null,
    assignedAt: row.assigned_at,
    assignedBy: row.assigned_by,
    cameBy: row.came_by,
    connectedAt: row.connected_at,
    paidThrough: row.paid_through,
    payment: row.payment,
  }
}
