import { readProductCode } from '@claviger/core/catalog/product-code'
import { type CalendarDate, dateFrom } from '@claviger/core/kernel/calendar'
import { type Money, money } from '@claviger/core/kernel/money'
import { sql } from 'kysely'
import type { Read, Tx } from '../db/unit-of-work.ts'
import type { Term } from './tables.ts'

type Door = Tx | Read

export interface Product {
  readonly code: string
  readonly slug: string
  readonly name: string
  readonly kind: 'product' | 'pack'
  readonly archivedAt: Date | null
}

export async function loadProduct(door: Door, code: string): Promise<Product | undefined> {
  if (!readProductCode(code).ok) return undefined
  const row = await products(door).where('code', '=', code).executeTakeFirst()
  return row && toProduct(row)
}

/** What these products are called, by code; what is none is left out. */
export async function loadProductNames(
  door: Door,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await door.sql
    .selectFrom('product')
    .select(['code', 'name'])
    .where('code', 'in', codes)
    .execute()
  return new Map(rows.map((row) => [row.code, row.name]))
}

/** The codes and slugs in use, so that a new product gets its own. */
export async function listProductNames(
  door: Door,
): Promise<{ codes: ReadonlySet<string>; slugs: ReadonlySet<string> }> {
  const rows = await door.sql.selectFrom('product').select(['code', 'slug']).execute()
  return { codes: new Set(rows.map((row) => row.code)), slugs: new Set(rows.map((row) => row.slug)) }
}

/** The product this form has made already. */
export async function loadProductByForm(door: Door, formId: string): Promise<Product | undefined> {
  const row = await products(door).where('form_id', '=', formId).executeTakeFirst()
  return row && toProduct(row)
}

/**
 * Saves a new product. Answers whether it was: a code, slug or form taken in the meantime leaves things as they are.
 */
export async function saveProduct(
  tx: Tx,
  product: Omit<Product, 'archivedAt'>,
  formId: string | null = null,
): Promise<boolean> {
  const saved = await tx.sql
    .insertInto('product')
    .values({ ...product, form_id: formId, created_at: tx.now, archived_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (saved.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function saveProductChange(
  tx: Tx,
  code: string,
  change: { name: string; archivedAt: Date | null },
): Promise<void> {
  await tx.sql
    .updateTable('product')
    .set({ name: change.name, archived_at: change.archivedAt })
    .where('code', '=', code)
    .execute()
}

/** Replaces what a pack contains. */
export async function savePackMembers(tx: Tx, packCode: string, members: readonly string[]): Promise<void> {
  await tx.sql.deleteFrom('pack_member').where('pack_code', '=', packCode).execute()
  await sql`insert into pack_member (pack_code, product_code)
    select ${packCode}, m from unnest(${[...members]}::text[]) as members (m)`.execute(tx.sql)
}

/** Which of these codes are single products one can sell. */
export async function listSingleProducts(door: Door, codes: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await door.sql
    .selectFrom('product')
    .select('code')
    .where('code', '=', sql<string>`any(${[...codes]}::text[])`)
    .where('kind', '=', 'product')
    .execute()
  return new Set(rows.map((row) => row.code))
}

/** Saves a release, or moves its date. */
export async function saveRelease(
  tx: Tx,
  release: { productCode: string; version: string; releasedOn: CalendarDate },
): Promise<void> {
  const { productCode, version, releasedOn } = release
  await tx.sql
    .insertInto('release')
    .values({ product_code: productCode, version, released_on: releasedOn })
    .onConflict((conflict) =>
      conflict.columns(['product_code', 'version']).doUpdateSet({ released_on: releasedOn }),
    )
    .execute()
}

export async function listReleases(
  door: Door,
  productCode: string,
): Promise<readonly { version: string; releasedOn: CalendarDate }[]> {
  const rows = await door.sql
    .selectFrom('release')
    .select(['version', 'released_on'])
    .where('product_code', '=', productCode)
    .execute()
  return rows.map((row) => ({ version: row.version, releasedOn: dateFrom(row.released_on) }))
}

/** The dated releases of each product that is in what was bought: of a single product its own, of a pack its members'. */
export async function listReleasesSold(
  door: Door,
  productCode: string,
): Promise<readonly (readonly { version: string; releasedOn: CalendarDate }[])[]> {
  const { rows } = await sql<{ releases: { version: string; releasedOn: string }[] }>`
    select coalesce((select json_agg(json_build_object('version', release.version, 'releasedOn', release.released_on))
        from release where release.product_code = part.code), '[]'::json) as releases
    from product as part where part.code = ${productCode} and part.kind = 'product'
      or part.code in (select product_code from pack_member where pack_code = ${productCode})`.execute(
    door.sql,
  )
  return rows.map(({ releases }) =>
    releases.map(({ version, releasedOn }) => ({ version, releasedOn: dateFrom(releasedOn) })),
  )
}

/** What a seat costs in its first, its second and every later year or month. */
export interface PriceSteps {
  readonly productCode: string
  readonly term: Term
  readonly steps: readonly [Money, Money, Money]
}

export async function savePrice(tx: Tx, { productCode, term, steps }: PriceSteps): Promise<void> {
  await sql`insert into price (product_code, currency, term, continuity_year, minor)
    select ${productCode}, ${steps[0].currency}, ${term}, y, m from unnest(
      ${[1, 2, 3]}::smallint[], ${steps.map((step) => step.minor.toString())}::bigint[]) as p (y, m)
    on conflict (product_code, currency, term, continuity_year) do update set minor = excluded.minor`.execute(
    tx.sql,
  )
}

export async function deletePrice(
  tx: Tx,
  price: { productCode: string; currency: string; term: Term },
): Promise<void> {
  await tx.sql
    .deleteFrom('price')
    .where('product_code', '=', price.productCode)
    .where('currency', '=', price.currency)
    .where('term', '=', price.term)
    .execute()
}

/** What a seat of a product costs a new customer, when it is sold in this currency by this term. */
export async function loadUnitPrice(
  door: Door,
  price: { productCode: string; currency: string; term: Term },
): Promise<Money | undefined> {
  const row = await door.sql
    .selectFrom('price')
    .select('minor')
    .where('product_code', '=', price.productCode)
    .where('currency', '=', price.currency)
    .where('term', '=', price.term)
    .where('continuity_year', '=', 1)
    .executeTakeFirst()
  return row && money(row.minor, price.currency)
}

function products(door: Door) {
  return door.sql.selectFrom('product').select(['code', 'slug', 'name', 'kind', 'archived_at'])
}

function toProduct(row: Awaited<ReturnType<ReturnType<typeof products>['execute']>>[number]): Product {
  const { archived_at, ...product } = row
  return { ...product, archivedAt: archived_at }
}
