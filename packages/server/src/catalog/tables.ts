import type { Generated } from 'kysely'

export interface CatalogTables {
  product: {
    code: string
    slug: string
    name: string
    kind: 'product' | 'pack'
    /** Of the form it was made by; null for the one of the first run. */
    form_id: string | null
    created_at: Date
    archived_at: Date | null
    /** Listed apart from the other products. */
    plugin: Generated<boolean>
  }
  pack_member: { pack_code: string; product_code: string }
  release: { product_code: string; version: string; released_on: string }
  price: { product_code: string; currency: string; term: Term; continuity_year: number; minor: number }
}

export type Term = 'year' | 'month'
