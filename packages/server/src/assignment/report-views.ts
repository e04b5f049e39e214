import { type CalendarDate, calendarDate } from '@claviger/core/kernel/calendar'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { type RawBuilder, sql } from 'kysely'
import { daysBefore } from '../db/days-before.ts'
import type { Read } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import { idleDays } from './license-use.ts'
import { type Scope, teamsMeant, teamsWithin } from './scope.ts'

/** The seats a picture is about: of the teams the actor sees, those of one team or product where one is named. */
export interface SeatsMeant extends Scope {
  readonly inTeam?: number | undefined
  readonly productCode?: string | undefined
}

type Answer<Plan> = Promise<Decision<Plan, ReasonedRefusal<'organization_not_found'>>>

/** The most seats in use on one day. */
export interface SeatDay {
  readonly day: CalendarDate
  readonly bought: number
  readonly used: number
  /** How many asked for one in vain. */
  readonly refused: number
}

export interface SeatHistory {
  readonly days: readonly SeatDay[]
  /** The first day anything is known of, whatever span was asked for. */
  readonly since: CalendarDate | null
}

/** How many seats were in use day by day, over a span of days with both its ends. */
export async function seatHistory(
  read: Read,
  query: SeatsMeant & { readonly from: string; readonly to: string },
): Promise<Decision<SeatHistory, Refusal>> {
  const [from, to] = [calendarDate(query.from), calendarDate(query.to)]
  if (!from.ok) return { ok: false, refusal: { ...from.refusal, field: 'from' } }
  if (!to.ok) return { ok: false, refusal: { ...to.refusal, field: 'to' } }
  const seats = await conditionsOf(read, query, 'seat_day')
  if (!seats.ok) return seats
  const { rows } = await sql<SeatDay>`select day, sum(bought)::int as bought, sum(used)::int as used,
      sum(refused)::int as refused
    from seat_day where ${seats.plan} and day between ${from.plan}::date and ${to.plan}::date
    group by day order by day`.execute(read.sql)
  const first = await sql<{ since: CalendarDate | null }>`select min(day) as since from seat_day
    where ${seats.plan}`.execute(read.sql)
  return accept({ days: rows, since: first.rows[0]?.since ?? null })
}

/** How far seats have got on their way to people who use them. */
export interface HandOut {
  readonly bought: number
  readonly assigned: number
  /** The person has come and connected the license. */
  readonly accepted: number
  /** A product was seen using it, or its holder has an activation code. */
  readonly activated: number
  /** Of those accepted: no product was seen using it for two months. */
  readonly idle: number
}

/** Counts seats by how far they have got; of a link, those it may give and those it gave. */
export async function handOutProgress(
  read: Read,
  query: SeatsMeant & { readonly link?: { readonly id: string; readonly places: number } | undefined },
): Answer<HandOut> {
  const { link } = query
  const seats = await conditionsOf(read, query, 'license')
  if (!seats.ok) return seats
  const given = link
    ? sql`exists (select 1 from assignment where assignment.organization_id = license.organization_id
        and assignment.id = license.assignment_id and assignment.invitation_id = ${link.id}::uuid)`
    : sql`true`
  const { rows } = await sql<HandOut>`select count(*)::int as bought,
      count(*) filter (where status in ('invited', 'connected'))::int as assigned,
      count(*) filter (where status = 'connected')::int as accepted,
      count(*) filter (where status = 'connected' and (seen.at is not null or coded.assignment_id is not null))::int as activated,
      count(*) filter (where status = 'connected' and seen.at <= ${daysBefore(read.now, idleDays)})::int as idle
    from license ${useJoins(query)} where ${seats.plan} and ${given} and status in ('free', 'invited', 'connected')`.execute(
    read.sql,
  )
  const counted = rows[0] ?? { bought: 0, assigned: 0, accepted: 0, activated: 0, idle: 0 }
  return accept(link ? { ...counted, bought: Math.max(link.places, counted.assigned) } : counted)
}

/** People of one team who have last used their license so many days ago. */
export interface IdleSpot {
  readonly team: { readonly id: number; readonly name: string }
  /** Whole days since any of their licenses there was used, up to a year; null when none was seen used. */
  readonly days: number | null
  /** Of those never seen: whether they hold an activation code, of whose use nothing is known. */
  readonly coded: boolean
  readonly people: number
}

/** How long people have not used what they hold, by team. */
export async function idleSpread(read: Read, query: SeatsMeant): Answer<readonly IdleSpot[]> {
  const seats = await conditionsOf(read, query, 'license')
  if (!seats.ok) return seats
  const { rows } = await sql<Omit<IdleSpot, 'team'> & { id: number; name: string }>`with person_in_team as (
      select license.organization_id, license.team_id, license.person_id, max(seen.at) as seen_at,
        bool_or(coded.assignment_id is not null) as coded
      from license ${useJoins(query)} where ${seats.plan} and license.person_id is not null group by 1, 2, 3)
    select team.id, team.name, case when seen_at is not null
        then least(365, greatest(0, floor(extract(epoch from ${read.now}::timestamptz - seen_at) / 86400)))::int end as days,
      seen_at is null and coded as coded, count(*)::int as people
    from person_in_team join team on team.organization_id = person_in_team.organization_id and team.id = person_in_team.team_id
    group by 1, 2, 3, 4 order by 2, 1, 3, 4`.execute(read.sql)
  return accept(rows.map(({ id, name, ...spot }) => ({ team: { id, name }, ...spot })))
}

/** When each license was last seen used by whoever has it now, and whether they have a code: read once, not once a license. */
const useJoins = ({ organizationId }: SeatsMeant) => sql`
  left join (select assignment_id, max(last_seen_at) as at from activation
    where organization_id = ${organizationId} group by 1) as seen on seen.assignment_id = license.assignment_id
  left join (select assignment_id from activation_code
    where organization_id = ${organizationId} and replaced_at is null group by 1) as coded on coded.assignment_id = license.assignment_id`

/** The part of a table that belongs to the seats meant, for whoever may see licenses there. */
async function conditionsOf(
  read: Read,
  query: SeatsMeant,
  table: 'seat_day' | 'license',
): Answer<RawBuilder<unknown>> {
  const within = teamsWithin(read.actor, 'licenses.see', query)
  if (within.length === 0) return missing(read, 'organization_not_found')
  const seen = teamsMeant(within, query.inTeam)
  const column = (name: string) => sql.ref(`${table}.${name}`)
  const all = [sql`${column('organization_id')} = ${query.organizationId}`]
  if (seen !== 'all') all.push(sql`${column('team_id')} = any(${[...seen]}::bigint[])`)
  if (query.productCode !== undefined) all.push(sql`${column('product_code')} = ${query.productCode}`)
  return accept(sql.join(all, sql` and `))
}
