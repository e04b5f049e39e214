import { localDays, startOfDay } from '@claviger/core/assignment/local-day'
import { quietDays, reminders, writingHours } from '@claviger/core/assignment/reminder-rules'
import { addDays, type CalendarDate } from '@claviger/core/kernel/calendar'
import { type RawBuilder, sql } from 'kysely'
import { daysBefore } from '../db/days-before.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { isLetterOn } from './letter-switch-store.ts'

/** The letters that tell somebody of a license: the newest says whether they were reached. */
export const tellingKinds = ['license_assigned', 'reminder_3', 'reminder_10', 'reminder_by_hand'] as const

/** A license that waits for its person, with what a reminder says of it. */
export interface Waiting {
  readonly organizationId: number
  readonly personId: string
  readonly address: string
  readonly name: string
  readonly assignmentId: string
  readonly licenseId: string
  readonly teamId: number
  readonly door: string
  readonly product: string
  readonly by: string
  /** As the letter that announced it named it. */
  readonly byAddress: string | null
  readonly givenOn: CalendarDate
  readonly until: CalendarDate
  readonly reminders: number
  /** Whether the organization sends its second reminder. */
  readonly secondOn: boolean
  /** Which of the reminders is due. */
  readonly number: 1 | 2
  readonly organization: string
  readonly locale: string
  readonly timeZone: string
  readonly today: CalendarDate
}

/** Who has something due, people at once; somebody else's are passed over. */
const mostPeople = 200

/**
 * Takes people to whom a reminder is due, where it is an hour to write, with all of theirs that are: each person is
 * held, so that no two processes write to the same one.
 */
export async function lockDueReminders(tx: Tx): Promise<readonly Waiting[]> {
  const days = await loadDays(tx)
  if (days.length === 0) return []
  const due = dueWaiting(tx, days)
  const people = await sql<{ organization_id: number; id: string }>`
    select person.organization_id, person.id from person
    where (person.organization_id, person.id) in
      (select mine.organization_id, mine.person_id ${due} order by mine.assigned_at limit ${mostPeople})
    for no key update skip locked`.execute(tx.sql)
  if (people.rows.length === 0) return []
  const { rows } = await sql<Waiting>`select ${columns} ${due}
      and (mine.organization_id, mine.person_id) in (select * from unnest(
        ${people.rows.map((one) => one.organization_id)}::bigint[], ${people.rows.map((one) => one.id)}::uuid[]))
    order by mine.assigned_at, mine.id for update of mine`.execute(tx.sql)
  return rows
}

const columns = sql`mine.organization_id as "organizationId", mine.person_id as "personId", person.address, person.name,
  mine.id as "assignmentId", mine.license_id as "licenseId", mine.team_id as "teamId", mine.door, product.name as product,
  mine.assigned_by as by, told.by_address as "byAddress", (mine.assigned_at at time zone day.time_zone)::date as "givenOn",
  least(subscription.paid_through, mine.ends_on) as until, mine.reminders,
  case when mine.assigned_at < day.second_before then 2 else 1 end as number,
  ${isLetterOn('reminder_10', sql.ref('mine.organization_id'), sql.ref('mine.person_id'))} as "secondOn",
  organization.name as organization, organization.locale, organization.time_zone as "timeZone", day.today`

/** A zone in which it is an hour to write, with the instants its days begin at. */
interface WritingDay {
  readonly timeZone: string
  readonly today: CalendarDate
  readonly firstBefore: Date
  readonly secondBefore: Date
  readonly secondAfter: Date
  readonly quietBefore: Date
}

async function loadDays(tx: Tx): Promise<readonly WritingDay[]> {
  const { rows } = await sql<{ zone: string }>`select distinct time_zone as zone from organization`.execute(
    tx.sql,
  )
  const zones = rows.map((row) => row.zone)
  return localDays(tx.now, zones)
    .filter(({ hour }) => hour >= writingHours.from && hour < writingHours.until)
    .map(({ timeZone, today }) => ({ timeZone, today, ...instantsOf(today, timeZone) }))
}

/** Given before one of these instants is given so many days ago, or more. */
function instantsOf(today: CalendarDate, timeZone: string) {
  const [first, second] = reminders
  const startOf = (daysAgo: number) => startOfDay(addDays(today, 1 - daysAgo), timeZone)
  return {
    firstBefore: startOf(first.day),
    secondBefore: startOf(second.day),
    secondAfter: startOf(second.day + second.lateDays + 1),
    quietBefore: startOf(quietDays),
  }
}

/** The same rule as `nextReminder`, as a question to the database. */
function dueWaiting(tx: Tx, days: readonly WritingDay[]): RawBuilder<unknown> {
  const instants = (of: (day: WritingDay) => Date) => sql`${days.map(of)}::timestamptz[]`
  const on = (kind: 'reminder_3' | 'reminder_10') =>
    isLetterOn(kind, sql.ref('mine.organization_id'), sql.ref('mine.person_id'))
  return sql`from assignment as mine
    join organization on organization.id = mine.organization_id
    join unnest(${days.map((day) => day.timeZone)}::text[], ${days.map((day) => day.today)}::date[],
      ${instants((day) => day.firstBefore)}, ${instants((day) => day.secondBefore)},
      ${instants((day) => day.secondAfter)}, ${instants((day) => day.quietBefore)})
      as day (time_zone, today, first_before, second_before, second_after, quiet_before)
      on day.time_zone = organization.time_zone
    join vendor on vendor.id = 1
    join person on person.organization_id = mine.organization_id and person.id = mine.person_id
    join product on product.code = mine.product_code
    join license on license.organization_id = mine.organization_id and license.id = mine.license_id
    join subscription on subscription.organization_id = license.organization_id
      and subscription.id = license.subscription_id
    join lateral (select letter.state, letter.facts ->> 'byAddress' as by_address from letter
      where letter.organization_id = mine.organization_id and letter.assignment_id = mine.id
        and letter.kind = any(${[...tellingKinds]}::text[]) and letter.state <> 'withdrawn'
      order by letter.created_at desc, letter.id desc limit 1) as told on told.state in ('sent', 'kept')
    where mine.ended_at is null and mine.connected_at is null
      and mine.assigned_at between ${daysBefore(tx.now, 20)} and ${daysBefore(tx.now, 1)}
      and (mine.reminded_at is null or mine.reminded_at < day.quiet_before)
      and (subscription.perpetual or subscription.paid_through + vendor.grace_days >= day.today)
      and (mine.ends_on is null or mine.ends_on >= day.today)
      and (mine.reminders < 1 and mine.assigned_at >= day.second_before and mine.assigned_at < day.first_before
          and ${on('reminder_3')}
        or mine.reminders < 2 and mine.assigned_at >= day.second_after and mine.assigned_at < day.second_before
          and ${on('reminder_10')})`
}

/** Notes that a reminder was queued for each of these. */
export async function saveReminded(tx: Tx, waiting: readonly Waiting[]): Promise<void> {
  await sql`update assignment set reminders = e.number, reminded_at = ${tx.now}
    from unnest(${waiting.map((one) => one.organizationId)}::bigint[], ${waiting.map((one) => one.assignmentId)}::uuid[],
      ${waiting.map((one) => one.number)}::smallint[]) as e (organization_id, id, number)
    where assignment.organization_id = e.organization_id and assignment.id = e.id`.execute(tx.sql)
}
