import { type Release, readVersion } from '@claviger/core/catalog/release'
import { calendarDate } from '@claviger/core/kernel/calendar'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { type FieldsWrong, readFields } from '@claviger/core/kernel/fields'
import { type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { loadProduct, saveRelease } from './store.ts'

export interface AddRelease {
  readonly code: string
  readonly version: string
  readonly releasedOn: string
}

export type AddReleaseRefusal = FieldsWrong | VendorDoorRefusal | ReasonedRefusal<'product_not_found'>

/** Tells when a version came out, or corrects it: the dates decide which version a lapsed subscription keeps. */
export async function addRelease(tx: Tx, request: AddRelease): Promise<Decision<Release, AddReleaseRefusal>> {
  const door = await atVendor(tx, 'vendor.catalog')
  if (!door.ok) return door
  const product = await loadProduct(tx, request.code)
  if (!product) return refuseBy('product_not_found', 'product_is_there')
  const read = readFields({
    version: readVersion(request.version),
    releasedOn: calendarDate(request.releasedOn),
  })
  if (!read.ok) return read
  await saveRelease(tx, { productCode: product.code, ...read.plan })
  await record(tx, [
    { what: 'release_added', organizationId: 0, facts: { productCode: product.code, ...read.plan } },
  ])
  return accept(read.plan)
}
