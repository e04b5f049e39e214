import { accept, type Decision } from '@claviger/core/kernel/decision'
import { isUuid } from '@claviger/core/kernel/ids'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { type RawBuilder, sql } from 'kysely'
import { type Scope, teamsWithin } from '../assignment/scope.ts'
import type { Read } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'

/** Somebody's wish for a code, with what became of it. */
export interface CodeRequestRow {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly licenseId: string
  readonly product: string
  readonly team: string
  readonly reason: string
  readonly state: 'open' | 'approved' | 'denied'
  readonly askedAt: Date
  readonly answeredAt: Date | null
  readonly answeredBy: string | null
  readonly note: string
  /** The license is still in the person's hands. */
  readonly held: boolean
}

export interface CodeRequestsPage {
  /** Open ones first, and those that have waited longest; then the others, newest first. */
  readonly requests: readonly CodeRequestRow[]
  readonly open: number
  readonly mayAnswer: boolean
}

const most = 200

/** Who asks for activation codes here, and who asked before. */
export async function codeRequestsPage(
  read: Read,
  query: Scope,
): Promise<Decision<CodeRequestsPage, ReasonedRefusal<'organization_not_found'>>> {
  const seen = teamsWithin(read.actor, 'licenses.see', query)
  if (seen.length === 0) return missing(read, 'organization_not_found')
  const requests = await select(read, query.organizationId, seen, sql`true`)
  return accept({
    requests,
    open: requests.filter((request) => request.state === 'open').length,
    mayAnswer: teamsWithin(read.actor, 'licenses.assign', query).length > 0,
  })
}

/** One request, for whoever answers it. */
export async function codeRequestPage(
  read: Read,
  query: Scope & { readonly id: string },
): Promise<
  Decision<CodeRequestRow & { readonly mayAnswer: boolean }, ReasonedRefusal<'code_request_not_found'>>
> {
  const seen = teamsWithin(read.actor, 'licenses.see', query)
  const [request] = isUuid(query.id)
    ? await select(read, query.organizationId, seen, sql`code_request.id = ${query.id}`)
    : []
  if (!request) return missing(read, 'code_request_not_found')
  const answering = teamsWithin(read.actor, 'licenses.assign', query)
  return accept({ ...request, mayAnswer: answering === 'all' || answering.includes(request.teamId) })
}

async function select(
  read: Read,
  organizationId: number,
  seen: 'all' | readonly number[],
  condition: RawBuilder<unknown>,
) {
  const inTeams = seen === 'all' ? sql`true` : sql`license.team_id = any(${[...seen]}::bigint[])`
  const { rows } = await sql<CodeRequestRow & { readonly teamId: number }>`
    select code_request.id, person.name, person.address, code_request.license_id as "licenseId",
      product.name as product, team.id as "teamId", team.name as team, code_request.reason, code_request.state,
      code_request.asked_at as "askedAt", code_request.answered_at as "answeredAt",
      code_request.answered_by as "answeredBy", code_request.note, assignment.ended_at is null as held
    from code_request
    join person on person.organization_id = code_request.organization_id and person.id = code_request.person_id
    join license on license.organization_id = code_request.organization_id and license.id = code_request.license_id
    join team on team.organization_id = license.organization_id and team.id = license.team_id
    join assignment on assignment.organization_id = code_request.organization_id
      and assignment.id = code_request.assignment_id
    join product on product.code = assignment.product_code
    where code_request.organization_id = ${organizationId} and ${inTeams} and ${condition}
    order by (code_request.state = 'open') desc, case when code_request.state = 'open' then code_request.asked_at end,
      code_request.asked_at desc
    limit ${most}`.execute(read.sql)
  return rows
}
