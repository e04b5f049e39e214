import type { RequestState } from '@claviger/core/assignment/request-rules'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { isUuid } from '@claviger/core/kernel/ids'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { type RawBuilder, sql } from 'kysely'
import { daysBefore } from '../db/days-before.ts'
import type { Read } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import {
  nameOfRequest,
  type RawRequest,
  type RequestRow,
  requestColumns,
  requestJoins,
  requestRow,
  seatsOf,
} from './request-row-views.ts'
import { inTeams, type Scope, teamsMeant, teamsWithin } from './scope.ts'

export interface RequestsFilter {
  /** In the name or the address. */
  readonly search?: string | undefined
  readonly state?: RequestState | undefined
  readonly productCode?: string | undefined
  readonly inTeam?: number | undefined
  /** Waiting at least so many days. */
  readonly days?: number | undefined
  /** Whether a seat is free for it in its team. */
  readonly seat?: 'free' | 'none' | undefined
}

export interface RequestsQuery extends Scope, RequestsFilter {
  readonly newestFirst?: boolean | undefined
  readonly page: number
  readonly perPage: number
}

export interface RequestsPage {
  /** Those who have waited longest first. */
  readonly requests: readonly RequestRow[]
  /** How many match on all pages, and how many wait in all. */
  readonly total: number
  readonly waiting: number
  readonly mayAnswer: boolean
}

/** Who asks for a license here, and what became of it. */
export async function requestsPage(
  read: Read,
  query: RequestsQuery,
): Promise<Decision<RequestsPage, ReasonedRefusal<'organization_not_found'>>> {
  const { organizationId, page, perPage } = query
  const seen = teamsWithin(read.actor, 'people.see', query)
  if (seen.length === 0) return missing(read, 'organization_not_found')
  const wanted = conditionOf(read, query, teamsMeant(seen, query.inTeam))
  const order = query.newestFirst ? sql`desc` : sql`asc`
  const { rows } = await sql<RawRequest>`select ${requestColumns(read.now)} ${requestJoins} where ${wanted}
    order by request.created_at ${order}, request.id limit ${perPage} offset ${(page - 1) * perPage}`.execute(
    read.sql,
  )
  const counted = await sql<{
    total: number
  }>`select count(*) as total ${requestJoins} where ${wanted}`.execute(read.sql)
  return accept({
    requests: rows.map(requestRow),
    total: counted.rows[0]?.total ?? 0,
    waiting: await countWaitingRequests(read, organizationId, seen),
    mayAnswer: teamsWithin(read.actor, 'licenses.assign', query).length > 0,
  })
}

function conditionOf(read: Read, query: RequestsQuery, seen: 'all' | readonly number[]): RawBuilder<unknown> {
  const { organizationId, state, productCode, days, seat, search = '' } = query
  const all = [sql`request.organization_id = ${organizationId}`, inTeams(seen, 'request.team_id')]
  if (state !== undefined) all.push(sql`request.state = ${state}`)
  if (productCode !== undefined) all.push(sql`request.product_code = ${productCode}`)
  if (days !== undefined) all.push(sql`request.created_at <= ${daysBefore(read.now, days)}`)
  if (search !== '')
    all.push(sql`strpos(lower(${nameOfRequest} || ' ' || request.address), lower(${search})) > 0`)
  if (seat === 'free') all.push(sql`${seatsOf(read.now)} > 0`)
  if (seat === 'none') all.push(sql`${seatsOf(read.now)} <= 0`)
  return sql.join(all, sql` and `)
}

export interface RequestPage extends RequestRow {
  readonly mayAnswer: boolean
}

/** One request, for whoever answers it. */
export async function requestPage(
  read: Read,
  query: Scope & { readonly id: string },
): Promise<Decision<RequestPage, ReasonedRefusal<'request_not_found'>>> {
  const seen = teamsWithin(read.actor, 'people.see', query)
  const { rows } = isUuid(query.id)
    ? await sql<RawRequest>`select ${requestColumns(read.now)} ${requestJoins}
        where request.organization_id = ${query.organizationId} and request.id = ${query.id}
          and ${inTeams(seen, 'request.team_id')}`.execute(read.sql)
    : { rows: [] }
  const row = rows[0]
  if (!row) return missing(read, 'request_not_found')
  const answering = teamsWithin(read.actor, 'licenses.assign', query)
  return accept({ ...requestRow(row), mayAnswer: answering === 'all' || answering.includes(row.team_id) })
}

/** How many wait for an answer in these teams. */
export async function countWaitingRequests(
  read: Pick<Read, 'sql'>,
  organizationId: number,
  seen: 'all' | readonly number[],
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from license_request as request
    where request.organization_id = ${organizationId} and request.state = 'open' and ${inTeams(seen, 'request.team_id')}`.execute(
    read.sql,
  )
  return rows[0]?.count ?? 0
}
