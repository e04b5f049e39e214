import { z } from 'zod'
import type { ApiAnswer, ApiCall } from './api-route.ts'

/** One page of a list, and how long the whole list is. */
export interface Listed {
  readonly rows: readonly unknown[]
  readonly total: number
  readonly page: number
  readonly perPage: number
}

type Asking = Pick<ApiCall<unknown, unknown, unknown>, 'asked' | 'address'>

/** Answers a page of a list with how many entries there are, and where the neighbouring pages are (RFC 8288). */
export function listed({ asked, address }: Asking, { rows, total, page, perPage }: Listed): ApiAnswer {
  const last = Math.max(1, Math.ceil(total / perPage))
  const links = [
    ['first', 1],
    ['prev', page > 1 ? Math.min(page - 1, last) : null],
    ['next', page < last ? page + 1 : null],
    ['last', last],
  ] as const
  const linkTo = (to: number) =>
    address(asked.path, { ...asked.query, page: String(to), perPage: String(perPage) })
  const link = links.flatMap(([rel, to]) => (to === null ? [] : [`<${linkTo(to)}>; rel="${rel}"`])).join(', ')
  return { status: 200, body: rows, headers: { 'X-Total-Count': String(total), Link: link } }
}

/** What the document says of the headers of every list. */
export const listHeaders = {
  'X-Total-Count': { description: 'Entries on all pages together, after filters.', schema: z.int().min(0) },
  Link: {
    description: 'The pages around this one: first, prev, next and last (RFC 8288).',
    schema: z.string(),
  },
}
