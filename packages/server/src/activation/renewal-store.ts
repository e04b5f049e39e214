import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'

/** A code that no longer says what is true, and why. */
export interface StaleCode {
  readonly assignmentId: string
  readonly why: 'renewal' | 'reissue'
}

/** Codes of one organization whose dates have changed or whose key was retired, a bounded number of them. */
export async function findStaleCodes(
  tx: Tx,
  most: number,
): Promise<{ readonly organizationId: number; readonly codes: readonly StaleCode[] } | null> {
  const { rows } = await sql<{ organization_id: number; assignment_id: string; key_retired: boolean }>`
    select code.organization_id, code.assignment_id, signing_key.retired_at is not null as key_retired
    from activation_code as code
    join signing_key on signing_key.kid = code.kid
    join assignment on assignment.organization_id = code.organization_id and assignment.id = code.assignment_id
      and assignment.ended_at is null
    join license on license.organization_id = code.organization_id and license.id = code.license_id
    join subscription on subscription.organization_id = license.organization_id
      and subscription.id = license.subscription_id
    where code.replaced_at is null and (signing_key.retired_at is not null
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
