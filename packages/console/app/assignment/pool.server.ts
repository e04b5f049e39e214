import type { Refusal } from '@claviger/core/kernel/decision'
import { refuseBy } from '@claviger/core/kernel/rules'
import type { LicensePlace } from '@claviger/server/assignment/place-views'
import { chosenPool, poolValue } from './pool.ts'

/** The pools a form may take from, and the one it proposes. */
export interface PoolChoice {
  readonly pools: readonly {
    readonly value: string
    readonly product: string
    readonly team: string
    readonly free: number
  }[]
  readonly pool: string
}

/** Lists the pools of a place; an address may name one by product and team, else the roomiest is proposed. */
export function poolsShown({ seats }: LicensePlace, params: URLSearchParams): PoolChoice {
  const named = `${params.get('product') ?? ''} ${params.get('team') ?? ''}`
  const chosen = chosenPool(seats, named)
  return {
    pools: seats.map((seat) => ({
      value: poolValue(seat),
      product: seat.product.name,
      team: seat.team.name,
      free: seat.free,
    })),
    pool: chosen ? poolValue(chosen) : '',
  }
}

/** Said where there is no pool to take from at all. */
export const noPool: Refusal = refuseBy('no_free_seat', 'team_has_free_seat', { asked: 1, free: 0 }).refusal
