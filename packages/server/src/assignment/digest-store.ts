import { localDays, startOfDay } from '@claviger/core/assignment/local-day'
import type { DigestNews } from '@claviger/core/assignment/plan-digest'
import { writingHours } from '@claviger/core/assignment/reminder-rules'
import { addDays, type CalendarDate } from '@claviger/core/kernel/calendar'
import { rolesWith } from '@claviger/core/teams/permission-matrix'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'
import { isLetterOn } from './letter-switch-store.ts'

/** An organization whose summary is due, and the span it is about. */
export interface DueDigest {
  readonly organizationId: number
  readonly organization: string
  readonly slug: string
  readonly locale: string
  readonly timeZone: string
  readonly day: CalendarDate
  /** The first day it is about; the last is the one before `day`. */
  readonly from: CalendarDate
}

/** What nobody was told of is made up for, so many days back. */
const mostDays = 7
const mostAtOnce = 100

/** Claims summaries that are due since eight in the morning where their organization is: no other process has them. */
export async function claimDigests(tx: Tx): Promise<readonly DueDigest[]> {
  const zones = await sql<{ zone: string }>`select distinct time_zone as zone from organization`.execute(
    tx.sql,
  )
  const days = localDays(
    tx.now,
    zones.rows.map(({ zone }) => zone),
  ).filter(({ hour }) => hour >= writingHours.from)
  const { rows } = await sql<Omit<DueDigest, 'from'> & { last: CalendarDate | null }>`
    with claimed as (insert into digest (organization_id, team_id, day, sent_at)
      select organization.id, null, day.today, ${tx.now} from organization
      join unnest(${days.map((one) => one.timeZone)}::text[], ${days.map((one) => one.today)}::date[])
        as day (time_zone, today) on day.time_zone = organization.time_zone
      where not exists (select 1 from digest as done
        where done.organization_id = organization.id and done.team_id is null and done.day = day.today)
      order by organization.id limit ${mostAtOnce}
      on conflict do nothing returning organization_id, day)
    select claimed.organization_id as "organizationId", organization.name as organization, organization.slug,
      organization.locale, organization.time_zone as "timeZone", claimed.day, (select max(before.day) from digest as before
        where before.organization_id = claimed.organization_id and before.team_id is null
          and before.day < claimed.day) as last
    from claimed join organization on organization.id = claimed.organization_id`.execute(tx.sql)
  return rows.map(({ last, ...one }) => ({ ...one, from: firstDay(one.day, last) }))
}

/** A summary covers the day before, or all days since the one before it. */
function firstDay(day: CalendarDate, last: CalendarDate | null): CalendarDate {
  const earliest = addDays(day, -mostDays)
  if (last === null) return addDays(day, -1)
  return last > earliest ? last : earliest
}

/** The spans as a table to join, with the moment from which a question counts as news. */
function spansOf(due: readonly DueDigest[]): RawBuilder<unknown> {
  const instants = (of: (one: DueDigest) => Date) => sql`${due.map(of)}::timestamptz[]`
  return sql`unnest(${due.map((one) => one.organizationId)}::bigint[],
    ${instants((one) => startOfDay(one.from, one.timeZone))}, ${instants((one) => startOfDay(one.day, one.timeZone))},
    ${instants((one) => startOfDay(addDays(one.day, -recentDays), one.timeZone))})
    as span (organization_id, since, until, recent)`
}

const recentDays = 14
const mostNames = 6

type Of<Thing> = Thing & { readonly organizationId: number }
type Kind<Name extends keyof DigestNews> = Of<DigestNews[Name][number]>

/** What happened and what waits in each of these organizations: one statement a kind, however many they are. */
export async function loadDigestNews(
  tx: Tx,
  due: readonly DueDigest[],
): Promise<ReadonlyMap<number, DigestNews>> {
  const spans = spansOf(due)
  const news = {
    links: await loadLinks(tx, spans),
    requests: await loadRequests(tx, spans),
    codeRequests: await loadCodeRequests(tx, spans),
    jobs: await loadJobs(tx, spans),
    lettersFailed: await loadLetters(tx, spans),
    answers: await loadAnswers(tx, spans),
  }
  const of = <Thing>(things: readonly Of<Thing>[], id: number) =>
    things.filter((one) => one.organizationId === id)
  return new Map(
    due.map(({ organizationId: id }) => [
      id,
      {
        ...{ links: of(news.links, id), requests: of(news.requests, id), jobs: of(news.jobs, id) },
        ...{ codeRequests: of(news.codeRequests, id), lettersFailed: of(news.lettersFailed, id) },
        answers: of(news.answers, id),
      },
    ]),
  )
}

