import { type KeepState, keepDays } from '@claviger/core/assignment/keep-rules'
import { writingHours } from '@claviger/core/assignment/reminder-rules'
import type { CalendarDate } from '@claviger/core/kernel/calendar'
import { type RawBuilder, sql } from 'kysely'
import { isToken } from '../db/new-id.ts'
import type { Read, Tx } from '../db/unit-of-work.ts'
import { isLetterOn } from './letter-switch-store.ts'

/** A question whether somebody still uses a license, with the license it is about as it is now. */
export interface KeepQuestion {
  readonly organizationId: number
  readonly id: string
  readonly assignmentId: string
  readonly personId: string
  readonly licenseId: string
  readonly teamId: number
  readonly product: string
  /** Who is asked. */
  readonly name: string
  readonly address: string
  readonly addressKey: string
  readonly askedBy: string
  readonly askedAt: Date
  readonly dueOn: string
  readonly state: KeepState
  readonly answeredAt: Date | null
  readonly keptByUse: boolean
  /** The license is still in the hands of the one who was asked. */
  readonly held: boolean
}

const question = sql`question.organization_id as "organizationId", question.id, question.assignment_id as "assignmentId",
    question.person_id as "personId", assignment.license_id as "licenseId", license.team_id as "teamId",
    product.name as product, person.name, person.address, person.address_key as "addressKey",
    question.asked_by as "askedBy", question.asked_at as "askedAt", question.due_on as "dueOn", question.state,
    question.answered_at as "answeredAt", question.kept_by_use as "keptByUse", assignment.ended_at is null as held
  from keep_question as question
  join assignment on assignment.organization_id = question.organization_id and assignment.id = question.assignment_id
  join license on license.organization_id = assignment.organization_id and license.id = assignment.license_id
  join product on product.code = assignment.product_code
  join person on person.organization_id = question.organization_id and person.id = question.person_id`

/** Questions that fit a condition on `question`, `license` and `person`, in the order and number asked for. */
export async function listKeepQuestions(
  door: Pick<Tx | Read, 'sql'>,
  condition: RawBuilder<unknown>,
  rest: RawBuilder<unknown> = sql`order by question.asked_at, product.name, question.id`,
): Promise<readonly KeepQuestion[]> {
  const { rows } = await sql<KeepQuestion>`select ${question} where ${condition} ${rest}`.execute(door.sql)
  return rows
}

/** Everything that was asked, at the same time or since, of the person whose letter leads here; nothing where none does. */
export async function listAskedBehind(
  door: Pick<Tx | Read, 'sql'>,
  token: string,
): Promise<readonly KeepQuestion[]> {
  if (!isToken(token)) return []
  return listKeepQuestions(
    door,
    sql`(question.organization_id, question.person_id) in (select opened.organization_id, opened.person_id
        from keep_question as opened where opened.door = ${token})
      and question.asked_at >= (select opened.asked_at from keep_question as opened where opened.door = ${token})`,
  )
}

/** The same questions under a lock, as they are once it is had. Pools are locked before. */
export async function lockKeepQuestions(
  tx: Tx,
  organizationId: number,
  ids: readonly string[],
): Promise<readonly KeepQuestion[]> {
  return listKeepQuestions(
    tx,
    sql`question.organization_id = ${organizationId} and question.id = any(${[...ids]}::uuid[])`,
    sql`order by question.id for update of question`,
  )
}

/** A question about to be asked. */
export interface NewKeepQuestion {
  readonly id: string
  readonly assignmentId: string
  readonly personId: string
  readonly teamId: number
  readonly door: string
}

/** Those of these assignments about which a question is open. */
export async function listInQuestion(
  tx: Tx,
  organizationId: number,
  assignmentIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`select assignment_id as id from keep_question
    where organization_id = ${organizationId} and assignment_id = any(${[...assignmentIds]}::uuid[])
      and state = 'open'`.execute(tx.sql)
  return new Set(rows.map((row) => row.id))
}

/** Asks, each for an answer until the same day. */
export async function saveKeepQuestions(
  tx: Tx,
  asking: { readonly organizationId: number; readonly by: string; readonly dueOn: CalendarDate },
  questions: readonly NewKeepQuestion[],
): Promise<void> {
  await sql`
    insert into keep_question (organization_id, id, assignment_id, person_id, team_id, door, asked_at, asked_by, due_on, state)
    select ${asking.organizationId}, i, a, p, t, d, ${tx.now}, ${asking.by}, ${asking.dueOn}::date, 'open' from unnest(
      ${questions.map((one) => one.id)}::uuid[], ${questions.map((one) => one.assignmentId)}::uuid[],
      ${questions.map((one) => one.personId)}::uuid[], ${questions.map((one) => one.teamId)}::bigint[],
      ${questions.map((one) => one.door)}::text[]) as e (i, a, p, t, d)`.execute(tx.sql)
}

