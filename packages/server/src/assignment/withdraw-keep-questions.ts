import { accept, type Decision } from '@claviger/core/kernel/decision'
import { isUuid } from '@claviger/core/kernel/ids'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { sql } from 'kysely'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { withdrawByKeys } from '../outbox/withdrawal-store.ts'
import { missing, refuseWhere } from '../teams/access.ts'
import { questionKey } from './ask-to-keep.ts'
import { closeKeepQuestions, type KeepQuestion, listKeepQuestions, lockKeepQuestions } from './keep-store.ts'
import { reachOf } from './revocable-store.ts'

export interface WithdrawKeepQuestions {
  readonly organizationId: number
  /** These, or all that are open where the actor may take licenses back. */
  readonly questions: readonly string[] | 'all'
}

export type WithdrawRefusal = ReasonedRefusal<'organization_not_found' | 'question_not_found' | 'not_allowed'>

/** Takes questions back that nobody has answered: the licenses stay where they are, and letters not yet sent are not sent. */
export async function withdrawKeepQuestions(
  tx: Tx,
  { organizationId, questions: wanted }: WithdrawKeepQuestions,
): Promise<Decision<{ readonly withdrawn: number }, WithdrawRefusal>> {
  const { seen, teams } = reachOf(tx.actor, organizationId)
  const barred = await refuseWhere(tx, organizationId, {
    ...{ missing: 'organization_not_found', sees: seen.length > 0, does: teams.length > 0 },
    ...{ right: 'licenses.revoke', teamId: null },
  })
  if (barred) return { ok: false, refusal: barred }
  const ids = wanted === 'all' ? await listOpen(tx, organizationId) : wanted.filter(isUuid)
  const locked = await lockKeepQuestions(tx, organizationId, ids)
  const mine = locked.filter(({ teamId }) => teams === 'all' || teams.includes(teamId))
  if (wanted !== 'all' && mine.length < new Set(wanted).size) return missing(tx, 'question_not_found')
  const open = mine.filter(({ state }) => state === 'open')
  await withdraw(tx, organizationId, open)
  return accept({ withdrawn: open.length })
}

async function listOpen(tx: Tx, organizationId: number): Promise<string[]> {
  const open = sql`question.organization_id = ${organizationId} and question.state = 'open'`
  return (await listKeepQuestions(tx, open)).map(({ id }) => id)
}

async function withdraw(tx: Tx, organizationId: number, open: readonly KeepQuestion[]): Promise<void> {
  await closeKeepQuestions(
    tx,
    organizationId,
    open.map(({ id }) => id),
    'withdrawn',
  )
  // Whoever was asked about something else too still gets the letter: its page says what is open.
  const left = await listKeepQuestions(
    tx,
    sql`question.organization_id = ${organizationId} and question.state = 'open'
      and question.person_id = any(${open.map(({ personId }) => personId)}::uuid[])`,
  )
  const asked = new Set(left.map(keyOf))
  await withdrawByKeys(
    tx,
    [...new Set(open.map(keyOf))].filter((key) => !asked.has(key)),
  )
  await record(
    tx,
    open.map(({ teamId, licenseId, personId, address }) => ({
      ...{ what: 'keep_withdrawn', organizationId, teamId, licenseId, personId, facts: { address } },
    })),
  )
}

const keyOf = ({ organizationId, personId, askedAt }: KeepQuestion) =>
  questionKey(organizationId, personId, askedAt)
