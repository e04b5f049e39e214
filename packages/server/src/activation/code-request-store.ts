import type { AskedCode } from '@claviger/core/activation/code-rules'
import { isUuid } from '@claviger/core/kernel/ids'
import { sql } from 'kysely'
import type { Read, Tx } from '../db/unit-of-work.ts'
import { listAllowed, type RoleGrant } from '../teams/role-store.ts'

/** Somebody who may answer requests of a team. */
export type Answerer = Pick<RoleGrant, 'name' | 'address'>

/** Who answers when somebody of this team asks: whoever may assign its licenses, each once. */
export function listAnswerers(
  door: Tx | Read,
  organizationId: number,
  teamId: number,
): Promise<readonly Answerer[]> {
  return listAllowed(door, 'licenses.assign', organizationId, teamId)
}

/** A wish for a code, as it is asked for. */
export interface NewCodeRequest {
  readonly id: string
  readonly organizationId: number
  readonly licenseId: string
  readonly assignmentId: string
  readonly personId: string
  readonly teamId: number
  readonly reason: string
}

/** Keeps the request; false when this person's request for this license is open already. */
export async function saveCodeRequest(tx: Tx, request: NewCodeRequest): Promise<boolean> {
  const { rows } =
    await sql`insert into code_request (organization_id, id, license_id, assignment_id, person_id, team_id,
      reason, state, asked_at)
    values (${request.organizationId}, ${request.id}, ${request.licenseId}, ${request.assignmentId},
      ${request.personId}, ${request.teamId}, ${request.reason}, 'open', ${tx.now})
    on conflict do nothing returning id`.execute(tx.sql)
  return rows.length === 1
}

/** A request with all that its answer touches. */
export interface HeldCodeRequest extends AskedCode {
  readonly id: string
  readonly assignmentId: string
  readonly teamId: number
}

/** Loads a request of this organization and keeps others from answering it meanwhile. */
export async function lockCodeRequest(
  tx: Tx,
  organizationId: number,
  id: string,
): Promise<HeldCodeRequest | null> {
  if (!isUuid(id)) return null
  const { rows } = await sql<HeldCodeRequest>`
    select code_request.id, code_request.state, code_request.answered_by as "answeredBy",
      code_request.license_id as "licenseId", code_request.assignment_id as "assignmentId",
      license.team_id as "teamId",
      exists (select 1 from assignment where assignment.organization_id = code_request.organization_id
        and assignment.id = code_request.assignment_id and assignment.ended_at is null) as held
    from code_request
    join license on license.organization_id = code_request.organization_id and license.id = code_request.license_id
    where code_request.organization_id = ${organizationId} and code_request.id = ${id}
    for update of code_request`.execute(tx.sql)
  return rows[0] ?? null
}

/** Who asked, and for what, as a letter to them needs it. */
export async function loadAsker(tx: Tx, organizationId: number, id: string) {
  return tx.sql
    .selectFrom('code_request')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organization_id', '=', 'code_request.organization_id')
        .onRef('person.id', '=', 'code_request.person_id'),
    )
    .innerJoin('assignment', (join) =>
      join
        .onRef('assignment.organization_id', '=', 'code_request.organization_id')
        .onRef('assignment.id', '=', 'code_request.assignment_id'),
    )
    .innerJoin('product', 'product.code', 'assignment.product_code')
    .select(['person.address', 'person.name', 'product.name as product'])
    .select('code_request.license_id as licenseId')
    .where('code_request.organization_id', '=', organizationId)
    .where('code_request.id', '=', id)
    .executeTakeFirst()
}

/** Writes down what was answered, and by whom. */
export async function saveCodeAnswer(
  tx: Tx,
  request: { readonly organizationId: number; readonly id: string },
  answer: { readonly state: 'approved' | 'denied'; readonly by: string; readonly note: string },
): Promise<void> {
  await tx.sql
    .updateTable('code_request')
    .set({ state: answer.state, answered_at: tx.now, answered_by: answer.by, note: answer.note })
    .where('organization_id', '=', request.organizationId)
    .where('id', '=', request.id)
    .execute()
}
