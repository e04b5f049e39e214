import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'

/** A code that no longer says what is true, and why. */
export interface StaleCode {
  readonly assignmentId: string
  readonly why: 'renewal' | 'reissue'
}

/**
 * Codes of one organization whose dates have changed or whose key was retired, a bounded number of them. License and
 * assignment are looked up code by code: while thousands were just handed out no statistics know of them, and a join to
 * all of them would be thought cheap.
 */
export async function findStaleCodes(
  tx: Tx,
  most: number,
): Promise<{ readonly organizationId: number; readonly codes: readonly StaleCode[] } | null> {
  const { rows } = await sql<{ organization_id: number; assignment_id: string; key_retired: boolean }>`
    select code.organization_id, code.assignment_id, signing_key.retired_at is not null as key_retired
    from activation_code as code
    join signing_key on signing_key.kid = code.kid
    cross join lateral (select subscription_id from license as its
      where its.organization_id = code.organization_id and its.id = code.license_id limit 1) as license
    cross join lateral (select ended_at from assignment as its
      where its.organization_id = code.organization_id and its.id = code.assignment_id limit 1) as assignment
    join subscription on subscription.organization_id = code.organization_id
      and subscription.id = license.subscription_id
    where code.replaced_at is null and assignment.ended_at is null and (signing_key.retired_at is not null
      or code.settled <> (subscription.payment = 'paid')
      or code.paid_up_to <> case when subscription.payment = 'paid' then subscription.paid_through
        else least(subscription.paid_through, subscription.due_on) end)
    order by code.organization_id, code.assignment_id limit ${most}`.execute(tx.sql)
  const [first] = rows
  if (!first) return null
  const own = rows.filter((row) => row.organization_id === first.organization_id)
  return {
    organizationId: first.organization_id,
    codes: own.map((row) => ({
      ...{ assignmentId: row.assignment_id, why: row.key_retired ? 'reissue' : 'renewal' },
    })),
  }
}
