import { sql } from 'kysely'
import type { Read, Tx } from '../db/unit-of-work.ts'
import type { EndReason } from './tables.ts'

/** A license somebody once held, and how that ended. */
export interface EndedLicense {
  readonly assignmentId: string
  readonly licenseId: string
  readonly teamId: number
  readonly personId: string
  readonly address: string
  readonly addressKey: string
  readonly name: string
  readonly product: string
  readonly productCode: string
  readonly endedAt: Date
  readonly endedBy: string
  readonly endReason: EndReason
  /** A license of the same product that the person holds now. */
  readonly heldNow: string | null
  readonly heldSince: Date | null
}

export interface EndedRef {
  readonly organizationId: number
  readonly licenseId: string
}

/** The last time one of these addresses held this license and lost it. */
export async function loadEnded(
  door: Pick<Tx | Read, 'sql'>,
  { organizationId, licenseId }: EndedRef,
  addressKeys: readonly string[],
): Promise<EndedLicense | null> {
  const { rows } = await sql<EndedLicense>`
    select assignment.id as "assignmentId", assignment.license_id as "licenseId", license.team_id as "teamId",
      person.id as "personId", person.address, person.address_key as "addressKey", person.name,
      product.name as product, product.code as "productCode", assignment.ended_at as "endedAt",
      assignment.ended_by as "endedBy", assignment.end_reason as "endReason",
      held.license_id as "heldNow", held.assigned_at as "heldSince"
    from assignment
    join license on license.organization_id = assignment.organization_id and license.id = assignment.license_id
    join person on person.organization_id = assignment.organization_id and person.id = assignment.person_id
    join product on product.code = assignment.product_code
    left join assignment held on held.organization_id = assignment.organization_id and held.person_id = person.id
      and held.product_code = assignment.product_code and held.ended_at is null
    where assignment.organization_id = ${organizationId} and assignment.license_id = ${licenseId}
      and assignment.ended_at is not null and person.address_key = any(${[...addressKeys]}::text[])
    order by assignment.ended_at desc limit 1`.execute(door.sql)
  return rows[0] ?? null
}

/** Keeps two presses of one button from being two questions. */
export async function lockEnded(tx: Tx, organizationId: number, assignmentId: string): Promise<void> {
  await tx.sql
    .selectFrom('assignment')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('id', '=', assignmentId)
    .forUpdate()
    .execute()
}
