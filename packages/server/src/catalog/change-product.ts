import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import { type FieldsWrong, readFields } from '@claviger/core/kernel/fields'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { refuseBy } from '@claviger/core/kernel/rules'
import { readName } from '@claviger/core/kernel/text'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { listSingleProducts, loadProduct, type Product, savePackMembers, saveProductChange } from './store.ts'

export interface ChangeProduct {
  readonly code: string
  readonly name: string
  /** Taken out of the shop; what was sold stays as it is. */
  readonly archived: boolean
  /** For a pack: what it contains from now on. */
  readonly members?: readonly string[]
}

export type ChangeProductRefusal = FieldsWrong | VendorDoorRefusal | ReasonedRefusal<'product_not_found'>

/** Renames a product, takes it out of the shop or back, and changes what a pack contains. */
export async function changeProduct(
  tx: Tx,
  request: ChangeProduct,
): Promise<Decision<Product, ChangeProductRefusal>> {
  const door = await atVendor(tx, 'vendor.catalog')
  if (!door.ok) return door
  const product = await loadProduct(tx, request.code)
  if (!product) return refuseBy('product_not_found', 'product_is_there')
  const read = readFields({
    name: readName(request.name, { field: 'name', max: 80 }),
    members: await readMembers(tx, product, request.members),
  })
  if (!read.ok) return read
  const archivedAt = request.archived ? (product.archivedAt ?? tx.now) : null
  await saveProductChange(tx, product.code, { name: read.plan.name, archivedAt })
  if (read.plan.members) await savePackMembers(tx, product.code, read.plan.members)
  const changed = { ...product, name: read.plan.name, archivedAt }
  await record(tx, [{ what: 'product_changed', organizationId: 0, facts: { ...changed } }])
  return accept(changed)
}

/** What a pack will contain; null leaves it as it is. */
async function readMembers(
  tx: Tx,
  product: Product,
  typed: readonly string[] | undefined,
): Promise<Decision<readonly string[] | null>> {
  if (product.kind !== 'pack' || typed === undefined) return accept(null)
  const members = [...new Set(typed)]
  const singles = await listSingleProducts(tx, members)
  return members.length > 0 && members.every((code) => singles.has(code))
    ? accept(members)
    : refuse('pack_members_wrong')
}
