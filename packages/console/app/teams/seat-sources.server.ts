import type { SeatCount } from '@claviger/server/assignment/seat-views'
import { chosenPool, poolValue } from '../assignment/pool.ts'

/** Where licenses can come from: one product in one team, with what is free there. */
export interface SeatSource {
  readonly value: string
  readonly product: string
  readonly team: string
  readonly free: number
  readonly total: number
}

/** The pools licenses can be moved from, the ones of a team left out, the roomiest first. */
export function sourcesOf(seats: readonly SeatCount[], besides: number | null): readonly SeatSource[] {
  return seats
    .filter((seat) => seat.team.id !== besides)
    .sort((one, other) => other.free - one.free)
    .map((seat) => ({
      ...{ value: poolValue(seat), product: seat.product.name, team: seat.team.name },
      ...{ free: seat.free, total: seat.total },
    }))
}

/** The pool a form names, as the act wants it; one that is not in sight is refused there. */
export function seatSource(seats: readonly SeatCount[], value = '') {
  const pool = chosenPool(seats, value)
  return { productCode: pool?.product.code ?? '', teamId: pool?.team.id ?? 0 }
}
