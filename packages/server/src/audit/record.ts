import { actorName } from '@claviger/core/teams/actor'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'

/** One thing that happened. `what` is snake_case in the past tense and never changes its meaning. */
export interface Happening {
  readonly what: string
  /** 0 for what concerns the vendor alone. */
  readonly organizationId: number
  readonly teamId?: number
  readonly licenseId?: string
  readonly personId?: string
  readonly facts?: Record<string, unknown>
}

/** Appends to the log, in the transaction of the change itself. One statement, however many. */
export async function record(tx: Tx, happenings: readonly Happening[]): Promise<void> {
  if (happenings.length > 0) await recording(tx, happenings).execute(tx.sql)
}

/** The same as part of the statement that makes the change, for acts that are in a hurry; `when` says if it was made. */
export function recording(
  tx: Tx,
  happenings: readonly Happening[],
  when: RawBuilder<unknown> = sql``,
): RawBuilder<unknown> {
  const by = actorName(tx.actor)
  return sql`insert into event (organization_id, id, at, actor, via, what, team_id, license_id, person_id, facts)
    select o, i, ${tx.now}::timestamptz, ${by}::text, ${tx.actor.via}::text, w, t, l, p, f from unnest(
      ${happenings.map((one) => one.organizationId)}::bigint[],
      ${happenings.map(() => tx.newId.uuid())}::uuid[],
      ${happenings.map((one) => one.what)}::text[],
      ${happenings.map((one) => one.teamId ?? null)}::bigint[],
      ${happenings.map((one) => one.licenseId ?? null)}::text[],
      ${happenings.map((one) => one.personId ?? null)}::uuid[],
      ${happenings.map((one) => JSON.stringify(one.facts ?? {}))}::jsonb[]) as e (o, i, w, t, l, p, f) ${when}`
}
