import { type Kysely, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'

/** How far back a day is made up for that nobody kept while it was today. */
const backDays = 365
/** Organizations looked after by one statement. */
const atOnce = 200

type Db = Pick<Kysely<Schema>, 'getExecutor'>

/**
 * Keeps the most seats in use today, and makes up for past days from what was assigned on them: the last one kept, which
 * has only been looked at now and then, and those nobody looked at. Doing it twice, or side by side, changes nothing.
 */
export async function keepSeatDays(db: Db, now: Date): Promise<void> {
  for (let after = -1, last: number | undefined; ; after = last) {
    last = await findLast(db, after)
    if (last === undefined) return
    const batch = { now, after, last }
    await savePastDays(db, batch)
    await saveToday(db, batch)
  }
}

interface Batch {
  readonly now: Date
  /** The organizations behind this one, up to the last. */
  readonly after: number
  readonly last: number
}

async function findLast(db: Db, after: number): Promise<number | undefined> {
  const { rows } = await sql<{ last: number | null }>`select max(id)::bigint as last from
    (select id from organization where id > ${after} order by id limit ${atOnce}) as batch`.execute(db)
  return rows[0]?.last ?? undefined
}

/** Those of the batch, with what day it is there. */
const places = ({ now, after, last }: Batch) => sql`select id, time_zone, created_at,
    (${now}::timestamptz at time zone time_zone)::date as today from organization where id > ${after} and id <= ${last}`

/** How many asked in vain on a day, because no seat was free or a link was used up. */
const refusedOn = sql`(select count(*)::int from license_request as asked join place on place.id = asked.organization_id
  where asked.organization_id = day.organization_id and asked.team_id = day.team_id and asked.product_code = day.product_code
    and asked.reason in ('link_no_free_seat', 'link_used_up', 'no_free_seat')
    and (asked.created_at at time zone place.time_zone)::date = day.day)`

const keepMost = sql`on conflict (organization_id, day, team_id, product_code) do update set bought = excluded.bought,
    used = greatest(seat_day.used, excluded.used), connected = greatest(seat_day.connected, excluded.connected),
    refused = excluded.refused
  where (seat_day.bought, seat_day.refused) is distinct from (excluded.bought, excluded.refused)
    or excluded.used > seat_day.used or excluded.connected > seat_day.connected`

async function saveToday(db: Db, batch: Batch): Promise<void> {
  await sql`with place as (${places(batch)}),
    day as (select pool.organization_id, pool.team_id, pool.product_code, place.today as day, sum(pool.total)::int as bought,
        sum(pool.invited + pool.connected + pool.placed)::int as used, sum(pool.connected + pool.placed)::int as connected
      from place join pool on pool.organization_id = place.id and pool.total > 0
      join subscription on subscription.organization_id = pool.organization_id and subscription.id = pool.subscription_id
      join vendor on vendor.id = 1
      where place.today between subscription.starts_on and subscription.paid_through + vendor.grace_days
      group by 1, 2, 3, 4)
    insert into seat_day (organization_id, team_id, product_code, day, bought, used, connected, refused)
    select day.*, ${refusedOn} from day order by 1, 4, 2, 3 ${keepMost}`.execute(db)
}

/** The subscriptions that ran on days to make up for, by the team their licenses are in now. */
const terms = (batch: Batch) => sql`place as (${places(batch)}),
  due as (select id, time_zone, today, greatest((created_at at time zone time_zone)::date, today - ${backDays}::int,
      (select max(kept.day) from seat_day as kept where kept.organization_id = place.id)) as since from place),
  term as (select due.*, pool.team_id, pool.product_code, subscription.id as subscription_id, pool.total, pool.placed,
      subscription.starts_on, subscription.paid_through + vendor.grace_days as ends_on
    from due join pool on pool.organization_id = due.id
    join subscription on subscription.organization_id = pool.organization_id and subscription.id = pool.subscription_id
    join vendor on vendor.id = 1
    where due.since < due.today)`

/** What was bought on each of their days. */
const boughtDays = sql`bought as (select term.id, team_id, product_code, day::date as day, sum(total) as bought, sum(placed) as placed
  from term cross join generate_series(greatest(since, starts_on), least(today - 1, ends_on), interval '1 day') as day
  where total > 0 group by 1, 2, 3, 4)`

/** When one seat more or less came into use: a license counts while it is assigned and its subscription runs. */
const steps = sql`held as (select term.id, term.time_zone, term.since, term.today, assignment.team_id, term.product_code,
      assignment.assigned_at, assignment.connected_at, least(assignment.ended_at,
        ((term.ends_on + 1)::timestamp - interval '1 microsecond') at time zone term.time_zone) as over_at
    from term join license on license.organization_id = term.id and license.subscription_id = term.subscription_id
      and license.team_id = term.team_id
    join assignment on assignment.organization_id = license.organization_id and assignment.license_id = license.id
    where assignment.ended_at is null or assignment.ended_at >= term.since::timestamp at time zone term.time_zone),
  step as (select held.id, team_id, product_code, at, used, connected,
      greatest((at at time zone time_zone)::date, since) as day
    from held cross join lateral (values (assigned_at, 1, 0), (connected_at, 0, 1),
      (over_at, -1, case when connected_at is null then 0 else -1 end)) as step (at, used, connected)
    where at is not null and assigned_at < over_at and (at at time zone time_zone)::date < today)`

/** The highest level of each day. Steps of one moment go down before they go up: passing a license on takes no second seat. */
const levels = sql`level as (select id, team_id, product_code, day, used, connected,
      sum(used) over upto as most_used, sum(connected) over upto as most_connected
    from step
    window upto as (partition by id, team_id, product_code order by at, used, connected rows unbounded preceding)),
  moved as (select id, team_id, product_code, day, sum(used) as used, sum(connected) as connected,
      max(most_used) as most_used, max(most_connected) as most_connected
    from level group by 1, 2, 3, 4)`

async function savePastDays(db: Db, batch: Batch): Promise<void> {
  await sql`with ${terms(batch)}, ${boughtDays}, ${steps}, ${levels},
    day as (select id as organization_id, team_id, product_code, day, coalesce(bought, 0)::int as bought,
        coalesce(placed, 0)::int + greatest(most_used, sum(used) over before, 0)::int as used,
        coalesce(placed, 0)::int + greatest(most_connected, sum(moved.connected) over before, 0)::int as connected
      from bought full join moved using (id, team_id, product_code, day)
      window before as (partition by id, team_id, product_code order by day rows between unbounded preceding and 1 preceding))
    insert into seat_day (organization_id, team_id, product_code, day, bought, used, connected, refused)
    select day.*, ${refusedOn} from day where bought > 0 or used > 0 order by 1, 4, 2, 3 ${keepMost}`.execute(
    db,
  )
}
