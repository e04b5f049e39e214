import { refuseByLink } from '@claviger/core/assignment/invitation-rules'
import { todayIn } from '@claviger/core/kernel/calendar'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { domainShown } from '@claviger/core/kernel/email'
import { isUuid } from '@claviger/core/kernel/ids'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { may } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import { freeSeats } from '../licenses/pool-store.ts'
import { missing } from '../teams/access.ts'
import {
  type InvitationRecord,
  invitationFacts,
  invitationOf,
  poolsOfInvitation,
} from './invitation-store.ts'
import { type QrPath, qrPath } from './qr-path.ts'
import { type Scope, teamsMeant, teamsWithin } from './scope.ts'
import { loadSetting } from './store.ts'
import type { InvitationNotice } from './tables.ts'

export interface InvitationRow {
  readonly id: string
  readonly name: string
  readonly product: { readonly code: string; readonly name: string }
  readonly team: { readonly id: number; readonly name: string }
  readonly cap: number | null
  readonly endsOn: string | null
  readonly domains: readonly string[]
  /** Also offered to whoever of the domains connects the product from within. */
  readonly offered: boolean
  /** Nobody takes one at once: each asks, and an administrator answers. */
  readonly asksFirst: boolean
  /** Whoever comes after the cap, or finds no seat free, asks in the same way. */
  readonly restAsks: boolean
  readonly notice: InvitationNotice
  readonly pausedAt: Date | null
  readonly createdAt: Date
  readonly createdBy: string
  readonly taken: number
  readonly freeSeats: number
  readonly state: InvitationState
  /** Why the link gives nothing today, or null when it does. */
  readonly refusal: ReasonedRefusal | null
}

/** Whether a link gives licenses today, or the first reason why it does not. */
export type InvitationState = 'open' | 'paused' | 'ended' | 'used_up' | 'no_free_seat'

export interface InvitationsQuery extends Scope {
  /** Only links of this team, where it is one the actor sees. */
  readonly inTeam?: number | undefined
  readonly productCode?: string | undefined
  readonly state?: InvitationState | undefined
  readonly page?: number
  readonly perPage?: number
}

export interface InvitationsPage {
  readonly invitations: readonly InvitationRow[]
  /** How many there are on all pages. */
  readonly total: number
  readonly mayManage: boolean
}

export interface InvitationTaker {
  readonly licenseId: string
  readonly name: string
  readonly address: string
  readonly takenAt: Date
  /** Set when the license was taken back or returned. */
  readonly endedAt: Date | null
}

export interface InvitationPage extends InvitationRow {
  /** The last part of /i/…, the link's address in force. */
  readonly token: string
  /** The whole address, for whoever may hand it out. */
  readonly address: string | null
  /** The whole address to photograph. */
  readonly qr: QrPath
  readonly takers: readonly InvitationTaker[]
  readonly asked: readonly {
    readonly id: string
    readonly name: string
    readonly address: string
    readonly reason: string
    readonly note: string
    readonly at: Date
  }[]
  readonly mayManage: boolean
  readonly mayRevoke: boolean
  /** When the address before this one was replaced, while that can be undone. */
  readonly replacedAt: Date | null
  readonly undoUntil: Date | null
}

interface RawInvitation extends InvitationRecord {
  product: string
  team: string
  taken: number
  free: number
  time_zone: string
}

const taken = sql`(select count(*) from assignment where assignment.organization_id = invitation.organization_id
    and assignment.invitation_id = invitation.id and assignment.ended_at is null)`
const free = (now: Date) => freeSeats(now, poolsOfInvitation)
const columns = (
  now: Date,
) => sql`invitation.*, product.name as product, team.name as team, organization.time_zone,
  ${taken} as taken, ${free(now)} as free`
const joins = sql`join product on product.code = invitation.product_code
  join organization on organization.id = invitation.organization_id
  join team on team.organization_id = invitation.organization_id and team.id = invitation.team_id`

/** The same as `stateOf` for every link at once, so that a page of one state need not read the others. */
const stateInSql = (now: Date) => sql`case
  when invitation.ends_on < (${now}::timestamptz at time zone organization.time_zone)::date then 'ended'
  when invitation.paused_at is not null then 'paused'
  when invitation.asks_first then 'open'
  when invitation.cap <= ${taken} then 'used_up'
  when ${free(now)} <= 0 then 'no_free_seat' else 'open' end`

/** An organization's invitation links, newest first: the latest 500, or a page of them all. */
export async function invitationsPage(
  read: Read,
  query: InvitationsQuery,
): Promise<Decision<InvitationsPage, ReasonedRefusal<'organization_not_found'>>> {
  const { page = 1, perPage = 500 } = query
  const seen = teamsWithin(read.actor, 'invitations.see', query)
  if (seen.length === 0) return missing(read, 'organization_not_found')
  const wanted = conditionOf(read, query, teamsMeant(seen, query.inTeam))
  const { rows } =
    await sql<RawInvitation>`select ${columns(read.now)} from invitation ${joins} where ${wanted}
    order by invitation.created_at desc, invitation.id desc limit ${perPage} offset ${(page - 1) * perPage}`.execute(
      read.sql,
    )
  const counted = await sql<{ total: number }>`select count(*) as total
    from invitation ${joins} where ${wanted}`.execute(read.sql)
  const mayManage = teamsWithin(read.actor, 'invitations.manage', query).length > 0
  const invitations = rows.map((row) => rowOf(read, row))
  return accept({ invitations, total: counted.rows[0]?.total ?? 0, mayManage })
}

