import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'
import { type NewLetter, queueLetters } from './queue.ts'

const daysOff = 365

/** When letters of a job may leave that has not ended yet: nobody knows, and its end says so. */
export function afterItsEnd(now: Date): Date {
  return new Date(now.getTime() + daysOff * 86_400_000)
}

/** Lets a job's letters that wait for its end leave at this moment. */
export async function rescheduleLettersOfJob(
  tx: Tx,
  organizationId: number,
  jobId: string,
  at: Date,
): Promise<void> {
  await tx.sql
    .updateTable('letter')
    .set({ send_after: at })
    .where('organization_id', '=', organizationId)
    .where('job_id', '=', jobId)
    .where('state', '=', 'waiting')
    .where('send_after', '>', at)
    .execute()
}

/** Keeps a job's letters from leaving while it is found out which of them still have something to tell. */
export async function holdLettersOfJob(tx: Tx, organizationId: number, jobId: string): Promise<void> {
  await tx.sql
    .updateTable('letter')
    .set({ send_after: afterItsEnd(tx.now) })
    .where('organization_id', '=', organizationId)
    .where('job_id', '=', jobId)
    .where('state', '=', 'waiting')
    .where((where) => where.or([where('claimed_until', 'is', null), where('claimed_until', '<', tx.now)]))
    .execute()
}

/** Lets those of a job's held letters leave that are about these assignments. */
export async function releaseHeldLetters(
  tx: Tx,
  organizationId: number,
  jobId: string,
  assignmentIds: readonly string[],
  at: Date,
): Promise<void> {
  if (assignmentIds.length === 0) return
  await tx.sql
    .updateTable('letter')
    .set({ send_after: at })
    .where('organization_id', '=', organizationId)
    .where('job_id', '=', jobId)
    .where('assignment_id', '=', sql<string>`any(${[...assignmentIds]}::uuid[])`)
    .where('state', '=', 'waiting')
    .where('send_after', '>', at)
    .execute()
}

/** A letter of a job to one person, and what it has to tell, in few words, where it joins another one. */
export interface JobLetter {
  readonly personId: string
  readonly letter: NewLetter & { readonly jobId: string }
  readonly tells: { readonly product: string; readonly licenseId: string; readonly assignmentId: string }
}

/**
 * Puts letters of a job into the outbox: one to each person, whatever the job did to them. What comes later joins the
 * letter that waits; where that one has left, it has said all that this job says.
 */
export async function queueForEach(tx: Tx, letters: readonly JobLetter[]): Promise<void> {
  if (letters.length === 0) return
  const byKey = Map.groupBy(letters, ({ letter, personId }) => `${letter.jobId} ${personId}`)
  const told = await joinWaiting(tx, byKey)
  const fresh = [...byKey].flatMap(([dedupeKey, [first, ...more]]) => {
    if (!first || told.has(dedupeKey)) return []
    const also = more.map((one) => one.tells)
    const facts = { ...first.letter.facts, ...(also.length > 0 && { also }) }
    return [{ ...first.letter, facts, dedupeKey }]
  })
  await queueLetters(tx, fresh)
}

async function joinWaiting(
  tx: Tx,
  byKey: ReadonlyMap<string, readonly JobLetter[]>,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ key: string }>`update letter set facts = case when letter.state = 'waiting'
      then jsonb_set(letter.facts, '{also}', coalesce(letter.facts -> 'also', '[]') || more.also) else letter.facts end
    from unnest(${[...byKey.keys()]}::text[],
      ${[...byKey.values()].map((some) => JSON.stringify(some.map((one) => one.tells)))}::jsonb[]) as more (key, also)
    where letter.dedupe_key = more.key returning letter.dedupe_key as key`.execute(tx.sql)
  return new Set(rows.map((row) => row.key))
}
