import { accept, type Decision, refuse } from '../kernel/decision.ts'
import type { Actor } from './actor.ts'
import { mayAtVendor, type VendorPermission } from './permissions.ts'

export type VendorDoorRefusal =
  | { readonly code: 'not_signed_in' }
  | { readonly code: 'not_allowed'; readonly needs: VendorPermission }

/** Lets those of the vendor's people through who have this right, and tells everybody else what is missing. */
export function atVendor(actor: Actor, permission: VendorPermission): Decision<'in', VendorDoorRefusal> {
  if (mayAtVendor(actor, permission)) return accept('in')
  return actor.kind === 'anonymous' ? refuse('not_signed_in') : refuse('not_allowed', { needs: permission })
}
