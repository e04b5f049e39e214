import { sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import { mayBeHandedOut } from '../licenses/pool-store.ts'
import { inTeams } from './scope.ts'

/** Seats of one product in one team, counted, as the strip and the pickers need them. */
export interface SeatCount {
  readonly product: { readonly code: string; readonly slug: string; readonly name: string }
  readonly team: { readonly id: number; readonly name: string }
  readonly total: number
  /** Free, and may be handed out today. */
  readonly free: number
  readonly invited: number
  readonly connected: number
  /** With a server or a legacy key. */
  readonly placed: number
  /** Nobody's, and nobody can be given them: suspended, or for no person. */
  readonly withheld: number
  /** Free, but past the paid time and its grace. */
  readonly ended: number
  /** The first end among terms that still run, or the last state of affairs when none does. */
  readonly paidThrough: string
}

/** Seats by team and product from the pools' own counts: no license row is touched. */
export async function countSeats(
  read: Read,
  organizationId: number,
  seen: 'all' | readonly number[],
): Promise<SeatCount[]> {
  const runs = mayBeHandedOut(read.now)
  const { rows } = await sql<{
    code: string
    slug: string
    product: string
    team_id: number
    team: string
    total: number
    free: number
    invited: number
    connected: number
    placed: number
    withheld: number
    ended: number
    paid_through: string
  }>`select pool.product_code as code, product.slug, product.name as product, pool.team_id, team.name as team, sum(pool.total)::bigint as total,
      coalesce(sum(pool.free) filter (where ${runs}), 0)::bigint as free, sum(pool.invited)::bigint as invited,
      sum(pool.connected)::bigint as connected, sum(pool.placed)::bigint as placed, sum(pool.withheld)::bigint as withheld, coalesce(sum(pool.free) filter (where not ${runs}), 0)::bigint as ended,
      coalesce(min(subscription.paid_through) filter (where ${runs}), max(subscription.paid_through)) as paid_through
    from pool
    join product on product.code = pool.product_code
    join organization on organization.id = pool.organization_id
    join team on team.organization_id = pool.organization_id and team.id = pool.team_id
    join subscription on subscription.organization_id = pool.organization_id and subscription.id = pool.subscription_id
    where pool.organization_id = ${organizationId} and ${inTeams(seen, 'pool.team_id')}
    group by 1, 2, 3, 4, 5 having sum(pool.total) > 0 order by product.name, team.name`.execute(read.sql)
  return rows.map((row) => ({
    product: { code: row.code, slug: row.slug, name: row.product },
    team: { id: row.team_id, name: row.team },
    total: row.total,
    free: row.free,
    invited: row.invited,
    connected: row.connected,
    placed: row.placed,
    withheld: row.withheld,
    ended: row.ended,
    paidThrough: row.paid_through,
  }))
}
