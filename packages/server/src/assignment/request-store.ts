import type { AskedLicense, RequestState } from '@claviger/core/assignment/request-rules'
import { isUuid } from '@claviger/core/kernel/ids'
import { type RawBuilder, sql } from 'kysely'
import type { Read, Tx } from '../db/unit-of-work.ts'

/** Somebody's wish for a license, as it is asked for. */
export interface NewRequest {
  readonly id: string
  readonly organizationId: number
  readonly teamId: number
  readonly productCode: string
  /** The link that led to the question, if one did. */
  readonly invitationId: string | null
  /** The license that is asked for back. */
  readonly licenseId: string | null
  readonly address: string
  readonly addressKey: string
  readonly proved: boolean
  readonly name: string
  readonly note: string
  /** The refusal the person met. */
  readonly reason: string
}

/** Keeps a question; false when the same person's question is open already, which is then only better proved. */
export async function saveRequest(tx: Tx, request: NewRequest): Promise<boolean> {
  const { organizationId, addressKey } = request
  const { rows } =
    await sql`insert into license_request (organization_id, id, invitation_id, team_id, product_code,
      person_id, address, address_key, name, reason, note, license_id, proved, state, created_at)
    values (${organizationId}, ${request.id}, ${request.invitationId}::uuid, ${request.teamId}, ${request.productCode},
      (select id from person where organization_id = ${organizationId} and address_key = ${addressKey}),
      ${request.address}, ${addressKey}, ${request.name}, ${request.reason}, ${request.note}, ${request.licenseId},
      ${request.proved}, 'open', ${tx.now})
    on conflict do nothing returning id`.execute(tx.sql)
  if (rows.length === 0 && request.proved) await saveProof(tx, request)
  return rows.length === 1
}

async function saveProof(tx: Tx, { organizationId, invitationId, addressKey, name }: NewRequest) {
  await sql`update license_request set proved = true, name = case when name = '' then ${name} else name end
    where organization_id = ${organizationId} and invitation_id = ${invitationId}::uuid and address_key = ${addressKey}
      and state = 'open' and not proved`.execute(tx.sql)
}

/** What was asked by one link since a moment. */
export interface AskedByLink {
  readonly all: number
  /** By people as sure as this one, whose own question that waits does not count. */
  readonly asked: number
  /** By this one, as far as it does not wait any more. */
  readonly askedByOne: number
}

/** Counts what was asked by this link since then, as somebody who asks now sees it. */
export async function countAsked(
  tx: Tx,
  link: { readonly organizationId: number; readonly id: string },
  asking: { readonly addressKey: string; readonly proved: boolean; readonly since: Date },
): Promise<AskedByLink> {
  const { addressKey, proved, since } = asking
  const waits = sql`address_key = ${addressKey} and state = 'open'`
  const { rows } = await sql<AskedByLink>`
    select count(*) as "all", count(*) filter (where proved = ${proved} and not (${waits})) as asked,
      count(*) filter (where address_key = ${addressKey} and state <> 'open') as "askedByOne"
    from license_request
    where organization_id = ${link.organizationId} and invitation_id = ${link.id} and created_at > ${since}`.execute(
    tx.sql,
  )
  return rows[0] ?? { all: 0, asked: 0, askedByOne: 0 }
}

/** A request with what its answer touches. */
export interface HeldRequest extends AskedLicense {
  readonly id: string
  readonly teamId: number
  readonly productCode: string
  readonly product: string
  readonly address: string
  readonly addressKey: string
  readonly name: string
}

/** Requests of this organization, oldest first; with a lock, nobody else answers them meanwhile. */
export async function loadRequests(
  tx: Tx,
  organizationId: number,
  ids: readonly string[],
  lock: 'lock' | 'look',
): Promise<HeldRequest[]> {
  const { rows } = await sql<HeldRequest>`select request.id, request.team_id as "teamId",
      request.product_code as "productCode", product.name as product, request.address,
      request.address_key as "addressKey", request.name, request.state, request.answered_by as "answeredBy"
    from license_request as request join product on product.code = request.product_code
    where request.organization_id = ${organizationId} and request.id = any(${ids.filter(isUuid)}::uuid[])
    order by request.created_at, request.id ${lock === 'lock' ? sql`for update of request` : sql``}`.execute(
    tx.sql,
  )
  return rows
}

