import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import { isUuid } from '@claviger/core/kernel/ids'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { may } from '@claviger/core/teams/permissions'
import { type RawBuilder, sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import { missing, refuseWhere } from '../teams/access.ts'
import { readBound } from './event-bound.ts'
import { inTeams, type Scope, teamsMeant, teamsWithin } from './scope.ts'
import { loadSetting } from './store.ts'

/** Which part of the log: every field that is given must hold. */
export interface EventsWanted extends Scope {
  /** Only what happened in this team, where it is one the actor sees. */
  readonly inTeam?: number | undefined
  /** A day of the organization's calendar, with its whole length, or a moment. */
  readonly from?: string | undefined
  /** The same; a moment itself is outside. */
  readonly to?: string | undefined
  readonly what?: string | readonly string[] | undefined
  /** The name the log gives whoever did it. */
  readonly actor?: string | undefined
  readonly licenseId?: string | undefined
  readonly personId?: string | undefined
}

export type EventsRefusal =
  | ReasonedRefusal<'organization_not_found' | 'not_allowed'>
  | { readonly code: 'not_a_date'; readonly field: string }

/** What the log is read by: what the actor may see of it, and what of that is wanted. */
export interface EventConditions {
  readonly scope: readonly RawBuilder<unknown>[]
  readonly wanted: readonly RawBuilder<unknown>[]
}

/** The part of the log meant, for an actor who may read it; whoever has a role in one team reads that team's part. */
export async function eventConditions(
  read: Read,
  query: EventsWanted,
): Promise<Decision<EventConditions, EventsRefusal>> {
  const { organizationId } = query
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
  const scope = scopeConditions(read, query, teamsMeant(seen, query.inTeam))
  return accept({ scope, wanted: [...scope, ...filterConditions(query, span.plan)] })
}

/** The events that stand after this one, newest first; none after one that is not there. */
export async function afterEvent(
  read: Read,
  organizationId: number,
  before: string | undefined,
): Promise<RawBuilder<unknown>> {
  if (before === undefined) return sql`true`
  if (!isUuid(before)) return sql`false`
  const last = await read.sql
    .selectFrom('event')
    .select(['id', 'at'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', before)
    .executeTakeFirst()
  return last ? sql`(event.at, event.id) < (${last.at}, ${last.id}::uuid)` : sql`false`
}

const worthCounting = 10_000

/** How many events match; null when they are more than are worth counting. */
export async function countEvents(
  read: Read,
  wanted: readonly RawBuilder<unknown>[],
): Promise<number | null> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from (
    select 1 from event where ${sql.join([...wanted], sql` and `)} limit ${worthCounting + 1}) as counted`.execute(
    read.sql,
  )
  const found = rows[0]?.count ?? 0
  return found > worthCounting ? null : found
}

/** The moments between which it happened; days are those of the organization. */
async function readSpan(read: Read, query: EventsWanted): Promise<Decision<Span, EventsRefusal>> {
  const setting = await loadSetting(read, query.organizationId)
  if (!setting) return missing(read, 'organization_not_found')
  const boundOf = (text: string | undefined, edge: 'start' | 'end') =>
    text === undefined ? undefined : readBound(text, setting.timeZone, edge)
  const [from, to] = [boundOf(query.from, 'start'), boundOf(query.to, 'end')]
  if (from === null) return refuse('not_a_date', { field: 'from' })
  return to === null ? refuse('not_a_date', { field: 'to' }) : accept({ from, to })
}

function scopeConditions(
  read: Read,
  query: EventsWanted,
  seen: 'all' | readonly number[],
): RawBuilder<unknown>[] {
  const all: RawBuilder<unknown>[] = [sql`event.organization_id = ${query.organizationId}`]
  if (seen !== 'all') all.push(inTeams(seen, 'event.team_id'))
  // What was bought, and for how much, is not everybody's to know.
  if (!may(read.actor, 'orders.see', query.organizationId))
    all.push(sql`not starts_with(event.what, 'order_')`)
  return all
}

interface Span {
  readonly from: Date | undefined
  readonly to: Date | undefined
}

function filterConditions(query: EventsWanted, { from, to }: Span): RawBuilder<unknown>[] {
  const { what, actor, licenseId, personId } = query
  const all: RawBuilder<unknown>[] = []
  if (from) all.push(sql`event.at >= ${from}`)
  if (to) all.push(sql`event.at < ${to}`)
  if (typeof what === 'string') all.push(sql`event.what = ${what}`)
  else if (what) all.push(sql`event.what = any(${[...what]}::text[])`)
  if (actor !== undefined) all.push(sql`event.actor = ${actor}`)
  if (licenseId !== undefined) all.push(sql`event.license_id = ${licenseId}`)
  if (personId !== undefined)
    all.push(isUuid(personId) ? sql`event.person_id = ${personId}::uuid` : sql`false`)
  return all
}
