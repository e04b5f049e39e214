import type { KeepState } from '@claviger/core/assignment/keep-rules'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import { type RawBuilder, sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import { type KeepQuestion, listAskedBehind, listKeepQuestions } from './keep-store.ts'
import { inTeams, type Scope, teamsWithin } from './scope.ts'
import { loadSetting } from './store.ts'
import { loadLastUse } from './use-store.ts'

/** One question as the person sees it who was asked. */
export interface AskedOfYou {
  readonly id: string
  readonly product: string
  readonly licenseId: string
  readonly askedBy: string
  readonly dueOn: string
  readonly lastSeenAt: Date | null
  readonly state: KeepState
  readonly answeredAt: Date | null
  readonly keptByUse: boolean
  /** The license is still theirs. */
  readonly held: boolean
}

export interface KeepDoor {
  readonly organization: string
  readonly address: string
  readonly questions: readonly AskedOfYou[]
}

/** What a letter asked, for whoever opens its address. Looking changes nothing. */
export async function keepDoor(
  read: Read,
  query: { readonly door: string },
): Promise<Decision<KeepDoor, ReasonedRefusal<'question_not_found'>>> {
  const asked = await listAskedBehind(read, query.door)
  const [first] = asked
  const setting = first ? await loadSetting(read, first.organizationId) : null
  if (!first || !setting) return refuseBy('question_not_found', 'question_is_known')
  const used = await loadLastUse(
    read,
    first.organizationId,
    asked.map(({ assignmentId }) => assignmentId),
  )
  return accept({
    organization: setting.organizationName,
    address: first.address,
    questions: asked.map((one) => ({
      ...{ id: one.id, product: one.product, licenseId: one.licenseId, askedBy: one.askedBy },
      ...{ dueOn: one.dueOn, lastSeenAt: used.get(one.assignmentId) ?? null, state: one.state },
      ...{ answeredAt: one.answeredAt, keptByUse: one.keptByUse, held: one.held },
    })),
  })
}

export interface KeepQuestionsQuery extends Scope {
  readonly state?: KeepState | undefined
  readonly page: number
  readonly perPage: number
}

export interface KeepQuestionsPage {
  /** What waits comes first, soonest due first; then the latest answers. */
  readonly questions: readonly KeepQuestion[]
  /** How many of each. */
  readonly counts: Readonly<Record<KeepState, number>>
  readonly mayWithdraw: boolean
}

/** Whom was asked whether they still use a license, and what came of it, in the teams the actor sees. */
export async function keepQuestions(
  read: Read,
  query: KeepQuestionsQuery,
): Promise<Decision<KeepQuestionsPage, ReasonedRefusal<'organization_not_found'>>> {
  const { state, page, perPage } = query
  const seen = teamsWithin(read.actor, 'people.see', query)
  if (seen.length === 0) return missing(read, 'organization_not_found')
  const theirs = askedIn(query.organizationId, seen)
  const wanted = state === undefined ? theirs : sql`${theirs} and question.state = ${state}`
  return accept({
    questions: await listKeepQuestions(
      read,
      wanted,
      sql`order by (question.state = 'open') desc, case when question.state = 'open' then question.due_on end,
        question.answered_at desc, question.id limit ${perPage} offset ${(page - 1) * perPage}`,
    ),
    counts: await countByState(read, theirs),
    mayWithdraw: teamsWithin(read.actor, 'licenses.revoke', query).length > 0,
  })
}

function askedIn(organizationId: number, seen: 'all' | readonly number[]): RawBuilder<unknown> {
  const all = sql`question.organization_id = ${organizationId}`
  return sql`${all} and ${inTeams(seen, 'license.team_id')}`
}

async function countByState(read: Read, theirs: RawBuilder<unknown>): Promise<Record<KeepState, number>> {
  const { rows } = await sql<{ state: KeepState; count: number }>`select question.state, count(*) as count
    from keep_question as question
    join assignment on assignment.organization_id = question.organization_id and assignment.id = question.assignment_id
    join license on license.organization_id = assignment.organization_id and license.id = assignment.license_id
    where ${theirs} group by question.state`.execute(read.sql)
  const none: Record<KeepState, number> = { open: 0, kept: 0, given_back: 0, freed: 0, withdrawn: 0 }
  return { ...none, ...Object.fromEntries(rows.map((row) => [row.state, row.count])) }
}
