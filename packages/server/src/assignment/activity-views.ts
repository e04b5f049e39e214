import { accept, type Decision } from '@claviger/core/kernel/decision'
import { readLicenseId } from '@claviger/core/kernel/ids'
import { searchKey } from '@claviger/core/kernel/text'
import { type RawBuilder, sql } from 'kysely'
import { type EventPart, kindsOf } from '../audit/event-kinds.ts'
import type { AuditTables } from '../audit/tables.ts'
import type { Read } from '../db/unit-of-work.ts'
import {
  afterEvent,
  countEvents,
  type EventsRefusal,
  type EventsWanted,
  eventConditions,
} from './event-conditions.ts'

/** By which way something happened: a job and a link are ways of their own, whoever started them. */
export type Origin = AuditTables['event']['via'] | 'job'

export interface ActivityQuery extends Omit<EventsWanted, 'what'> {
  readonly part?: EventPart | undefined
  readonly origin?: Origin | undefined
  /** A license id, or a piece of a name or address: of whoever did it or had it done to them. */
  readonly search?: string | undefined
  /** Only what stands after this event in the list. */
  readonly before?: string | undefined
  readonly perPage: number
}

/** One thing that happened, with the names that what it happened to goes by now. */
export interface Activity {
  readonly id: string
  readonly at: Date
  readonly actor: string
  readonly origin: Origin
  readonly what: string
  readonly licenseId: string | null
  readonly person: { readonly id: string; readonly name: string; readonly address: string } | null
  readonly team: { readonly id: number; readonly name: string } | null
  readonly jobId: string | null
  readonly link: { readonly id: string; readonly name: string } | null
  readonly facts: Readonly<Record<string, unknown>>
}

export interface ActivityPage {
  readonly entries: readonly Activity[]
  /** How many match; null when they are more than are worth counting. */
  readonly total: number | null
  /** The entry the next page starts after; nothing on the last one. */
  readonly next: string | null
  /** Who has done something lately. */
  readonly actors: readonly string[]
}

/** What happened, newest first, in a list that can be read on while it grows. */
export async function activityPage(
  read: Read,
  query: ActivityQuery,
): Promise<Decision<ActivityPage, EventsRefusal>> {
  const conditions = await eventConditions(read, { ...query, what: query.part && kindsOf(query.part) })
  if (!conditions.ok) return conditions
  const { scope } = conditions.plan
  const wanted = [...conditions.plan.wanted, ...ownConditions(query)]
  return accept({
    ...(await listActivity(read, query, wanted)),
    total: await countEvents(read, wanted),
    actors: await listActors(read, scope),
  })
}

/** The same without what only the page needs: for a file of all that match, or for what happened to one license or person. */
export async function activityList(
  read: Read,
  query: ActivityQuery,
): Promise<Decision<Pick<ActivityPage, 'entries' | 'next'>, EventsRefusal>> {
  const conditions = await eventConditions(read, { ...query, what: query.part && kindsOf(query.part) })
  if (!conditions.ok) return conditions
  return accept(await listActivity(read, query, [...conditions.plan.wanted, ...ownConditions(query)]))
}

async function listActivity(
  read: Read,
  { organizationId, before, perPage }: ActivityQuery,
  wanted: readonly RawBuilder<unknown>[],
): Promise<Pick<ActivityPage, 'entries' | 'next'>> {
  const after = await afterEvent(read, organizationId, before)
  const { rows } = await sql<RawActivity>`with event as materialized (select * from event
      where ${sql.join([...wanted, after], sql` and `)} order by at desc, id desc limit ${perPage + 1})
    select event.id, event.at, event.actor, ${origin} as origin, event.what, event.license_id, event.facts,
      event.facts->>'jobId' as job_id, event.person_id, person.name as person, person.address,
      event.team_id, team.name as team, invitation.id as link_id, invitation.name as link
    from event
    left join person on person.organization_id = event.organization_id and person.id = event.person_id
    left join team on team.organization_id = event.organization_id and team.id = event.team_id
    left join invitation on invitation.organization_id = event.organization_id and invitation.id::text = event.facts->>'invitationId'
    order by event.at desc, event.id desc`.execute(read.sql)
  const entries = rows.slice(0, perPage).map(activityOf)
  return { entries, next: rows.length > perPage ? (entries.at(-1)?.id ?? null) : null }
}

/** Links are pressed on pages, and jobs are started by any way: what says more than the way itself comes first. */
const origin = sql<Origin>`case when event.facts->>'jobId' is not null then 'job'
  when event.facts->>'cameBy' = 'link' or event.what = 'license_requested' and event.facts->>'invitationId' is not null then 'link'
  else event.via end`

function ownConditions(query: ActivityQuery): RawBuilder<unknown>[] {
  const all: RawBuilder<unknown>[] = []
  if (query.origin !== undefined) all.push(sql`${origin} = ${query.origin}`)
  if (query.search !== undefined && query.search.trim() !== '')
    all.push(searchCondition(query.organizationId, query.search))
  return all
}

function searchCondition(organizationId: number, typed: string): RawBuilder<unknown> {
  const license = readLicenseId(typed)
  const piece = searchKey(typed)
  const any = [
    sql`position(${typed.trim().toLowerCase()} in lower(event.actor || ' ' || coalesce(event.facts->>'address', ''))) > 0`,
    ...(piece === ''
      ? []
      : [
          sql`(event.person_id in (select id from person as sought
            where sought.organization_id = ${organizationId} and position(${piece} in sought.search_key) > 0)) is true`,
        ]),
    ...(license.ok ? [sql`event.license_id = ${license.plan}`] : []),
  ]
  return sql`(${sql.join(any, sql` or `)})`
}

const lately = 1_000

/** Whoever stands in the newest entries; a name from longer ago can still be searched for. */
async function listActors(read: Read, scope: readonly RawBuilder<unknown>[]): Promise<string[]> {
  const { rows } = await sql<{ actor: string }>`select distinct actor from (select actor from event
    where ${sql.join([...scope], sql` and `)} order by at desc, id desc limit ${lately}) as lately
    order by actor limit 100`.execute(read.sql)
  return rows.map(({ actor }) => actor)
}

interface RawActivity extends Pick<AuditTables['event'], 'id' | 'at' | 'actor' | 'what'> {
  readonly origin: Origin
  readonly license_id: string | null
  readonly facts: Readonly<Record<string, unknown>>
  readonly job_id: string | null
  readonly person_id: string | null
  readonly person: string | null
  readonly address: string | null
  readonly team_id: number | null
  readonly team: string | null
  readonly link_id: string | null
  readonly link: string | null
}

function activityOf(row: RawActivity): Activity {
  const { id, at, actor, origin, what, facts } = row
  return {
    ...{ id, at, actor, origin, what, facts, licenseId: row.license_id, jobId: row.job_id },
    person:
      row.person_id && row.address
        ? { id: row.person_id, name: row.person ?? '', address: row.address }
        : null,
    team: row.team_id && row.team !== null ? { id: row.team_id, name: row.team } : null,
    link: row.link_id && row.link !== null ? { id: row.link_id, name: row.link } : null,
  }
}