async function loadLinks(tx: Tx, spans: RawBuilder<unknown>): Promise<readonly Kind<'links'>[]> {
  const { rows } = await sql<Kind<'links'>>`
    select span.organization_id as "organizationId", invitation.team_id as "teamId", invitation.id as "invitationId",
      invitation.name as link, product.name as product, invitation.cap, count(*) as count,
      (array_agg(json_build_object('person', coalesce(nullif(person.name, ''), person.address))
        order by mine.assigned_at))[1:${sql.lit(mostNames)}] as people,
      (select count(*) from assignment as held where held.organization_id = span.organization_id
        and held.invitation_id = invitation.id and held.ended_at is null) as taken
    from ${spans}
    join invitation on invitation.organization_id = span.organization_id and invitation.notice = 'daily'
    join assignment as mine on mine.organization_id = invitation.organization_id and mine.invitation_id = invitation.id
      and mine.assigned_at >= span.since and mine.assigned_at < span.until
    join person on person.organization_id = mine.organization_id and person.id = mine.person_id
    join product on product.code = invitation.product_code
    group by span.organization_id, invitation.team_id, invitation.id, invitation.name, product.name, invitation.cap
    order by count(*) desc, invitation.id`.execute(tx.sql)
  return rows
}

async function loadRequests(tx: Tx, spans: RawBuilder<unknown>): Promise<readonly Kind<'requests'>[]> {
  const { rows } = await sql<
    Kind<'requests'>
  >`select span.organization_id as "organizationId", ask.team_id as "teamId",
      count(*) as count, count(*) filter (where ask.created_at >= span.recent) as recent
    from ${spans} join license_request as ask on ask.organization_id = span.organization_id and ask.state = 'open'
    group by span.organization_id, ask.team_id`.execute(tx.sql)
  return rows
}

async function loadCodeRequests(
  tx: Tx,
  spans: RawBuilder<unknown>,
): Promise<readonly Kind<'codeRequests'>[]> {
  const { rows } = await sql<Kind<'codeRequests'>>`select span.organization_id as "organizationId",
      license.team_id as "teamId", count(*) as count, count(*) filter (where ask.asked_at >= span.recent) as recent
    from ${spans} join code_request as ask on ask.organization_id = span.organization_id and ask.state = 'open'
    join license on license.organization_id = ask.organization_id and license.id = ask.license_id
    group by span.organization_id, license.team_id`.execute(tx.sql)
  return rows
}

async function loadJobs(tx: Tx, spans: RawBuilder<unknown>): Promise<readonly Kind<'jobs'>[]> {
  const { rows } = await sql<
    Kind<'jobs'>
  >`select span.organization_id as "organizationId", job.team_id as "teamId",
      job.id as "jobId", job.done, job.refused + job.waiting as left, job.stopped_at is not null as stopped
    from ${spans} join job on job.organization_id = span.organization_id
      and job.ended_at >= span.since and job.ended_at < span.until
      and job.undone_at is null and (job.refused > 0 or job.stopped_at is not null)
    order by job.ended_at`.execute(tx.sql)
  return rows
}

/** When a letter was tried for the last time is when it was given up. */
async function loadLetters(tx: Tx, spans: RawBuilder<unknown>): Promise<readonly Kind<'lettersFailed'>[]> {
  const { rows } = await sql<Kind<'lettersFailed'>>`select span.organization_id as "organizationId",
      mine.team_id as "teamId", count(*) as count
    from ${spans} join letter on letter.organization_id = span.organization_id and letter.state = 'failed'
      and letter.send_after >= span.since and letter.send_after < span.until
    join assignment as mine on mine.organization_id = letter.organization_id and mine.id = letter.assignment_id
    group by span.organization_id, mine.team_id`.execute(tx.sql)
  return rows
}

async function loadAnswers(tx: Tx, spans: RawBuilder<unknown>): Promise<readonly Kind<'answers'>[]> {
  const { rows } = await sql<
    Kind<'answers'>
  >`select span.organization_id as "organizationId", asked.team_id as "teamId",
      count(*) filter (where asked.state = 'kept') as kept, count(*) filter (where asked.state = 'given_back') as "givenBack",
      count(*) filter (where asked.state = 'freed') as freed
    from ${spans} join keep_question as asked on asked.organization_id = span.organization_id
      and asked.answered_at >= span.since and asked.answered_at < span.until
      and asked.state in ('kept', 'given_back', 'freed')
    group by span.organization_id, asked.team_id`.execute(tx.sql)
  return rows
}

/** Somebody who administers an organization, or some teams of it, and wants its summary. */
export interface DigestReader {
  readonly organizationId: number
  readonly personId: string
  readonly address: string
  readonly name: string
  /** Null among them: the whole organization. */
  readonly teamIds: readonly (number | null)[]
}

/** Who hands licenses out in these organizations and has not switched the summary off. */
export async function listDigestReaders(
  tx: Tx,
  organizationIds: readonly number[],
): Promise<readonly DigestReader[]> {
  const wanted = isLetterOn('daily_digest', sql.ref('person.organization_id'), sql.ref('person.id'))
  const { rows } =
    await sql<DigestReader>`select person.organization_id as "organizationId", person.id as "personId",
      person.address, person.name, json_agg(role_grant.team_id) as "teamIds"
    from role_grant join person on person.organization_id = role_grant.organization_id and person.id = role_grant.person_id
    where role_grant.organization_id = any(${[...organizationIds]}::bigint[]) and role_grant.accepted_at is not null
      and role_grant.role = any(${[...rolesWith('licenses.assign')]}::text[]) and ${wanted}
    group by person.organization_id, person.id, person.address, person.name`.execute(tx.sql)
  return rows
}
