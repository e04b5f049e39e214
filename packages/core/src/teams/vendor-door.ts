import { check, firstUnmet, type ReasonedRefusal } from '../kernel/rules.ts'
import { type Actor, actorAddress } from './actor.ts'
import { mayAtVendor, staffPermissions, type VendorPermission } from './permissions.ts'

export type VendorDoorRefusal = ReasonedRefusal<'not_signed_in' | 'not_allowed'>

/** The vendor's name, and its owners for those who work there. */
export interface VendorDoorFacts {
  readonly vendor: string
  readonly owners: readonly string[]
}

/** Why somebody may not do this on the vendor's side, or nothing when they may. Only colleagues learn who the owners are. */
export function refuseAtVendor(
  actor: Actor,
  right: VendorPermission,
  { vendor, owners }: VendorDoorFacts,
): VendorDoorRefusal | null {
  const role = actor.kind === 'account' ? actor.staff : null
  const may = mayAtVendor(actor, right)
  const needs = staffPermissions.staff.includes(right) ? 'staff' : 'owner'
  return firstUnmet([
    check('not_signed_in', 'signed_in', actor.kind !== 'anonymous', { account: actorAddress(actor) }),
    check('not_allowed', 'works_for_vendor', may || role !== null, {
      role,
      place: vendor,
      needs: 'staff',
      givers: [],
    }),
    check('not_allowed', 'role_allows', may, { right, needs, place: vendor, givers: owners }),
  ])
}
