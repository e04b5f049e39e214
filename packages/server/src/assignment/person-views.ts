import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import { owns } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'

/** A license as the person who holds it sees it. */
export interface OwnLicense {
  readonly organizationId: number
  readonly organization: string
  readonly licenseId: string
  readonly product: string
  readonly address: string
  readonly from: string
  readonly assignedAt: Date
  readonly connectedAt: Date | null
  readonly paidThrough: string
  readonly timeZone: string
}

/** Every license in the hands of the signed-in account, under any of its addresses. */
export async function ownLicenses(
  read: Read,
  _query: Record<string, never>,
): Promise<Decision<{ licenses: readonly OwnLicense[] }, { readonly code: 'not_signed_in' }>> {
  if (read.actor.kind !== 'account') return refuse('not_signed_in')
  const keys = read.actor.addresses.map((own) => own.key)
  const { rows } =
    await sql<RawOwn>`${select} where person.address_key = any(${keys}::text[]) and assignment.ended_at is null
    order by organization.name, product.name`.execute(read.sql)
  return accept({ licenses: rows.map(ownOf) })
}

export interface AssignmentDoor extends OwnLicense {
  /** The actor has proved the address the license is for. */
  readonly yours: boolean
  readonly ended: boolean
}

/** Shows an assignment to whoever opens its address. Looking changes nothing. */
export async function assignmentDoor(
  read: Read,
  query: { readonly door: string },
): Promise<Decision<AssignmentDoor, { readonly code: 'assignment_unknown' }>> {
  const { rows } = await sql<RawOwn>`${select} where assignment.door = ${query.door}`.execute(read.sql)
  const row = rows[0]
  if (!row) return refuse('assignment_unknown')
  return accept({ ...ownOf(row), yours: owns(read.actor, row.address_key), ended: row.ended_at !== null })
}

interface RawOwn {
  organization_id: number
  organization: string
  time_zone: string
  license_id: string
  product: string
  address: string
  address_key: string
  assigned_by: string
  assigned_at: Date
  connected_at: Date | null
  ended_at: Date | null
  paid_through: string
}

const select = sql`select assignment.organization_id, organization.name as organization, organization.time_zone, assignment.license_id,
    product.name as product, person.address, person.address_key, assignment.assigned_by, assignment.assigned_at,
    assignment.connected_at, assignment.ended_at, subscription.paid_through
  from assignment
  join organization on organization.id = assignment.organization_id
  join person on person.organization_id = assignment.organization_id and person.id = assignment.person_id
  join product on product.code = assignment.product_code
  join license on license.organization_id = assignment.organization_id and license.id = assignment.license_id
  join subscription on subscription.organization_id = license.organization_id and subscription.id = license.subscription_id`

function ownOf(row: RawOwn): OwnLicense {
  return {
    organizationId: row.organization_id,
    organization: row.organization,
    timeZone: row.time_zone,
    licenseId: row.license_id,
    product: row.product,
    address: row.address,
    from: row.assigned_by,
    assignedAt: row.assigned_at,
    connectedAt: row.connected_at,
    paidThrough: row.paid_through,
  }
}
