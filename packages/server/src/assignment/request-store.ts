import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'
import type { Invitation } from './invitation-store.ts'

export interface Wish {
  readonly address: string
  readonly addressKey: string
  readonly note: string
  readonly reason: string
}

/** Keeps the question; false when this person's question about this link is already open. */
export async function saveRequest(tx: Tx, invitation: Invitation, wish: Wish): Promise<boolean> {
  const saved = await tx.sql
    .insertInto('license_request')
    .values({
      organization_id: invitation.organizationId,
      id: tx.newId.uuid(),
      invitation_id: invitation.id,
      product_code: invitation.productCode,
      address: wish.address,
      address_key: wish.addressKey,
      reason: wish.reason,
      note: wish.note,
      state: 'open',
      created_at: tx.now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'invitation_id', 'address_key'])
        // Written out: with a parameter a plan made once for all values would not match the partial index.
        .where(sql`state`, '=', sql.lit('open'))
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  return saved !== undefined
}

/** How many people have asked about this link since then. */
export async function countRequestsSince(tx: Tx, invitation: Invitation, since: Date): Promise<number> {
  const row = await tx.sql
    .selectFrom('license_request')
    .select((request) => request.fn.countAll<number>().as('count'))
    .where('organization_id', '=', invitation.organizationId)
    .where('invitation_id', '=', invitation.id)
    .where('created_at', '>', since)
    .executeTakeFirstOrThrow()
  return row.count
}
