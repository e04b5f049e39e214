import type { Read } from '../db/unit-of-work.ts'

/** A product as programs name it. */
export interface ListedProduct {
  readonly code: string
  readonly name: string
}

/** Every product that a license may name, those no longer sold included: the plugins, or all others. */
export async function productList(
  read: Read,
  { plugins }: { readonly plugins: boolean },
): Promise<readonly ListedProduct[]> {
  return read.sql
    .selectFrom('product')
    .select(['code', 'name'])
    .where('plugin', '=', plugins)
    .orderBy('code')
    .execute()
}