function conditionOf(read: Read, query: InvitationsQuery, seen: 'all' | readonly number[]) {
  const { organizationId, productCode, state } = query
  const all = [sql`invitation.organization_id = ${organizationId}`]
  if (seen !== 'all') all.push(sql`invitation.team_id = any(${[...seen]}::bigint[])`)
  if (productCode !== undefined) all.push(sql`invitation.product_code = ${productCode}`)
  if (state !== undefined) all.push(sql`${stateInSql(read.now)} = ${state}`)
  return sql.join(all, sql` and `)
}

function rowOf(read: Read, row: RawInvitation): InvitationRow {
  const invitation = invitationOf(row)
  const facts = invitationFacts(invitation, { replacedAt: null, taken: row.taken, freeSeats: row.free })
  const { id, name, cap, endsOn, offered, pausedAt, createdAt, createdBy } = invitation
  const { asksFirst, restAsks, notice } = invitation
  const refusal = refuseByLink(facts, todayIn(read.now, row.time_zone))
  return {
    ...{ id, name, cap, endsOn, offered, pausedAt, createdAt, createdBy, asksFirst, restAsks, notice },
    product: { code: row.product_code, name: row.product },
    team: { id: row.team_id, name: row.team },
    domains: invitation.domains.map(domainShown),
    taken: row.taken,
    freeSeats: row.free,
    state: stateOf(refusal),
    refusal,
  }
}

function stateOf(refusal: ReasonedRefusal | null): InvitationState {
  switch (refusal?.code) {
    case undefined:
      return 'open'
    case 'link_paused':
      return 'paused'
    case 'link_used_up':
      return 'used_up'
    case 'link_no_free_seat':
      return 'no_free_seat'
    default:
      return 'ended'
  }
}

/** One link with its address and the people who came by it. */
export async function invitationPage(
  read: Read,
  query: Scope & { readonly id: string; readonly publicOrigin: string },
): Promise<Decision<InvitationPage, ReasonedRefusal<'invitation_not_found'>>> {
  const { organizationId, id } = query
  const { rows } = isUuid(id)
    ? await sql<RawInvitation>`select ${columns(read.now)} from invitation ${joins}
        where invitation.organization_id = ${organizationId} and invitation.id = ${id}`.execute(read.sql)
    : { rows: [] }
  const row = rows[0]
  const outside = query.teamId !== undefined && query.teamId !== row?.team_id
  if (!row || outside || !may(read.actor, 'invitations.see', organizationId, row.team_id))
    return missing(read, 'invitation_not_found')
  const setting = await loadSetting(read, organizationId)
  const addresses = await loadAddresses(read, organizationId, id)
  const undoUntil =
    addresses.replacedAt && new Date(addresses.replacedAt.getTime() + (setting?.undoMinutes ?? 0) * 60_000)
  const undoable = undoUntil !== null && undoUntil > read.now
  const mayManage = may(read.actor, 'invitations.manage', organizationId, row.team_id)
  const address = `${query.publicOrigin}/i/${addresses.token}`
  return accept({
    ...rowOf(read, row),
    token: addresses.token,
    address: mayManage ? address : null,
    qr: qrPath(address),
    takers: await loadTakers(read, organizationId, id),
    asked: await loadAsked(read, organizationId, id),
    mayManage,
    mayRevoke: may(read.actor, 'licenses.revoke', organizationId, row.team_id),
    replacedAt: undoable ? addresses.replacedAt : null,
    undoUntil: undoable ? undoUntil : null,
  })
}

async function loadAddresses(
  read: Read,
  organizationId: number,
  id: string,
): Promise<{ token: string; replacedAt: Date | null }> {
  const rows = await read.sql
    .selectFrom('invitation_address')
    .select(['token', 'replaced_at'])
    .where('organization_id', '=', organizationId)
    .where('invitation_id', '=', id)
    .orderBy('created_at', 'desc')
    .limit(50)
    .execute()
  const living = rows.find((row) => row.replaced_at === null)
  const replaced = rows.map((row) => row.replaced_at?.getTime() ?? 0)
  const last = Math.max(0, ...replaced)
  return { token: living?.token ?? '', replacedAt: last > 0 ? new Date(last) : null }
}

async function loadTakers(read: Read, organizationId: number, id: string): Promise<InvitationTaker[]> {
  const { rows } = await sql<{
    license_id: string
    name: string
    address: string
    assigned_at: Date
    ended_at: Date | null
  }>`
    select assignment.license_id, person.name, person.address, assignment.assigned_at, assignment.ended_at from assignment
    join person on person.organization_id = assignment.organization_id and person.id = assignment.person_id
    where assignment.organization_id = ${organizationId} and assignment.invitation_id = ${id}
    order by assignment.assigned_at desc limit 1000`.execute(read.sql)
  return rows.map((row) => ({
    licenseId: row.license_id,
    name: row.name,
    address: row.address,
    takenAt: row.assigned_at,
    endedAt: row.ended_at,
  }))
}

async function loadAsked(read: Read, organizationId: number, id: string) {
  const rows = await read.sql
    .selectFrom('license_request')
    .select(['id', 'name', 'address', 'reason', 'note', 'created_at as at'])
    .where('organization_id', '=', organizationId)
    .where('invitation_id', '=', id)
    .where('state', '=', 'open')
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()
  return rows
}
