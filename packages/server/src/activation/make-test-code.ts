import type { LicenseDocument } from '@claviger/core/activation/document'
import { addDays, todayIn } from '@claviger/core/kernel/calendar'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import { actorName } from '@claviger/core/teams/actor'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import { record } from '../audit/record.ts'
import { loadProduct } from '../catalog/store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { requireVendor } from '../teams/vendor-store.ts'
import { loadPolicy } from './dev-store.ts'
import { loadSigner } from './signer.ts'

/** How long a code made for trying works, today included. */
export const testCodeDays = 14

export interface MakeTestCode {
  readonly productCode: string
}

/** A code nobody bought: shown once, kept nowhere. */
export interface TestCode {
  readonly code: string
  readonly document: LicenseDocument
}

export type MakeTestCodeRefusal = VendorDoorRefusal | ReasonedRefusal<'product_not_found'>

/** Signs a code with which a developer can try the SDK for two weeks; the log keeps that it was made, never the code. */
export async function makeTestCode(
  tx: Tx,
  request: MakeTestCode,
): Promise<Decision<TestCode, MakeTestCodeRefusal>> {
  const door = await atVendor(tx, 'vendor.codes')
  if (!door.ok) return door
  const product = await loadProduct(tx, request.productCode)
  if (product?.kind !== 'product') return refuseBy('product_not_found', 'product_is_there')
  const document = await planTestCode(tx, product)
  const { licenseId } = document
  const { code: productCode } = product
  await record(tx, [{ what: 'test_code_made', organizationId: 0, licenseId, facts: { productCode } }])
  return accept({ code: (await loadSigner(tx)).sign(document), document })
}

async function planTestCode(
  tx: Tx,
  product: { readonly code: string; readonly name: string },
): Promise<LicenseDocument> {
  const { name, timeZone } = await requireVendor(tx)
  const paidUpTo = addDays(todayIn(tx.now, timeZone), testCodeDays - 1)
  return {
    ...{ kind: 'offline', licenseId: tx.newId.license(), licensee: name, person: actorName(tx.actor) },
    ...{ title: product.name, products: [{ code: product.code, paidUpTo }], serial: 1, timeZone },
    issuedAt: Math.floor(tx.now.getTime() / 1000),
    policy: await loadPolicy(tx),
  }
}
