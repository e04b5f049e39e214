import { accept, type Decision } from '@claviger/core/kernel/decision'
import { mayAtVendor } from '@claviger/core/teams/permissions'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import type { Read } from '../db/unit-of-work.ts'
import { type DevProduct, listDevProducts, loadRootKey } from './dev-store.ts'

export type { DevProduct }

export interface DevStart {
  readonly products: readonly DevProduct[]
  readonly rootKey: string
  /** Codes open something, so only owners may have one made. */
  readonly mayMakeCodes: boolean
}

/** What a developer needs for the first check: the products and the key they believe. */
export async function devStart(read: Read, _query: object): Promise<Decision<DevStart, VendorDoorRefusal>> {
  const door = await atVendor(read, 'vendor.see')
  if (!door.ok) return door
  return accept({
    products: await listDevProducts(read),
    rootKey: await loadRootKey(read),
    mayMakeCodes: mayAtVendor(read.actor, 'vendor.codes'),
  })
}
