import type { Announcement } from '@claviger/core/assignment/reminder-rules'
import type { CalendarDate } from '@claviger/core/kernel/calendar'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'
import { tellingKinds } from './remind-store.ts'

/** A license somebody presses *Remind* for, with what the letter says of it. */
export interface Remindable {
  readonly licenseId: string
  readonly teamId: number
  readonly product: string
  readonly connected: boolean
  readonly announcement: Announcement
  readonly remindedOn: CalendarDate | null
  readonly holder: {
    readonly assignmentId: string
    readonly personId: string
    readonly address: string
    readonly name: string
    readonly door: string
    readonly by: string
    readonly givenOn: CalendarDate
    readonly until: CalendarDate
  } | null
}

/** These licenses as they are, in the organization's order. */
export function listRemindable(tx: Tx, organizationId: number, licenseIds: readonly string[]) {
  return load(tx, organizationId, sql`license.id = any(${[...licenseIds]}::text[])`)
}

/** All licenses of a job that these people held when it began, so that one letter names them all. */
export function listRemindableOfJob(
  tx: Tx,
  { organizationId, id }: { readonly organizationId: number; readonly id: string },
  personIds: readonly string[],
) {
  return load(
    tx,
    organizationId,
    sql`license.id in (select item.license_id from job_item as item where item.organization_id = ${organizationId}
      and item.job_id = ${id} and item.person_id = any(${[...personIds]}::uuid[]))`,
  )
}

async function load(tx: Tx, organizationId: number, which: RawBuilder<unknown>): Promise<Remindable[]> {
  const { rows } = await sql<Remindable>`
    select license.id as "licenseId", license.team_id as "teamId", product.name as product,
      mine.connected_at is not null as connected,
      (mine.reminded_at at time zone organization.time_zone)::date as "remindedOn",
      coalesce((select case when letter.state in ('sent', 'kept') then 'left' else letter.state end
        from letter where letter.organization_id = mine.organization_id and letter.assignment_id = mine.id
          and letter.kind = any(${[...tellingKinds]}::text[]) and letter.state <> 'withdrawn'
        order by letter.created_at desc, letter.id desc limit 1), 'none') as announcement,
      case when mine.id is not null then json_build_object('assignmentId', mine.id, 'personId', person.id,
        'address', person.address, 'name', person.name, 'door', mine.door, 'by', mine.assigned_by,
        'givenOn', (mine.assigned_at at time zone organization.time_zone)::date,
        'until', least(subscription.paid_through, mine.ends_on)) end as holder
    from license
    join organization on organization.id = license.organization_id
    join product on product.code = license.product_code
    join subscription on subscription.organization_id = license.organization_id and subscription.id = license.subscription_id
    left join assignment as mine on mine.organization_id = license.organization_id and mine.id = license.assignment_id
    left join person on person.organization_id = license.organization_id and person.id = license.person_id
    where license.organization_id = ${organizationId} and ${which} order by license.position`.execute(tx.sql)
  return rows
}

/** Notes that people were reminded of these by hand. */
export async function saveRemindedByHand(
  tx: Tx,
  organizationId: number,
  assignmentIds: readonly string[],
): Promise<void> {
  await sql`update assignment set reminded_at = ${tx.now}
    where organization_id = ${organizationId} and id = any(${[...assignmentIds]}::uuid[])`.execute(tx.sql)
}

/** Forgets that these people were reminded by a job, as far as no other letter says so. */
export async function forgetReminded(
  tx: Tx,
  { organizationId, id }: { readonly organizationId: number; readonly id: string },
  personIds: readonly string[],
): Promise<void> {
  await sql`update assignment as mine set reminded_at = (select max(coalesce(letter.sent_at, letter.created_at)) from letter
      where letter.organization_id = mine.organization_id and letter.assignment_id = mine.id
        and letter.kind in ('reminder_3', 'reminder_10', 'reminder_by_hand') and letter.state <> 'withdrawn')
    where organization_id = ${organizationId} and id in (select item.assignment_id from job_item as item
      where item.organization_id = ${organizationId} and item.job_id = ${id}
        and item.person_id = any(${[...personIds]}::uuid[]))`.execute(tx.sql)
}

/** Which of these letters there are, withdrawn or not, by the keys they were queued under. */
export async function listQueued(
  tx: Tx,
  dedupeKeys: readonly string[],
  { withdrawn }: { readonly withdrawn: boolean },
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ key: string }>`select dedupe_key as key from letter
    where dedupe_key = any(${[...dedupeKeys]}::text[]) and (state = 'withdrawn') = ${withdrawn}`.execute(
    tx.sql,
  )
  return new Set(rows.map((row) => row.key))
}
