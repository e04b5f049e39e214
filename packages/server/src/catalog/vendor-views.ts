import { compareVersions } from '@claviger/core/catalog/release'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { refuseBy } from '@claviger/core/kernel/rules'
import { sql } from 'kysely'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import type { Read } from '../db/unit-of-work.ts'
import { requireVendor } from '../teams/vendor-store.ts'
import { listReleases, loadProduct } from './store.ts'
import type { Term } from './tables.ts'

/** A product in the vendor's own list. */
export interface VendorProductRow {
  readonly code: string
  readonly slug: string
  readonly name: string
  readonly kind: 'product' | 'pack'
  readonly archived: boolean
  readonly latestVersion: string | null
  /** By the year for somebody new; null where it is not sold so. */
  readonly yearMinor: number | null
  readonly currency: string
  readonly seatsSold: number
}

/** The catalog as its keepers see it, whatever has no price or is archived included. */
export async function vendorProducts(
  read: Read,
  _query: object,
): Promise<Decision<{ readonly products: readonly VendorProductRow[] }, VendorDoorRefusal>> {
  const door = await atVendor(read, 'vendor.catalog')
  if (!door.ok) return door
  const { currency } = await requireVendor(read)
  const { rows } = await sql<VendorProductRow>`
    select product.code, product.slug, product.name, product.kind, product.archived_at is not null as archived,
      (select version from release where product_code = product.code
        order by released_on desc, string_to_array(version, '.')::int[] desc limit 1) as "latestVersion",
      (select minor from price where product_code = product.code and currency = ${currency} and term = 'year'
        and continuity_year = 1) as "yearMinor",
      ${currency} as currency,
      coalesce((select sum(quantity) from subscription where product_code = product.code), 0)::bigint as "seatsSold"
    from product order by product.archived_at is not null, product.kind desc, product.created_at, product.code`.execute(
    read.sql,
  )
  return accept({ products: rows })
}

/** What a product costs by one term, step by step, in minor units of the vendor's currency. */
export interface PriceList {
  readonly term: Term
  readonly minors: readonly number[]
}

export interface VendorProduct {
  readonly code: string
  readonly slug: string
  readonly name: string
  readonly kind: 'product' | 'pack'
  readonly archived: boolean
  readonly currency: string
  readonly prices: readonly PriceList[]
  readonly releases: readonly { readonly version: string; readonly releasedOn: string }[]
  /** The codes a pack contains. */
  readonly members: readonly string[]
  /** The single products there are, for choosing what a pack contains. */
  readonly singles: readonly { readonly code: string; readonly name: string }[]
}

export type VendorProductRefusal = VendorDoorRefusal | ReasonedRefusal<'product_not_found'>

/** One product with its prices, releases and, for a pack, what it contains. */
export async function vendorProduct(
  read: Read,
  query: { readonly code: string },
): Promise<Decision<VendorProduct, VendorProductRefusal>> {
  const door = await atVendor(read, 'vendor.catalog')
  if (!door.ok) return door
  const product = await loadProduct(read, query.code)
  if (!product) return refuseBy('product_not_found', 'product_is_there')
  const { archivedAt, ...shown } = product
  const { currency } = await requireVendor(read)
  const releases = [...(await listReleases(read, product.code))]
  releases.sort((one, other) => compareVersions(other.version, one.version))
  return accept({
    ...shown,
    archived: archivedAt !== null,
    currency,
    releases,
    prices: await listPrices(read, product.code, currency),
    members: await listMembers(read, product.code),
    singles: await listSingles(read),
  })
}

/** The single products a pack can contain. */
export async function packableProducts(
  read: Read,
  _query: object,
): Promise<
  Decision<
    { readonly singles: readonly { readonly code: string; readonly name: string }[] },
    VendorDoorRefusal
  >
> {
  const door = await atVendor(read, 'vendor.catalog')
  return door.ok ? accept({ singles: await listSingles(read) }) : door
}

async function listPrices(read: Read, productCode: string, currency: string): Promise<PriceList[]> {
  const { rows } = await sql<PriceList>`
    select term, json_agg(minor order by continuity_year) as minors from price
    where product_code = ${productCode} and currency = ${currency} group by term order by term desc`.execute(
    read.sql,
  )
  return rows
}

async function listMembers(read: Read, packCode: string): Promise<string[]> {
  const rows = await read.sql
    .selectFrom('pack_member')
    .select('product_code')
    .where('pack_code', '=', packCode)
    .orderBy('product_code')
    .execute()
  return rows.map((row) => row.product_code)
}

async function listSingles(read: Read): Promise<{ code: string; name: string }[]> {
  return read.sql
    .selectFrom('product')
    .select(['code', 'name'])
    .where('kind', '=', 'product')
    .where('archived_at', 'is', null)
    .orderBy('name')
    .execute()
}
