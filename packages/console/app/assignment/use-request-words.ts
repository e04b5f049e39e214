import type { RequestRow } from '@claviger/server/assignment/request-row-views'
import type { WordKey } from '../words/catalogs.ts'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'

const reasons: Readonly<Record<string, WordKey<'requests'>>> = {
  link_used_up: 'reason_link_used_up',
  link_no_free_seat: 'reason_link_no_free_seat',
  link_paused: 'reason_link_paused',
  link_ended: 'reason_link_ended',
  link_replaced: 'reason_link_replaced',
  link_wrong_domain: 'reason_link_wrong_domain',
  link_returned_before: 'reason_link_returned_before',
  link_asks_first: 'reason_link_asks_first',
  taken_back: 'reason_taken_back',
}

/** Sentences about one request: why it was asked, and what giving it takes. */
export function useRequestWords() {
  const words = useWords('requests')
  const format = useFormat()
  const priceOf = ({ price }: Pick<RequestRow, 'price'>) => price && format.money(price.minor, price.currency)
  return {
    reason: (code: string) => words(reasons[code] ?? 'reason_otherwise'),
    priceOf,
    seats: (free: number) => (free > 0 ? words('seat_free', { count: free }) : words('no_seat')),
    costs(request: Pick<RequestRow, 'freeSeats' | 'price'>) {
      const price = priceOf(request)
      if (request.freeSeats > 0 || !price) return this.seats(request.freeSeats)
      return words('no_seat_price', { price })
    },
  }
}
