import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { FieldsWrong } from '@claviger/core/kernel/fields'
import {
  readVendorSettings,
  type TypedVendorSettings,
  type VendorSettings,
} from '@claviger/core/teams/read-vendor-settings'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { saveVendorSettings } from './vendor-store.ts'

export type ChangeVendorSettings = TypedVendorSettings

/** Changes the vendor's name and house rules. They hold for what happens from now on. */
export async function changeVendorSettings(
  tx: Tx,
  request: ChangeVendorSettings,
): Promise<Decision<VendorSettings, FieldsWrong | VendorDoorRefusal>> {
  const door = await atVendor(tx, 'vendor.settings')
  if (!door.ok) return door
  const read = readVendorSettings(request)
  if (!read.ok) return read
  await saveVendorSettings(tx, read.plan)
  await record(tx, [{ what: 'vendor_settings_changed', organizationId: 0, facts: { ...read.plan } }])
  return accept(read.plan)
}
