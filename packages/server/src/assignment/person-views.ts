import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { refuseBy } from '@claviger/core/kernel/rules'
import { owns } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import { isToken } from '../db/new-id.ts'
import type { Read } from '../db/unit-of-work.ts'
import { loadWhomToAsk, type WhomToAsk } from '../teams/role-store.ts'
import type { EndReason } from './tables.ts'

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
  /** Given until the end of this day. */
  readonly endsOn: string | null
  readonly timeZone: string
}

export interface OwnLicenses {
  readonly licenses: readonly OwnLicense[]
  /** Whom to ask for one, by organization that knows the account's addresses. */
  readonly ask: readonly WhomToAsk[]
}

/** Every license in the hands of the signed-in account, under any of its addresses. */
export async function ownLicenses(
  read: Read,
  _query: Record<string, never>,
): Promise<Decision<OwnLicenses, { readonly code: 'not_signed_in' }>> {
  if (read.actor.kind !== 'account') return refuse('not_signed_in')
  const keys = read.actor.addresses.map((own) => own.key)
  const { rows } =
    await sql<RawOwn>`${select} where person.address_key = any(${keys}::text[]) and assignment.ended_at is null
    order by organization.name, product.name`.execute(read.sql)
  return accept({ licenses: rows.map(ownOf), ask: await loadWhomToAsk(read, keys) })
}

export interface AssignmentDoor extends OwnLicense {
  /** The actor has proved the address the license is for. */
  readonly yours: boolean
  /** Why it is nobody's any more, or null while it is the person's. */
  readonly endReason: EndReason | null
}

/** Shows an assignment to whoever opens its address. Looking changes nothing. */
export async function assignmentDoor(
  read: Read,
  query: { readonly door: string },
): Promise<Decision<AssignmentDoor, ReasonedRefusal<'assignment_unknown'>>> {
  if (!isToken(query.door)) return refuseBy('assignment_unknown', 'assignment_is_known')
  const { rows } = await sql<RawOwn>`${select} where assignment.door = ${query.door}`.execute(read.sql)
  const row = rows[0]
  if (!row) return refuseBy('assignment_unknown', 'assignment_is_known')
  return accept({ ...ownOf(row), yours: owns(read.actor, row.address_key), endReason: row.end_reason })
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
  end_reason: EndReason | null
  paid_through: string
  ends_on: string | null
}

const select = sql`select assignment.organization_id, organization.name as organization, organization.time_zone, assignment.license_id,
    product.name as product, person.address, person.address_key, assignment.assigned_by, assignment.assigned_at,
    assignment.connected_at, assignment.end_reason, assignment.ends_on, subscription.paid_through
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
    endsOn: row.ends_on,
  }
}
