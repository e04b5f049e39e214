import { type RequestState, requestStates } from '@claviger/core/assignment/request-rules'
import type { RequestsFilter } from '@claviger/server/assignment/request-views'
import type { SeatCount } from '@claviger/server/assignment/seat-views'

/** How many days of waiting a filter may name. */
export const ages = [1, 3, 7, 14] as const
/** What a filter may say of the state; who waits is shown where it says nothing. */
export const shownStates = [...requestStates.filter((state) => state !== 'open'), 'all'] as const

/** Which requests the address of the page asks for. */
export interface RequestsAddress {
  readonly filter: RequestsFilter
  readonly newestFirst: boolean
  readonly page: number
}

/** Reads the address of the page of requests; what it does not know filters nothing. */
export function readRequestsAddress(
  params: URLSearchParams,
  { seats }: { readonly seats: readonly Pick<SeatCount, 'product'>[] },
): RequestsAddress {
  const text = (name: string) => params.get(name) ?? ''
  const product = seats.find((seat) => seat.product.slug === text('product'))
  const seat = (['free', 'none'] as const).find((one) => one === text('seat'))
  return {
    filter: {
      search: text('q').slice(0, 200),
      state: stateOf(text('state')),
      productCode: product?.product.code,
      inTeam: /^\d{1,15}$/.test(text('team')) ? Number(text('team')) : undefined,
      days: ages.find((days) => String(days) === text('days')),
      seat,
    },
    newestFirst: text('sort') === '-waiting',
    page: Math.min(100_000, Math.max(1, Math.trunc(Number(text('page'))) || 1)),
  }
}

function stateOf(text: string): RequestState | undefined {
  if (text === 'all') return undefined
  return requestStates.find((state) => state === text) ?? 'open'
}
