import { planApproval } from '@claviger/core/activation/activation-rules'
import { readUserCode, waitMinutes } from '@claviger/core/activation/device-rules'
import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { refuseBy } from '@claviger/core/kernel/rules'
import { actorAddress, actorName } from '@claviger/core/teams/actor'
import { connectLicenses } from '../assignment/connect-licenses.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import {
  type HeldLicense,
  listRunning,
  lockOwnLicense,
  saveActivation,
  saveApprovalAgain,
} from './activation-store.ts'
import { lockDeviceByCode, type WaitingDevice } from './device-store.ts'

export interface ApproveDevice {
  readonly userCode: string
  readonly organizationId: number
  readonly licenseId: string
}

export interface ConnectedProduct {
  readonly activationId: string
  readonly machineName: string
  readonly productCode: string
}

/**
 * Connects the product that shows this code to a license of one's own. The same machine again is the same activation; a
 * form sent twice is one yes.
 */
export async function approveDevice(
  tx: Tx,
  request: ApproveDevice,
): Promise<Decision<ConnectedProduct, Refusal>> {
  if (tx.actor.kind !== 'account') return refuse('not_signed_in')
  const userCode = readUserCode(request.userCode)
  const device = userCode && (await lockDeviceByCode(tx, userCode))
  if (!device) return refuseBy('connect_code_unknown', 'connect_code_is_shown')
  const keys = tx.actor.addresses.map((own) => own.key)
  const license = await lockOwnLicense(tx, request, keys, device.productCode)
  const { licenseId } = request
  if (!license)
    return refuseBy('license_not_found', 'license_is_yours', { licenseId, account: actorAddress(tx.actor) })
  const running = await listRunning(tx, license)
  const question = { ...device, activationId: device.activation?.id ?? null }
  const plan = planApproval({ question, copy: device, ...license, running }, tx.now)
  if (!plan.ok) return plan

  const { machineName, productCode } = device
  const activationId = 'activationId' in plan.plan ? plan.plan.activationId : tx.newId.uuid()
  if (plan.plan.kind === 'answered') return accept({ activationId, machineName, productCode })
  // Given to the address after its owner signed in: whoever uses a license has connected it.
  if (license.invited) await connectLicenses(tx, {})
  const approval = {
    deviceHash: device.deviceHash,
    by: actorName(tx.actor),
    // The product may ask a little late: the person has seen that it is connected.
    validUntil: new Date(tx.now.getTime() + waitMinutes * 60_000),
  }
  if (plan.plan.kind === 'new')
    await saveActivation(tx, { id: activationId, license, copy: device, slot: plan.plan.slot }, approval)
  else await saveApprovalAgain(tx, { ...license, id: activationId, copy: device }, approval)
  await record(tx, [happened(license, device)])
  return accept({ activationId, machineName, productCode })
}

function happened(license: HeldLicense, { machineName, system, productCode, release }: WaitingDevice) {
  const { organizationId, teamId, licenseId, personId } = license
  const facts = { machine: machineName, system, productCode, release }
  return { what: 'machine_connected', organizationId, teamId, licenseId, personId, facts }
}
