import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'
import type { FactsOf, LetterSet } from './letter.ts'
import type { Encloses } from './tables.ts'

/**
 * A letter to be written: its kind and facts now, its words when it is sent or looked at. Named with the letters of
 * its capability (`NewLetter<typeof assignmentLetters>`), only kinds that have words compile, and only with their facts.
 */
export type NewLetter<Letters extends LetterSet = LetterSet> = {
  readonly [Kind in keyof Letters & string]: Envelope & {
    readonly kind: Kind
    readonly facts: LetterSet extends Letters ? object : FactsOf<Letters[Kind]>
  }
}[keyof Letters & string]

interface Envelope {
  /** 0 for letters of the vendor alone. */
  readonly organizationId: number
  readonly to: { readonly address: string; readonly name: string }
  readonly locale: string
  /** Absent: at once. */
  readonly sendAfter?: Date
  readonly jobId?: string
  readonly assignmentId?: string
  /** A second letter with the same key is never queued. */
  readonly dedupeKey?: string
  /** Holds a code or link that opens something: only owners may read it, and it is blanked once sent. */
  readonly secret?: boolean
  /** Is made for the assignment when the letter leaves, and goes with it. */
  readonly encloses?: Encloses
}

/** Puts letters into the outbox, in the transaction of the change itself. One statement, however many. */
export async function queueLetters<Letters extends LetterSet = LetterSet>(
  tx: Tx,
  letters: readonly NewLetter<Letters>[],
): Promise<void> {
  if (letters.length === 0) return
  await sql`insert into letter (id, organization_id, kind, locale, to_address, to_name, facts, secret, job_id, assignment_id,
      dedupe_key, created_at, send_after, state, encloses)
    select i, o, k, l, a, n, f, s, j, x, d, ${tx.now}, w, 'waiting', e from unnest(
      ${letters.map(() => tx.newId.uuid())}::uuid[],
      ${letters.map((one) => one.organizationId)}::bigint[],
      ${letters.map((one) => one.kind)}::text[],
      ${letters.map((one) => one.locale)}::text[],
      ${letters.map((one) => one.to.address)}::text[],
      ${letters.map((one) => one.to.name)}::text[],
      ${letters.map((one) => JSON.stringify(one.facts))}::jsonb[],
      ${letters.map((one) => one.secret ?? false)}::boolean[],
      ${letters.map((one) => one.jobId ?? null)}::uuid[],
      ${letters.map((one) => one.assignmentId ?? null)}::uuid[],
      ${letters.map((one) => one.dedupeKey ?? null)}::text[],
      ${letters.map((one) => one.sendAfter ?? tx.now)}::timestamptz[],
      ${letters.map((one) => one.encloses ?? null)}::text[]) as q (i, o, k, l, a, n, f, s, j, x, d, w, e)
    on conflict (dedupe_key) do nothing`.execute(tx.sql)
}