/** Closes locked questions. */
export async function closeKeepQuestions(
  tx: Tx,
  organizationId: number,
  ids: readonly string[],
  state: Exclude<KeepState, 'open'>,
): Promise<void> {
  if (ids.length === 0) return
  await tx.sql
    .updateTable('keep_question')
    .set({ state, answered_at: tx.now })
    .where('organization_id', '=', organizationId)
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .where('state', '=', 'open')
    .execute()
}

/** A question that was answered by going on with the work. */
export interface UsedQuestion {
  readonly organizationId: number
  readonly licenseId: string
  readonly personId: string
  readonly teamId: number
  readonly address: string
}

/** Keeps what a product was seen using after the question was asked; answers those, at most so many at once. */
export async function keepUsed(tx: Tx, most: number): Promise<readonly UsedQuestion[]> {
  const { rows } = await sql<UsedQuestion>`
    with used as (
      select question.organization_id, question.id, max(activation.last_seen_at) as seen_at
      from keep_question as question
      join activation on activation.organization_id = question.organization_id
        and activation.assignment_id = question.assignment_id and activation.last_seen_at > question.asked_at
      where question.state = 'open' group by question.organization_id, question.id
      order by question.organization_id, question.id limit ${most}),
    kept as (
      update keep_question as question set state = 'kept', answered_at = used.seen_at, kept_by_use = true from used
      where question.organization_id = used.organization_id and question.id = used.id and question.state = 'open'
      returning question.*)
    select kept.organization_id as "organizationId", assignment.license_id as "licenseId", kept.person_id as "personId",
      assignment.team_id as "teamId", person.address
    from kept
    join assignment on assignment.organization_id = kept.organization_id and assignment.id = kept.assignment_id
    join person on person.organization_id = kept.organization_id and person.id = kept.person_id`.execute(
    tx.sql,
  )
  return rows
}

/** Whether a question's last day is over in the organization's zone, for places that join the organization. */
const isOver = (now: Date) =>
  sql`question.due_on < (${now}::timestamptz at time zone organization.time_zone)::date`

/** Questions nobody has answered in time, of one organization, at most so many; nothing when there are none. */
export async function findUnanswered(
  tx: Tx,
  most: number,
): Promise<{ readonly organizationId: number; readonly questions: readonly KeepQuestion[] } | null> {
  const { rows } = await sql<{ id: number }>`select organization.id from keep_question as question
    join organization on organization.id = question.organization_id
    where question.state = 'open' and ${isOver(tx.now)} order by question.due_on, organization.id limit 1`.execute(
    tx.sql,
  )
  const organizationId = rows[0]?.id
  if (organizationId === undefined) return null
  const questions = await listKeepQuestions(
    tx,
    sql`question.organization_id = ${organizationId} and question.state = 'open'
      and question.due_on < (${tx.now}::timestamptz at time zone (select time_zone from organization where id = ${organizationId}))::date`,
    sql`order by question.due_on, question.id limit ${most}`,
  )
  return { organizationId, questions }
}

/** Somebody who has not answered, with everything that is due on one day. */
export interface Undecided {
  readonly organizationId: number
  readonly organization: string
  readonly locale: string
  readonly timeZone: string
  readonly personId: string
  readonly name: string
  readonly address: string
  readonly by: string
  readonly door: string
  /** The first of those it is about. */
  readonly assignmentId: string
  readonly dueOn: string
  readonly licenses: readonly { readonly licenseId: string; readonly product: string }[]
}

/** Whom to remind that a question waits, at most so many: nobody twice for one day, and nobody in the night. */
export async function listUndecided(tx: Tx, most: number): Promise<readonly Undecided[]> {
  const local = sql`(${tx.now}::timestamptz at time zone organization.time_zone)`
  const { rows } = await sql<Undecided>`
    select organization.id as "organizationId", organization.name as organization, organization.locale,
      organization.time_zone as "timeZone", person.id as "personId", person.name, person.address,
      min(question.asked_by) as by, (array_agg(question.door order by question.asked_at, question.id))[1] as door,
      (array_agg(assignment.id order by question.asked_at, question.id))[1] as "assignmentId",
      question.due_on as "dueOn",
      json_agg(json_build_object('licenseId', assignment.license_id, 'product', product.name) order by product.name) as licenses
    from keep_question as question
    join organization on organization.id = question.organization_id
    join assignment on assignment.organization_id = question.organization_id and assignment.id = question.assignment_id
      and assignment.ended_at is null
    join product on product.code = assignment.product_code
    join person on person.organization_id = question.organization_id and person.id = question.person_id
    where question.state = 'open' and question.due_on between ${local}::date and ${local}::date + ${keepDays.toRemind}::integer
      and extract(hour from ${local}) between ${writingHours.from} and ${writingHours.until - 1}
      and ${isLetterOn('keep_reminder', sql`organization.id`, sql`person.id`)}
      and not exists (select 1 from letter where letter.dedupe_key =
        'keep_reminder:' || organization.id || ':' || person.id || ':' || question.due_on)
    group by organization.id, person.organization_id, person.id, question.due_on
    order by organization.id, person.id limit ${most}`.execute(tx.sql)
  return rows
}
