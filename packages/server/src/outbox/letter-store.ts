import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/unit-of-work.ts'
import type { EnclosingRow } from './enclosure.ts'
import { cover, coverSecrets, secretNames } from './letter-secrets.ts'
import type { QueuedLetter } from './render-letter.ts'

/** A letter taken for delivery: nobody else takes it before the claim runs out. */
export interface ClaimedLetter extends QueuedLetter, EnclosingRow {
  readonly to_address: string
  readonly to_name: string
  readonly secret: boolean
  /** This try included. */
  readonly attempts: number
}

const batch = 20
const claimMinutes = 5

/**
 * Takes the letters that are due, oldest first. The second look at each row keeps this right where rows are not
 * skipped but waited for.
 */
export async function claimDueLetters(db: Kysely<Schema>, now: Date): Promise<readonly ClaimedLetter[]> {
  const until = new Date(now.getTime() + claimMinutes * 60_000)
  const claimed = await sql<ClaimedLetter>`
    update letter set claimed_until = ${until}, attempts = attempts + 1
    where id = any(array(select id from letter where ${isDue(now)} order by send_after, id limit ${batch} for update skip locked))
      and ${isDue(now)}
    returning id, kind, locale, facts, to_address, to_name, secret, attempts, organization_id, assignment_id, encloses`.execute(
    db,
  )
  return claimed.rows
}

function isDue(now: Date): RawBuilder<boolean> {
  return sql<boolean>`state = 'waiting' and send_after <= ${now} and (claimed_until is null or claimed_until <= ${now})`
}

/**
 * Without a mail server the letters that are due stay where they can be read; they are never sent later by surprise.
 * Those that enclose something are kept one by one, when they have it.
 */
export async function keepDueLetters(db: Kysely<Schema>, now: Date): Promise<number> {
  const kept =
    await sql`update letter set state = 'kept', sent_at = ${now} where ${isDue(now)} and encloses is null`.execute(
      db,
    )
  return Number(kept.numAffectedRows ?? 0n)
}

/** Due letters that enclose something, oldest first: as many as are looked after at once. */
export async function listDueEnclosing(db: Kysely<Schema>, now: Date): Promise<readonly EnclosingRow[]> {
  const { rows } = await sql<EnclosingRow>`select id, organization_id, assignment_id, encloses from letter
    where ${isDue(now)} and encloses is not null order by send_after, id limit ${keptAtOnce}`.execute(db)
  return rows
}

/** Keeps these letters, as far as they are still due. */
export async function keepLetters(db: Kysely<Schema>, ids: readonly string[], now: Date): Promise<void> {
  await sql`update letter set state = 'kept', sent_at = ${now}
    where id = any(${[...ids]}::uuid[]) and ${isDue(now)}`.execute(db)
}

const keptAtOnce = 500
const openingDays = 15

/** Covers what kept letters open, once it opens nothing any more. */
export async function coverKeptSecrets(db: Kysely<Schema>, now: Date): Promise<void> {
  const before = new Date(now.getTime() - openingDays * 86_400_000)
  await sql`update letter set facts = facts || (select jsonb_object_agg(name, ${cover}::text)
      from jsonb_object_keys(facts) as name where name = any(${[...secretNames]}::text[]))
    where secret and state = 'kept' and created_at < ${before} and facts ?| ${[...secretNames]}::text[]
      and strpos(facts::text, ${cover}) = 0`.execute(db)
}

/** Notes that the mail server has taken the letter; what it opened is no longer kept. */
export async function saveSent(db: Kysely<Schema>, letter: ClaimedLetter, now: Date): Promise<void> {
  const facts = letter.secret ? coverSecrets(letter.facts) : letter.facts
  await db
    .updateTable('letter')
    .set({ state: 'sent', sent_at: now, claimed_until: null, last_error: null, facts: JSON.stringify(facts) })
    .where('id', '=', letter.id)
    .execute()
}

/** Notes a failed try: again at that moment, or never when there is none. */
export async function saveFailure(
  db: Kysely<Schema>,
  letter: Pick<ClaimedLetter, 'id'>,
  { error, again }: { error: string; again: Date | null },
): Promise<void> {
  await db
    .updateTable('letter')
    .set({
      last_error: error.slice(0, 500),
      claimed_until: null,
      ...(again ? { send_after: again } : { state: 'failed' as const }),
    })
    .where('id', '=', letter.id)
    .where('state', '=', 'waiting')
    .execute()
}

/** Lets a job's waiting letters leave now; answers how many. */
export async function releaseLettersOfJob(tx: Tx, organizationId: number, jobId: string): Promise<number> {
  const released = await tx.sql
    .updateTable('letter')
    .set({ send_after: tx.now })
    .where('organization_id', '=', organizationId)
    .where('job_id', '=', jobId)
    .where('state', '=', 'waiting')
    .where('send_after', '>', tx.now)
    .executeTakeFirst()
  return Number(released.numUpdatedRows)
}

/** What sending again depends on. */
export interface StoredLetter {
  readonly id: string
  readonly organizationId: number
  readonly kind: string
  readonly state: Schema['letter']['state']
  /** What it opens has been covered where it is kept. */
  readonly blanked: boolean
}

const blanked = sql<boolean>`secret and (state = 'sent' or strpos(facts::text, ${cover}) > 0)`.as('blanked')

/** Locks a letter by its id. */
export async function lockLetter(tx: Tx, id: string): Promise<StoredLetter | undefined> {
  return tx.sql
    .selectFrom('letter')
    .select(['id', 'organization_id as organizationId', 'kind', 'state', blanked])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Locks the newest letter that announces an assignment. */
export async function lockAnnouncement(
  tx: Tx,
  organizationId: number,
  assignmentId: string,
): Promise<StoredLetter | undefined> {
  return tx.sql
    .selectFrom('letter')
    .select(['id', 'organization_id as organizationId', 'kind', 'state', blanked])
    .where('organization_id', '=', organizationId)
    .where('assignment_id', '=', assignmentId)
    .where('kind', '=', 'license_assigned')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
}

/** Puts a letter that never left back into the queue, its tries forgotten. */
export async function requeueLetter(tx: Tx, id: string): Promise<void> {
  await tx.sql
    .updateTable('letter')
    .set({
      state: 'waiting',
      send_after: tx.now,
      attempts: 0,
      claimed_until: null,
      last_error: null,
      sent_at: null,
    })
    .where('id', '=', id)
    .execute()
}

/** Queues a letter once more as a new one: a repetition of the old would be hidden by mail programs. */
export async function copyLetter(tx: Tx, id: string): Promise<string> {
  const copy = tx.newId.uuid()
  await sql`insert into letter (id, organization_id, kind, locale, to_address, to_name, facts, secret, job_id, assignment_id,
      dedupe_key, created_at, send_after, state, encloses)
    select ${copy}, organization_id, kind, locale, to_address, to_name, facts, secret, job_id, assignment_id,
      null, ${tx.now}, ${tx.now}, 'waiting', encloses from letter where id = ${id}`.execute(tx.sql)
  return copy
}
