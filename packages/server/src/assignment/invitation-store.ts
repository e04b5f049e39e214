import type { InvitationFacts } from '@claviger/core/assignment/invitation-rules'
import type { Terms } from '@claviger/core/assignment/read-terms'
import type { CalendarDate } from '@claviger/core/kernel/calendar'
import { isUuid } from '@claviger/core/kernel/ids'
import { type Selectable, sql, type Updateable } from 'kysely'
import { isToken } from '../db/new-id.ts'
import type { Read, Tx } from '../db/unit-of-work.ts'
import type { AssignmentTables } from './tables.ts'

export interface Invitation extends Terms {
  readonly organizationId: number
  readonly id: string
  readonly teamId: number
  readonly productCode: string
  readonly pausedAt: Date | null
  readonly createdAt: Date
  readonly createdBy: string
  readonly creatorAddress: string
  /** When its maker was told that it is nearly used up, since the limit was last changed. */
  readonly nearlyUsedAt: Date | null
}

/** Loads a link of this organization and keeps others from changing or using it meanwhile. */
export async function lockInvitation(tx: Tx, organizationId: number, id: string): Promise<Invitation | null> {
  if (!isUuid(id)) return null
  const row = await tx.sql
    .selectFrom('invitation')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? invitationOf(row) : null
}

/** Where a link's address leads, and since when not any more. */
export async function findInvitationAddress(door: Pick<Read, 'sql'>, token: string) {
  if (!isToken(token)) return null
  const row = await door.sql
    .selectFrom('invitation_address')
    .selectAll()
    .where('token', '=', token)
    .executeTakeFirst()
  return row
    ? { organizationId: row.organization_id, invitationId: row.invitation_id, replacedAt: row.replaced_at }
    : null
}

/** The address in force of a link that is also offered from within the product. */
export async function findOfferedAddress(
  door: Pick<Read, 'sql'>,
  organizationId: number,
  id: string,
): Promise<string | null> {
  if (!isUuid(id) || !Number.isSafeInteger(organizationId)) return null
  const row = await door.sql
    .selectFrom('invitation_address')
    .innerJoin('invitation', (join) =>
      join
        .onRef('invitation.organization_id', '=', 'invitation_address.organization_id')
        .onRef('invitation.id', '=', 'invitation_address.invitation_id'),
    )
    .select('token')
    .where('invitation.organization_id', '=', organizationId)
    .where('invitation.id', '=', id)
    .where('invitation.offered', '=', true)
    .where('invitation_address.replaced_at', 'is', null)
    .executeTakeFirst()
  return row?.token ?? null
}

/** How many people hold a license by this link now. */
export async function countTaken(
  door: Pick<Read, 'sql'>,
  organizationId: number,
  invitationId: string,
): Promise<number> {
  const row = await door.sql
    .selectFrom('assignment')
    .select((assignment) => assignment.fn.countAll<number>().as('taken'))
    .where('organization_id', '=', organizationId)
    .where('invitation_id', '=', invitationId)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  return row.taken
}

/** When a license this person took by this link was last taken back, if it was. */
export async function loadReturnByLink(
  tx: Tx,
  invitation: Invitation,
  addressKey: string,
): Promise<Date | null> {
  const { rows } = await sql<{
    ended_at: Date | null
  }>`select max(assignment.ended_at) as ended_at from assignment
    join person on person.organization_id = assignment.organization_id and person.id = assignment.person_id
    where assignment.organization_id = ${invitation.organizationId} and assignment.invitation_id = ${invitation.id}
      and person.address_key = ${addressKey} and assignment.end_reason = 'revoked'`.execute(tx.sql)
  return rows[0]?.ended_at ?? null
}

