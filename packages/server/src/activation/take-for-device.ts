import type { Decision, Refusal } from '@claviger/core/kernel/decision'
import { refuseBy } from '@claviger/core/kernel/rules'
import { findOfferedAddress } from '../assignment/invitation-store.ts'
import { takeLicense } from '../assignment/take-license.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { approveDevice, type ConnectedProduct } from './approve-device.ts'

export interface TakeForDevice {
  readonly userCode: string
  /** The team's offer, and the proved address the license is for. */
  readonly organizationId: number
  readonly invitationId: string
  readonly address: string
}

/** Takes a license from a team that offers one and connects the product to it: both, or neither. */
export async function takeForDevice(
  tx: Tx,
  request: TakeForDevice,
): Promise<Decision<ConnectedProduct, Refusal>> {
  const { organizationId, invitationId, address, userCode } = request
  const token = await findOfferedAddress(tx, organizationId, invitationId)
  if (token === null) return refuseBy('offer_not_found', 'offer_is_there')
  const taken = await takeLicense(tx, { token, address })
  if (!taken.ok) return taken
  return approveDevice(tx, { userCode, organizationId, licenseId: taken.plan.licenseId })
}
