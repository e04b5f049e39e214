import { accept, type Decision } from '@claviger/core/kernel/decision'
import { isUuid } from '@claviger/core/kernel/ids'
import { sql } from 'kysely'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import type { Schema } from '../db/schema.ts'
import type { Read } from '../db/unit-of-work.ts'

export interface CallQuery {
  /** A product code; empty for all. */
  readonly product: string
  /** What was answered; empty for all. */
  readonly answer: string
  /** Part of a license id. */
  readonly search: string
  /** The `next` of the page before; empty for the newest calls. */
  readonly from: string
  readonly perPage: number
}

/** What a product asked of this service, and what it was told. */
export interface ProductCall {
  readonly id: string
  readonly at: Date
  readonly call: Schema['product_call']['call']
  readonly productCode: string
  readonly product: string
  readonly release: string
  readonly licenseId: string | null
  /** The organization the license belongs to. */
  readonly customer: string | null
  readonly answer: string
  /** What the answer rests on; `why` is the chain of rules behind a refusal. */
  readonly facts: Readonly<Record<string, unknown>>
  readonly ms: number
}

export interface CallPage {
  readonly calls: readonly ProductCall[]
  /** How many calls the query finds, on all pages, and how many there are. */
  readonly matching: number
  readonly total: number
  readonly products: readonly { readonly code: string; readonly name: string }[]
  /** Every answer the log holds. */
  readonly answers: readonly string[]
  readonly next: string | null
}

/** Lists what products have asked, newest first. */
export async function productCalls(
  read: Read,
  query: CallQuery,
): Promise<Decision<CallPage, VendorDoorRefusal>> {
  const door = await atVendor(read, 'vendor.see')
  if (!door.ok) return door
  const perPage = Math.min(Math.max(Math.trunc(query.perPage), 1), 100)
  const calls = await listCalls(read, query, perPage + 1)
  const counts = await countCalls(read, licensesLike(query.search))
  const matching = counts.filter((one) => matches(query, one)).reduce((sum, one) => sum + one.found, 0)
  const shown = calls.slice(0, perPage)
  return accept({
    ...{ calls: shown, matching, total: counts.reduce((sum, one) => sum + one.calls, 0) },
    products: distinct(counts, (one) => one.code).map(({ code, name }) => ({ code, name })),
    answers: distinct(counts, (one) => one.answer).map((one) => one.answer),
    next: calls.length > perPage ? cursorOf(shown.at(-1)) : null,
  })
}

/** License ids are read aloud in two halves; nothing but their letters and digits counts. */
const licensesLike = (search: string) =>
  `%${search
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .slice(0, 20)}%`

const cursorOf = (call: ProductCall | undefined) => (call ? `${call.at.toISOString()}_${call.id}` : null)

async function listCalls(read: Read, query: CallQuery, limit: number): Promise<ProductCall[]> {
  const [at, id] = query.from.split('_')
  const after = at && id && isUuid(id) && !Number.isNaN(Date.parse(at)) ? { at: new Date(at), id } : null
  const { rows } = await sql<ProductCall>`
    select call.id, call.at, call.call, call.product_code as "productCode",
      coalesce(product.name, call.product_code) as product, call.release, call.license_id as "licenseId",
      organization.name as customer, call.answer, call.facts, call.ms
    from product_call as call
    left join product on product.code = call.product_code
    left join organization on organization.id = call.organization_id
    where (${query.product} = '' or call.product_code = ${query.product})
      and (${query.answer} = '' or call.answer = ${query.answer})
      and (${licensesLike(query.search) === '%%'} or call.license_id like ${licensesLike(query.search)})
      and (${after === null} or (call.at, call.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by call.at desc, call.id desc limit ${limit}`.execute(read.sql)
  return rows
}

interface Count {
  readonly code: string
  readonly name: string
  readonly answer: string
  readonly calls: number
  /** Those the search finds. */
  readonly found: number
}

/** The log is swept to a size at which counting all of it costs little. */
async function countCalls(read: Read, like: string): Promise<Count[]> {
  const { rows } = await sql<Count>`
    select call.product_code as code, coalesce(product.name, call.product_code) as name, call.answer,
      count(*) as calls, count(*) filter (where ${like === '%%'} or call.license_id like ${like}) as found
    from product_call as call left join product on product.code = call.product_code
    group by 1, 2, 3 order by 2, 3`.execute(read.sql)
  return rows
}

function matches({ product, answer }: CallQuery, one: Count): boolean {
  return (product === '' || product === one.code) && (answer === '' || answer === one.answer)
}

function distinct(counts: readonly Count[], by: (one: Count) => string): readonly Count[] {
  return [...new Map(counts.map((one) => [by(one), one])).values()]
}
