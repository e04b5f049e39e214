import { accept, type Decision } from '@claviger/core/kernel/decision'
import { sql } from 'kysely'
import type { AuditTables } from '../audit/tables.ts'
import type { Read } from '../db/unit-of-work.ts'
import {
  afterEvent,
  countEvents,
  type EventsRefusal,
  type EventsWanted,
  eventConditions,
} from './event-conditions.ts'

/** A page of the log. */
export interface EventQuery extends EventsWanted {
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

/** What happened, newest first. Whoever has a role in one team reads that team's part of the log. */
export async function eventsPage(
  read: Read,
  query: EventQuery,
): Promise<Decision<EventsPage, EventsRefusal>> {
  const { organizationId, page, perPage } = query
  const conditions = await eventConditions(read, query)
  if (!conditions.ok) return conditions
  const { wanted } = conditions.plan
  const after = await afterEvent(read, organizationId, query.before)
  const { rows } = await sql<RawEvent>`select id, at, actor, via, what, team_id, license_id, person_id, facts
    from event where ${sql.join([...wanted, after], sql` and `)}
    order by at desc, id desc limit ${perPage} offset ${(page - 1) * perPage}`.execute(read.sql)
  return accept({ events: rows.map(eventOf), total: await countEvents(read, wanted) })
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
