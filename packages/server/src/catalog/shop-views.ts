import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { refuseBy } from '@claviger/core/kernel/rules'
import { sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import { loadVendor } from '../teams/vendor-store.ts'
import type { Term } from './tables.ts'

/** What a seat costs by one term, for somebody new. */
export interface ShopPrice {
  readonly term: Term
  readonly minor: number
  readonly currency: string
}

/** What the shop sells. */
export interface ShopProduct {
  readonly code: string
  readonly slug: string
  readonly name: string
  readonly kind: 'product' | 'pack'
  /** What a pack contains. */
  readonly contains: readonly string[]
  readonly latestVersion: string | null
  /** The year before the month; never empty. */
  readonly prices: readonly ShopPrice[]
}

export interface ShopFront {
  /** Set-up has finished: there is a vendor. */
  readonly isOpen: boolean
  readonly products: readonly ShopProduct[]
}

/** Everything on sale, packs last. Empty while nothing has a price. */
export async function shopFront(read: Read, _query: object): Promise<ShopFront> {
  const isOpen = (await loadVendor(read)) !== undefined
  return { isOpen, products: isOpen ? await listShop(read, null) : [] }
}

/** One product on sale, by the part of its address. */
export async function shopProduct(
  read: Read,
  query: { readonly slug: string },
): Promise<Decision<ShopProduct, ReasonedRefusal<'product_not_found'>>> {
  const [product] = await listShop(read, query.slug)
  return product ? accept(product) : refuseBy('product_not_found', 'product_on_sale')
}

async function listShop(read: Read, slug: string | null): Promise<readonly ShopProduct[]> {
  const { rows } = await sql<Omit<ShopProduct, 'latestVersion'> & { latest_version: string | null }>`
    select product.code, product.slug, product.name, product.kind,
      coalesce((select json_agg(member.name order by member.name) from pack_member
        join product as member on member.code = pack_member.product_code
        where pack_member.pack_code = product.code), '[]') as contains,
      (select version from release where release.product_code = product.code
        order by released_on desc, string_to_array(version, '.')::int[] desc limit 1) as latest_version,
      json_agg(json_build_object('term', price.term, 'minor', price.minor, 'currency', price.currency)
        order by price.term desc) as prices
    from product
    join vendor on true
    join price on price.product_code = product.code and price.currency = vendor.currency and price.continuity_year = 1
    where product.archived_at is null and (${slug}::text is null or product.slug = ${slug})
    group by product.code order by product.kind desc, product.created_at, product.code`.execute(read.sql)
  return rows.map(({ latest_version, ...product }) => ({ ...product, latestVersion: latest_version }))
}