/** Writes a new link under the id its form named; false when that form was already sent. */
export async function saveInvitation(tx: Tx, invitation: Invitation, token: string): Promise<boolean> {
  const saved = await tx.sql
    .insertInto('invitation')
    .values({
      organization_id: invitation.organizationId,
      id: invitation.id,
      team_id: invitation.teamId,
      product_code: invitation.productCode,
      name: invitation.name,
      cap: invitation.cap,
      ends_on: invitation.endsOn,
      domains: [...invitation.domains],
      offered: invitation.offered,
      asks_first: invitation.asksFirst,
      rest_asks: invitation.restAsks,
      notice: invitation.notice,
      paused_at: null,
      created_at: tx.now,
      created_by: invitation.createdBy,
      creator_address: invitation.creatorAddress,
    })
    .onConflict((conflict) => conflict.columns(['organization_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (saved) await saveAddress(tx, invitation, token)
  return saved !== undefined
}

export async function saveTerms(tx: Tx, invitation: Invitation, terms: Terms): Promise<void> {
  const { name, cap, endsOn, domains, offered, asksFirst, restAsks, notice } = terms
  await change(tx, invitation, {
    ...{ name, cap, ends_on: endsOn, domains: [...domains], offered },
    ...{ asks_first: asksFirst, rest_asks: restAsks, notice },
    ...(cap !== invitation.cap && { nearly_used_at: null }),
  })
}

/** Notes that its maker was told that it is nearly used up. */
export async function saveNearlyUsed(tx: Tx, invitation: Invitation): Promise<void> {
  await change(tx, invitation, { nearly_used_at: tx.now })
}

export async function savePause(tx: Tx, invitation: Invitation, pausedAt: Date | null): Promise<void> {
  await change(tx, invitation, { paused_at: pausedAt })
}

function change(tx: Tx, invitation: Invitation, values: Updateable<AssignmentTables['invitation']>) {
  return tx.sql
    .updateTable('invitation')
    .set(values)
    .where('organization_id', '=', invitation.organizationId)
    .where('id', '=', invitation.id)
    .execute()
}

/** Gives the link a new address; the old one is dead from this moment. */
export async function replaceAddress(tx: Tx, invitation: Invitation, token: string): Promise<void> {
  await tx.sql
    .updateTable('invitation_address')
    .set({ replaced_at: tx.now })
    .where('organization_id', '=', invitation.organizationId)
    .where('invitation_id', '=', invitation.id)
    .where('replaced_at', 'is', null)
    .execute()
  await saveAddress(tx, invitation, token)
}

/** Puts the address before the newest one back into force, and kills the newest; false when there is none so young. */
export async function restoreAddress(tx: Tx, invitation: Invitation, replacedAfter: Date): Promise<boolean> {
  const { organizationId, id } = invitation
  const { rows } = await sql<{ token: string }>`select token from invitation_address
    where organization_id = ${organizationId} and invitation_id = ${id} and replaced_at > ${replacedAfter}
    order by replaced_at desc, created_at desc limit 1`.execute(tx.sql)
  const token = rows[0]?.token
  if (!token) return false
  await sql`delete from invitation_address where organization_id = ${organizationId} and invitation_id = ${id}
    and replaced_at is null`.execute(tx.sql)
  await sql`update invitation_address set replaced_at = null where token = ${token}`.execute(tx.sql)
  return true
}

async function saveAddress(tx: Tx, invitation: Invitation, token: string): Promise<void> {
  await tx.sql
    .insertInto('invitation_address')
    .values({
      token,
      organization_id: invitation.organizationId,
      invitation_id: invitation.id,
      created_at: tx.now,
      replaced_at: null,
    })
    .execute()
}

/** The pools a link of the query's `invitation` takes from. */
export const poolsOfInvitation = {
  organizationId: sql`invitation.organization_id`,
  teamId: sql`invitation.team_id`,
  productCode: sql`invitation.product_code`,
} as const

/** The facts the rules about this link look at. */
export function invitationFacts(
  invitation: Invitation,
  now: { readonly replacedAt: Date | null; readonly taken: number; readonly freeSeats: number },
): InvitationFacts {
  const { endsOn, pausedAt, domains, cap, createdBy, asksFirst, restAsks } = invitation
  return { endsOn, pausedAt, domains, cap, createdBy, asksFirst, restAsks, ...now }
}

/** A row of the table as it is read. */
export type InvitationRecord = Selectable<AssignmentTables['invitation']>

export function invitationOf(row: InvitationRecord): Invitation {
  return {
    organizationId: row.organization_id,
    id: row.id,
    teamId: row.team_id,
    productCode: row.product_code,
    name: row.name,
    cap: row.cap,
    endsOn: row.ends_on as CalendarDate | null,
    domains: row.domains,
    offered: row.offered,
    asksFirst: row.asks_first,
    restAsks: row.rest_asks,
    notice: row.notice,
    pausedAt: row.paused_at,
    createdAt: row.created_at,
    createdBy: row.created_by,
    creatorAddress: row.creator_address,
    nearlyUsedAt: row.nearly_used_at,
  }
}

/** Gives a team's links, ended ones too, to another team; their addresses stay. */
export async function moveInvitations(
  tx: Tx,
  organizationId: number,
  teamId: number,
  intoTeamId: number,
): Promise<void> {
  await tx.sql
    .updateTable('invitation')
    .set({ team_id: intoTeamId })
    .where('organization_id', '=', organizationId)
    .where('team_id', '=', teamId)
    .execute()
}
