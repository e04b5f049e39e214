import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import { isUuid } from '@claviger/core/kernel/ids'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { may } from '@claviger/core/teams/permissions'
import { type RawBuilder, sql } from 'kysely'
import type { AuditTables } from '../audit/tables.ts'
import type { Read } from '../db/unit-of-work.ts'
import { missing, refuseWhere } from '../teams/access.ts'
import { readBound } from './event-bound.ts'
import { type Scope, teamsMeant, teamsWithin } from './scope.ts'
import { loadSetting } from './store.ts'

/** Which part of the log: every field that is given must hold. */
export interface EventQuery extends Scope {
  /** Only what happened in this team, where it is one the actor sees. */
  readonly inTeam?: number | undefined
  /** A day of the organization's calendar, with its whole length, or a moment. */
  readonly from?: string | undefined
  /** The same; a moment itself is outside. */
  readonly to?: string | undefined
  readonly what?: string | undefined
  /** The name the log gives whoever did it. */
  readonly actor?: string | undefined
  readonly licenseId?: string | undefined
  readonly personId?: string | undefined
  /** Only what stands after this event in the list: where the page before ended. */
  readonly before?: string | undefined
  readonly page: number
  readonly perPage: number
}

export interface LoggedEvent {
  readonly id: string
  readonly at: Date
  readonly actor: string
  readonly via: AuditTables['event']['via']
  readonly what: string
  readonly teamId: number | null
  readonly licenseId: string | null
  readonly personId: string | null
  readonly facts: Readonly<Record<string, unknown>>
}

export interface EventsPage {
  readonly events: readonly LoggedEvent[]
  /** How many there are on all pages; null when they are more than are worth counting. */
  readonly total: number | null
}

const worthCounting = 10_000

type EventsRefusal =
  | ReasonedRefusal<'organization_not_found' | 'not_allowed'>
  | { readonly code: 'not_a_date'; readonly field: string }

/** What happened, newest first. Whoever has a role in one team reads that team's part of the log. */
export async function eventsPage(
  read: Read,
  query: EventQuery,
): Promise<Decision<EventsPage, EventsRefusal>> {
  const { organizationId, page, perPage } = query
  const seen = teamsWithin(read.actor, 'events.see', query)
  const barred = await refuseWhere(read, organizationId, {
    ...{
      missing: 'organization_not_found',
      sees: teamsWithin(read.actor, 'organization.see', query).length > 0,
    },
    ...{ does: seen.length > 0, right: 'events.see', teamId: query.teamId ?? null },
  })
  if (barred) return { ok: false, refusal: barred }
  const span = await readSpan(read, query)
  if (!span.ok) return span

  const cursor = await loadCursor(read, query)
  if (cursor === 'unknown') return accept({ events: [], total: 0 })
  const scope = scopeConditions(read, query, teamsMeant(seen, query.inTeam))
  const wanted = [...scope, ...filterConditions(query, span.plan)]
  const rest = cursor ? [...wanted, sql`(event.at, event.id) < (${cursor.at}, ${cursor.id}::uuid)`] : wanted
  const { rows } = await sql<RawEvent>`select id, at, actor, via, what, team_id, license_id, person_id, facts
    from event where ${sql.join(rest, sql` and `)}
    order by at desc, id desc limit ${perPage} offset ${(page - 1) * perPage}`.execute(read.sql)
  return accept({ events: rows.map(eventOf), total: await count(read, wanted) })
}

/** The moments between which it happened; days are those of the organization. */
async function readSpan(read: Read, query: EventQuery): Promise<Decision<Span, EventsRefusal>> {
  const setting = await loadSetting(read, query.organizationId)
  if (!setting) return missing(read, 'organization_not_found')
  const boundOf = (text: string | undefined, edge: 'start' | 'end') =>
    text === undefined ? undefined : readBound(text, setting.timeZone, edge)
  const [from, to] = [boundOf(query.from, 'start'), boundOf(query.to, 'end')]
  if (from === null) return refuse('not_a_date', { field: 'from' })
  return to === null ? refuse('not_a_date', { field: 'to' }) : accept({ from, to })
}

async function loadCursor(read: Read, { organizationId, before }: EventQuery) {
  if (before === undefined) return undefined
  if (!isUuid(before)) return 'unknown'
  const row = await read.sql
    .selectFrom('event')
    .select(['id', 'at'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', before)
    .executeTakeFirst()
  return row ?? 'unknown'
}

function scopeConditions(
  read: Read,
  query: EventQuery,
  seen: 'all' | readonly number[],
): RawBuilder<unknown>[] {
  const all: RawBuilder<unknown>[] = [sql`event.organization_id = ${query.organizationId}`]
  if (seen !== 'all') all.push(inTeams(seen))
  // What was bought, and for how much, is not everybody's to know.
  if (!may(read.actor, 'orders.see', query.organizationId))
    all.push(sql`not starts_with(event.what, 'order_')`)
  return all
}

/** One team is compared as one: only then can an index give its events in their order. */
function inTeams(teams: readonly number[]): RawBuilder<unknown> {
  const [only] = teams
  return teams.length === 1 ? sql`event.team_id = ${only}` : sql`event.team_id = any(${[...teams]}::bigint[])`
}

interface Span {
  readonly from: Date | undefined
  readonly to: Date | undefined
}

function filterConditions(query: EventQuery, { from, to }: Span): RawBuilder<unknown>[] {
  const { what, actor, licenseId, personId } = query
  const all: RawBuilder<unknown>[] = []
  if (from) all.push(sql`event.at >= ${from}`)
  if (to) all.push(sql`event.at < ${to}`)
  if (what !== undefined) all.push(sql`event.what = ${what}`)
  if (actor !== undefined) all.push(sql`event.actor = ${actor}`)
  if (licenseId !== undefined) all.push(sql`event.license_id = ${licenseId}`)
  if (personId !== undefined)
    all.push(isUuid(personId) ? sql`event.person_id = ${personId}::uuid` : sql`false`)
  return all
}

async function count(read: Read, wanted: readonly RawBuilder<unknown>[]): Promise<number | null> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from (
    select 1 from event where ${sql.join(wanted, sql` and `)} limit ${worthCounting + 1}) as counted`.execute(
    read.sql,
  )
  const found = rows[0]?.count ?? 0
  return found > worthCounting ? null : found
}

type RawEvent = Pick<AuditTables['event'], 'id' | 'at' | 'actor' | 'via' | 'what'> & {
  readonly team_id: number | null
  readonly license_id: string | null
  readonly person_id: string | null
  readonly facts: Readonly<Record<string, unknown>>
}

function eventOf(row: RawEvent): LoggedEvent {
  const { id, at, actor, via, what, facts } = row
  return {
    id,
    at,
    actor,
    via,
    what,
    teamId: row.team_id,
    licenseId: row.license_id,
    personId: row.person_id,
    facts,
  }
}