/** Closes requests with an answer. */
export async function saveAnswers(
  tx: Tx,
  organizationId: number,
  ids: readonly string[],
  answer: { readonly state: RequestState; readonly by: string; readonly note: string },
): Promise<void> {
  await sql`update license_request set state = ${answer.state}, answered_at = ${tx.now}, answered_by = ${answer.by},
      answer = ${answer.note}
    where organization_id = ${organizationId} and id = any(${[...ids]}::uuid[])`.execute(tx.sql)
}

/**
 * Closes the questions of people who are given this product, or a pack with it, however they come by it: a part of the
 * statement that gives it, which answers the links that had led to them.
 */
export function grantingRequests(
  tx: Tx,
  gift: { readonly organizationId: number; readonly productCode: string; readonly by: string },
  given: readonly { readonly id: string; readonly personId: string }[],
): RawBuilder<unknown> {
  const { organizationId, productCode, by } = gift
  return sql`update license_request as request
    set state = 'granted', answered_at = ${tx.now}, answered_by = ${by}, assignment_id = given.id, person_id = person.id
    from unnest(${given.map((one) => one.id)}::uuid[], ${given.map((one) => one.personId)}::uuid[]) as given (id, person_id)
    join person on person.organization_id = ${organizationId} and person.id = given.person_id
    where request.organization_id = ${organizationId} and request.state = 'open'
      and request.address_key = person.address_key
      and (request.product_code = ${productCode} or exists (select 1 from pack_member
        where pack_member.pack_code = ${productCode} and pack_member.product_code = request.product_code))
    returning request.assignment_id, request.invitation_id`
}

/** Lets declined requests wait again, but for people whose later question waits already. */
export async function reopenDeclined(tx: Tx, organizationId: number, ids: readonly string[]): Promise<void> {
  await reopen(tx, organizationId, sql`id = any(${[...ids]}::uuid[]) and state = 'declined'`)
}

/** Lets requests wait again whose license was taken back by undoing what had granted them. */
export async function reopenGranted(
  tx: Tx,
  organizationId: number,
  assignmentIds: readonly string[],
): Promise<void> {
  if (assignmentIds.length === 0) return
  await reopen(
    tx,
    organizationId,
    sql`assignment_id = any(${[...assignmentIds]}::uuid[]) and state = 'granted'`,
  )
}

async function reopen(tx: Tx, organizationId: number, which: RawBuilder<unknown>): Promise<void> {
  await sql`update license_request as request set state = 'open', answered_at = null, answered_by = null, answer = '',
      assignment_id = null
    from (select distinct on (invitation_id, license_id, address_key) id from license_request
      where organization_id = ${organizationId} and ${which}
      order by invitation_id, license_id, address_key, created_at desc) as latest
    where request.organization_id = ${organizationId} and request.id = latest.id
      and not exists (select 1 from license_request as other where other.organization_id = request.organization_id
        and other.state = 'open' and other.address_key = request.address_key
        and (other.invitation_id = request.invitation_id or other.license_id = request.license_id))`.execute(
    tx.sql,
  )
}

/** A person's own question about a license they lost, since they lost it. */
export interface AskedBack extends AskedLicense {
  readonly id: string
  readonly askedAt: Date
  /** A line from whoever answered. */
  readonly answer: string
}

/** The last question by which this person asked for this license back, unless they took it back themselves. */
export async function loadAskedBack(
  door: Pick<Tx | Read, 'sql'>,
  license: { readonly organizationId: number; readonly licenseId: string },
  { addressKey, since }: { readonly addressKey: string; readonly since: Date },
): Promise<AskedBack | null> {
  const { rows } =
    await sql<AskedBack>`select id, created_at as "askedAt", state, answered_by as "answeredBy", answer
    from license_request
    where organization_id = ${license.organizationId} and license_id = ${license.licenseId}
      and address_key = ${addressKey} and created_at >= ${since} and state <> 'withdrawn'
    order by created_at desc limit 1`.execute(door.sql)
  return rows[0] ?? null
}

/** Gives the questions of a team that ends to the team that has its licenses. */
export async function moveRequests(
  tx: Tx,
  organizationId: number,
  teamId: number,
  intoTeamId: number,
): Promise<void> {
  await tx.sql
    .updateTable('license_request')
    .set({ team_id: intoTeamId })
    .where('organization_id', '=', organizationId)
    .where('team_id', '=', teamId)
    .execute()
}
