import type { Read, Tx } from '../db/unit-of-work.ts'
import type { ShortAddress } from './store.ts'

/** A link that makes whoever owns its address the administrator of what was bought. */
export interface Claim {
  readonly tokenHash: string
  readonly orderId: string
  readonly to: ShortAddress
  readonly validUntil: Date
  readonly usedAt: Date | null
}

export async function saveClaim(tx: Tx, claim: Omit<Claim, 'usedAt'>): Promise<void> {
  await tx.sql
    .insertInto('claim')
    .values({
      token_hash: claim.tokenHash,
      order_id: claim.orderId,
      address: claim.to.address,
      address_key: claim.to.key,
      created_at: tx.now,
      valid_until: claim.validUntil,
    })
    .execute()
}

export async function loadClaim(door: Tx | Read, tokenHash: string): Promise<Claim | undefined> {
  const row = await door.sql
    .selectFrom('claim')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row && toClaim(row)
}

/** Whether some link of this order was used already. */
export async function isClaimed(door: Tx | Read, orderId: string): Promise<boolean> {
  const row = await door.sql
    .selectFrom('claim')
    .select('token_hash')
    .where('order_id', '=', orderId)
    .where('used_at', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether this order has links and none of them was used: somebody still has to come for what was bought. */
export async function hasOpenClaim(door: Tx | Read, orderId: string): Promise<boolean> {
  const rows = await door.sql.selectFrom('claim').select('used_at').where('order_id', '=', orderId).execute()
  return rows.length > 0 && rows.every((row) => row.used_at === null)
}

export async function saveClaimUsed(tx: Tx, tokenHash: string, usedBy: string): Promise<void> {
  await tx.sql
    .updateTable('claim')
    .set({ used_at: tx.now, used_by: usedBy })
    .where('token_hash', '=', tokenHash)
    .execute()
}

/** Ends every unused link of an order, because a new one takes their place, and answers how many there were. */
export async function saveClaimsReplaced(tx: Tx, orderId: string): Promise<number> {
  const ended = await tx.sql
    .updateTable('claim')
    .set((set) => ({ valid_until: set.fn<Date>('least', ['valid_until', set.val(tx.now)]) }))
    .where('order_id', '=', orderId)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return Number(ended.numUpdatedRows)
}

function toClaim(row: {
  token_hash: string
  order_id: string
  address: string
  address_key: string
  valid_until: Date
  used_at: Date | null
}): Claim {
  return {
    tokenHash: row.token_hash,
    orderId: row.order_id,
    to: { address: row.address, key: row.address_key },
    validUntil: row.valid_until,
    usedAt: row.used_at,
  }
}
