import type { CalendarDate } from '@claviger/core/kernel/calendar'
import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'

export interface MovedProduct {
  readonly code: string
  readonly slug: string
  readonly name: string
  readonly kind: 'product' | 'pack' | 'plugin'
  readonly members: readonly string[]
  readonly releases: readonly { readonly version: string; readonly releasedOn: CalendarDate }[]
}

/** What there is of each code. */
export async function listProductKinds(tx: Tx): Promise<ReadonlyMap<string, MovedProduct['kind']>> {
  const rows = await tx.sql.selectFrom('product').select(['code', 'kind', 'plugin']).execute()
  return new Map(rows.map(({ code, kind, plugin }) => [code, plugin ? 'plugin' : kind]))
}

/** Saves products with what is in them and when they came out: three statements, however many. */
export async function saveMovedProducts(tx: Tx, products: readonly MovedProduct[]): Promise<void> {
  if (products.length === 0) return
  await sql`insert into product (code, slug, name, kind, plugin, created_at)
    select c, s, n, k, p, ${tx.now} from unnest(${products.map(({ code }) => code)}::text[],
      ${products.map(({ slug }) => slug)}::text[], ${products.map(({ name }) => name)}::text[],
      ${products.map(({ kind }) => (kind === 'pack' ? 'pack' : 'product'))}::text[],
      ${products.map(({ kind }) => kind === 'plugin')}::boolean[]) as p (c, s, n, k, p)`.execute(tx.sql)
  const members = products.flatMap(({ code, members }) => members.map((member) => ({ code, member })))
  await sql`insert into pack_member (pack_code, product_code)
    select p, m from unnest(${members.map(({ code }) => code)}::text[],
      ${members.map(({ member }) => member)}::text[]) as m (p, m) on conflict do nothing`.execute(tx.sql)
  const releases = products.flatMap(({ code, releases }) => releases.map((release) => ({ code, ...release })))
  await sql`insert into release (product_code, version, released_on)
    select c, v, d from unnest(${releases.map(({ code }) => code)}::text[],
      ${releases.map(({ version }) => version)}::text[],
      ${releases.map(({ releasedOn }) => releasedOn)}::date[]) as r (c, v, d)`.execute(tx.sql)
}
