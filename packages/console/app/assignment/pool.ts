import type { SeatCount } from '@claviger/server/assignment/seat-views'

/** The pool with the most free seats: what the forms propose. */
export function roomiestPool(seats: readonly SeatCount[]): SeatCount | undefined {
  return seats.reduce<SeatCount | undefined>(
    (best, seat) => (seat.free > (best?.free ?? -1) ? seat : best),
    undefined,
  )
}

/** One pool as a form names it: `LOOM 2000001`. */
export function poolValue({ product, team }: Pick<SeatCount, 'product' | 'team'>): string {
  return `${product.code} ${team.id}`
}

/** The pool a form or an address names; the roomiest when it names none. */
export function chosenPool(seats: readonly SeatCount[], value: string): SeatCount | undefined {
  return seats.find((seat) => poolValue(seat) === value) ?? roomiestPool(seats)
}
