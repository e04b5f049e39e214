import type { HeldLicense } from '@claviger/core/assignment/plan-assignment'
import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'

/** What of a license goes with it into other hands. */
export interface Passing {
  readonly productCode: string
  /** Until the end of which day it was given. */
  readonly endsOn: string | null
  readonly paidThrough: string
}

/** What goes over with each of these locked licenses. */
export async function loadPassing(
  tx: Tx,
  organizationId: number,
  licenseIds: readonly string[],
): Promise<ReadonlyMap<string, Passing>> {
  const { rows } = await sql<Passing & { licenseId: string }>`
    select license.id as "licenseId", license.product_code as "productCode", assignment.ends_on as "endsOn",
      subscription.paid_through as "paidThrough"
    from license
    join subscription on subscription.organization_id = license.organization_id and subscription.id = license.subscription_id
    left join assignment on assignment.organization_id = license.organization_id and assignment.id = license.assignment_id
    where license.organization_id = ${organizationId} and license.id = any(${[...licenseIds]}::text[])`.execute(
    tx.sql,
  )
  return new Map(rows.map(({ licenseId, ...passing }) => [licenseId, passing]))
}

/** By which license somebody has the product of each of these already: the product itself, or a pack that contains it. */
export async function loadReceived(
  tx: Tx,
  organizationId: number,
  addressKey: string,
  licenseIds: readonly string[],
): Promise<ReadonlyMap<string, HeldLicense>> {
  const { rows } = await sql<HeldLicense & { wanted: string }>`
    select distinct on (license.id) license.id as wanted, held.license_id as "licenseId",
      held.product_code as "productCode", product.name as "productName", held.assigned_at as "assignedAt"
    from license
    join person on person.organization_id = license.organization_id and person.address_key = ${addressKey}
    join assignment as held on held.organization_id = license.organization_id and held.person_id = person.id
      and held.ended_at is null and (held.product_code = license.product_code or held.product_code in
        (select pack_code from pack_member where pack_member.product_code = license.product_code))
    join product on product.code = held.product_code
    where license.organization_id = ${organizationId} and license.id = any(${[...licenseIds]}::text[])
    order by license.id, held.product_code = license.product_code desc, held.assigned_at`.execute(tx.sql)
  return new Map(rows.map(({ wanted, ...held }) => [wanted, held]))
}

/** Whether somebody has proved to own this address. */
export async function isProved(tx: Tx, addressKey: string): Promise<boolean> {
  const row = await tx.sql
    .selectFrom('verified_address')
    .select('address_key')
    .where('address_key', '=', addressKey)
    .executeTakeFirst()
  return row !== undefined
}

/** A line of a job that passed a license on, as it can be undone now. */
export interface PassedLine {
  readonly place: number
  readonly licenseId: string
  readonly teamId: number
  /** The one it went to, and from. */
  readonly assignmentId: string
  readonly personId: string
  readonly beforeId: string
  readonly before: string
  /** The one it went to still has it. */
  readonly open: boolean
  readonly seatTakenBy: string | null
  /** The one it came from has another license of the product by now. */
  readonly holdsAnother: boolean
}

/** These lines as they can be undone now; call it under the lock of their pools. */
export async function loadPassed(
  tx: Tx,
  job: { readonly organizationId: number; readonly id: string },
  places: readonly number[],
): Promise<readonly PassedLine[]> {
  const { rows } = await sql<PassedLine>`
    select item.place, item.license_id as "licenseId", license.team_id as "teamId", given.id as "assignmentId",
      given.person_id as "personId", old.id as "beforeId", old.person_id as before, given.ended_at is null as open,
      case when given.ended_at is not null then coalesce(nullif(holder.name, ''), holder.address) end as "seatTakenBy",
      not old.additional and exists (select 1 from assignment as other where other.organization_id = old.organization_id
        and other.person_id = old.person_id and other.product_code = old.product_code and other.ended_at is null
        and not other.additional) as "holdsAnother"
    from job_item as item
    join license on license.organization_id = item.organization_id and license.id = item.license_id
    join assignment as given on given.organization_id = item.organization_id and given.id = item.assignment_id
    join assignment as old on old.organization_id = item.organization_id and old.license_id = item.license_id
      and old.end_job_id = item.job_id and old.end_reason = 'reassigned'
    left join person as holder on holder.organization_id = license.organization_id and holder.id = license.person_id
    where item.organization_id = ${job.organizationId} and item.job_id = ${job.id} and item.outcome = 'done'
      and item.place = any(${[...places]}::int[])
    order by item.place`.execute(tx.sql)
  return rows
}
