import { endsSoonDays } from '@claviger/core/assignment/keep-rules'
import { writingHours } from '@claviger/core/assignment/reminder-rules'
import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'
import { isLetterOn } from './letter-switch-store.ts'

/** What is held past its last day, of one organization, at most so many licenses; nothing when there is none. */
export async function findReachedDays(
  tx: Tx,
  most: number,
): Promise<{ readonly organizationId: number; readonly licenseIds: readonly string[] } | null> {
  const { rows } = await sql<{ organization_id: number; license_id: string }>`
    with reached as (
      select assignment.organization_id, assignment.license_id, assignment.ends_on, assignment.id from assignment
      join organization on organization.id = assignment.organization_id
      where assignment.ended_at is null and assignment.ends_on < (${tx.now}::timestamptz at time zone organization.time_zone)::date)
    select organization_id, license_id from reached
    where organization_id = (select organization_id from reached order by ends_on, organization_id limit 1)
    order by ends_on, id limit ${most}`.execute(tx.sql)
  const [first] = rows
  return first
    ? { organizationId: first.organization_id, licenseIds: rows.map((row) => row.license_id) }
    : null
}

/** Until the end of which day each of these open assignments was given; nothing for those without one. */
export async function listEndDays(
  tx: Tx,
  organizationId: number,
  assignmentIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; ends_on: string }>`select id, ends_on from assignment
    where organization_id = ${organizationId} and id = any(${[...assignmentIds]}::uuid[])
      and ended_at is null and ends_on is not null`.execute(tx.sql)
  return new Map(rows.map((row) => [row.id, row.ends_on]))
}

/** Gives an open assignment another last day, or none. */
export async function saveEndDay(
  tx: Tx,
  organizationId: number,
  assignmentId: string,
  endsOn: string | null,
): Promise<void> {
  await tx.sql
    .updateTable('assignment')
    .set({ ends_on: endsOn })
    .where('organization_id', '=', organizationId)
    .where('id', '=', assignmentId)
    .where('ended_at', 'is', null)
    .execute()
}

/** Somebody whose licenses end soon, all with the same day. */
export interface EndingSoon {
  readonly organizationId: number
  readonly organization: string
  readonly locale: string
  readonly personId: string
  readonly name: string
  readonly address: string
  readonly endsOn: string
  /** The first of them. */
  readonly assignmentId: string
  readonly licenses: readonly { readonly licenseId: string; readonly product: string }[]
}

/**
 * Whom to tell that their licenses end soon, at most so many: nobody twice for one day, nobody who was told when it was
 * given, and nobody in the night.
 */
export async function listEndingSoon(tx: Tx, most: number): Promise<readonly EndingSoon[]> {
  const local = sql`(${tx.now}::timestamptz at time zone organization.time_zone)`
  const { rows } = await sql<EndingSoon>`
    select organization.id as "organizationId", organization.name as organization, organization.locale,
      person.id as "personId", person.name, person.address, assignment.ends_on as "endsOn",
      (array_agg(assignment.id order by product.name))[1] as "assignmentId",
      json_agg(json_build_object('licenseId', assignment.license_id, 'product', product.name) order by product.name) as licenses
    from assignment
    join organization on organization.id = assignment.organization_id
    join person on person.organization_id = assignment.organization_id and person.id = assignment.person_id
    join product on product.code = assignment.product_code
    where assignment.ended_at is null and assignment.ends_on between ${local}::date and ${local}::date + ${endsSoonDays}::integer
      and (assignment.assigned_at at time zone organization.time_zone)::date < assignment.ends_on - ${endsSoonDays}::integer
      and extract(hour from ${local}) between ${writingHours.from} and ${writingHours.until - 1}
      and ${isLetterOn('license_ends_soon', sql`organization.id`, sql`person.id`)}
      and not exists (select 1 from letter where letter.dedupe_key =
        'license_ends_soon:' || organization.id || ':' || person.id || ':' || assignment.ends_on)
    group by organization.id, person.organization_id, person.id, assignment.ends_on
    order by organization.id, person.id limit ${most}`.execute(tx.sql)
  return rows
}
