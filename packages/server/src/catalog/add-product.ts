import { proposeCode, readProductCode } from '@claviger/core/catalog/product-code'
import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import { type FieldsWrong, readFields, readFormId } from '@claviger/core/kernel/fields'
import { slugOf } from '@claviger/core/kernel/ids'
import { readName } from '@claviger/core/kernel/text'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import {
  listProductNames,
  listSingleProducts,
  loadProductByForm,
  type Product,
  savePackMembers,
  saveProduct,
} from './store.ts'

export interface AddProduct {
  /** Drawn when the form is shown: sending it twice adds one product. Absent: every call adds one. */
  readonly id?: string
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
  return door.ok ? saveNew(tx, { ...request, kind: 'product', members: [] }) : door
}

/** Adds a pack: a product that contains others, each of them a single one. */
export async function addPack(tx: Tx, request: AddPack): Promise<Decision<NewProduct, AddProductRefusal>> {
  const door = await atVendor(tx, 'vendor.catalog')
  if (!door.ok) return door
  const members = [...new Set(request.members)]
  const singles = await listSingleProducts(tx, members)
  if (members.length === 0 || members.some((code) => !singles.has(code)))
    return refuse('fields_wrong', { fields: [{ code: 'pack_members_wrong', field: 'members' }] })
  return saveNew(tx, { ...request, kind: 'pack', members })
}

async function saveNew(
  tx: Tx,
  { kind, members, ...request }: AddPack & Pick<Product, 'kind'>,
): Promise<Decision<NewProduct, FieldsWrong>> {
  const id = request.id === undefined ? accept(null) : readFormId(request.id)
  const { codes, slugs } = await listProductNames(tx)
  const name = readName(request.name, { field: 'name', max: 80 })
  const proposed = () => accept(proposeCode(name.ok ? name.plan : '', codes))
  const code = request.code?.trim() ? readProductCode(request.code) : proposed()
  const read = readFields({ id, name, code })
  if (!read.ok) return read
  const { id: formId, ...named } = read.plan
  const before = await madeBy(tx, formId)
  if (before) return accept(before)
  const product = { ...named, slug: freeSlug(named.name, slugs), kind }
  if (!(await saveProduct(tx, product, formId))) {
    // The same form may have arrived a moment ago.
    const meanwhile = await madeBy(tx, formId)
    if (meanwhile) return accept(meanwhile)
    return refuse('fields_wrong', { fields: [{ code: 'product_code_taken', field: 'code' }] })
  }
  if (kind === 'pack') await savePackMembers(tx, product.code, members)
  await record(tx, [{ what: 'product_added', organizationId: 0, facts: { ...product } }])
  return accept(product)
}

const madeBy = async (tx: Tx, formId: string | null) => (formId ? loadProductByForm(tx, formId) : undefined)

/** The part of /buy/… that stands for a product. */
export function freeSlug(name: string, taken: ReadonlySet<string>): string {
  const wished = slugOf(name, 'product')
  for (let n = 1; ; n++) {
    const slug = n === 1 ? wished : `${wished}-${n}`
    if (!taken.has(slug)) return slug
  }
}
