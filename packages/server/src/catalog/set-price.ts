import { type PriceSteps, readPriceSteps, type TypedPrices } from '@claviger/core/catalog/read-prices'
import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import { type FieldsWrong, readChoice } from '@claviger/core/kernel/fields'
import { type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { requireVendor } from '../teams/vendor-store.ts'
import { deletePrice, loadProduct, savePrice } from './store.ts'

export interface SetPrice extends TypedPrices {
  readonly code: string
  readonly term: string
}

export type SetPriceRefusal = FieldsWrong | VendorDoorRefusal | ReasonedRefusal<'product_not_found'>

/**
 * Sets what a seat costs by year or by month, in the vendor's currency, for orders from now on. An empty price means:
 * not sold by this term.
 */
export async function setPrice(
  tx: Tx,
  request: SetPrice,
): Promise<Decision<PriceSteps | null, SetPriceRefusal>> {
  const door = await atVendor(tx, 'vendor.catalog')
  if (!door.ok) return door
  const product = await loadProduct(tx, request.code)
  if (!product) return refuseBy('product_not_found', 'product_is_there')
  const term = readChoice(request.term, ['year', 'month'])
  if (!term.ok) return refuse('fields_wrong', { fields: [{ ...term.refusal, field: 'term' }] })
  const { currency } = await requireVendor(tx)
  const place = { productCode: product.code, currency, term: term.plan }
  if (request.price.trim() === '') {
    await deletePrice(tx, place)
    await record(tx, [{ what: 'price_removed', organizationId: 0, facts: place }])
    return accept(null)
  }
  const steps = readPriceSteps(request, currency)
  if (!steps.ok) return steps
  await savePrice(tx, { ...place, steps: steps.plan })
  const minors = steps.plan.map((step) => String(step.minor))
  await record(tx, [{ what: 'price_set', organizationId: 0, facts: { ...place, minors } }])
  return steps
}
