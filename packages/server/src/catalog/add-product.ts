import { proposeCode, readProductCode } from '@claviger/core/catalog/product-code'
import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import { type FieldsWrong, readFields } from '@claviger/core/kernel/fields'
import { slugOf } from '@claviger/core/kernel/ids'
import { readName } from '@claviger/core/kernel/text'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { atVendor, type VendorDoorRefusal } from '../teams/vendor-door.ts'
import { listProductNames, listSingleProducts, type Product, savePackMembers, saveProduct } from './store.ts'

export interface AddProduct {
  readonly name: string
  /** Left empty: proposed from the name. */
  readonly code?: string
}

export interface AddPack extends AddProduct {
  /** The codes of the products it contains. */
  readonly members: readonly string[]
}

export type NewProduct = Omit<Product, 'archivedAt'>
export type AddProductRefusal = FieldsWrong | VendorDoorRefusal

/** Adds a product to the catalog. It is in the shop as soon as it has a price. */
export async function addProduct(
  tx: Tx,
  request: AddProduct,
): Promise<Decision<NewProduct, AddProductRefusal>> {
  const door = await atVendor(tx, 'vendor.catalog')
  return door.ok ? saveNew(tx, request, 'product') : door
}

/** Adds a pack: a product that contains others, each of them a single one. */
export async function addPack(tx: Tx, request: AddPack): Promise<Decision<NewProduct, AddProductRefusal>> {
  const door = await atVendor(tx, 'vendor.catalog')
  if (!door.ok) return door
  const members = [...new Set(request.members)]
  const singles = await listSingleProducts(tx, members)
  if (members.length === 0 || members.some((code) => !singles.has(code)))
    return refuse('fields_wrong', { fields: [{ code: 'pack_members_wrong', field: 'members' }] })
  const saved = await saveNew(tx, request, 'pack')
  if (saved.ok) await savePackMembers(tx, saved.plan.code, members)
  return saved
}

async function saveNew(
  tx: Tx,
  request: AddProduct,
  kind: Product['kind'],
): Promise<Decision<NewProduct, FieldsWrong>> {
  const { codes, slugs } = await listProductNames(tx)
  const name = readName(request.name, { field: 'name', max: 80 })
  const proposed = () => accept(proposeCode(name.ok ? name.plan : '', codes))
  const code = request.code?.trim() ? readProductCode(request.code) : proposed()
  const read = readFields({ name, code })
  if (!read.ok) return read
  const product = { ...read.plan, slug: freeSlug(read.plan.name, slugs), kind }
  if (!(await saveProduct(tx, product)))
    return refuse('fields_wrong', { fields: [{ code: 'product_code_taken', field: 'code' }] })
  await record(tx, [{ what: 'product_added', organizationId: 0, facts: { ...product } }])
  return accept(product)
}

/** The part of /buy/… that stands for a product. */
export function freeSlug(name: string, taken: ReadonlySet<string>): string {
  const wished = slugOf(name, 'product')
  for (let n = 1; ; n++) {
    const slug = n === 1 ? wished : `${wished}-${n}`
    if (!taken.has(slug)) return slug
  }
}
