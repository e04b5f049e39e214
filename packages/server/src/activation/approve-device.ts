import { type ApprovalPlan, planApproval } from '@claviger/core/activation/activation-rules'
import { readUserCode, waitMinutes } from '@claviger/core/activation/device-rules'
import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { refuseBy } from '@claviger/core/kernel/rules'
import { actorAddress, actorName } from '@claviger/core/teams/actor'
import { connectLicenses } from '../assignment/connect-licenses.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { type Approving, listRunning, lockApproving, saveApproval } from './approval-store.ts'
import { findDevice } from './device-store.ts'

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
  if (!userCode) return refuseBy('connect_code_unknown', 'connect_code_is_shown')
  const keys = tx.actor.addresses.map((own) => own.key)
  const found = await lockApproving(tx, { ...request, userCode }, keys)
  if (!found) return refuseUnfound(tx, userCode, request.licenseId)
  // Given to the address after its owner signed in: whoever uses a license has connected it.
  if (found.license.invited) await connectLicenses(tx, {})
  const first = await decideAndSave(tx, found)
  if (first?.ok) return first
  // Whoever held the lock before may have changed what runs: seen now, nobody comes between.
  const settled = await decideAndSave(tx, { ...found, running: await listRunning(tx, found.license) })
  if (!settled) throw new Error('machines changed under the lock of their license')
  return settled
}

async function refuseUnfound(tx: Tx, userCode: string, licenseId: string) {
  if (!(await findDevice(tx, userCode))) return refuseBy('connect_code_unknown', 'connect_code_is_shown')
  return refuseBy('license_not_found', 'license_is_yours', { licenseId, account: actorAddress(tx.actor) })
}

/** Nothing when things stand otherwise than the running copies told. */
async function decideAndSave(
  tx: Tx,
  approving: Approving,
): Promise<Decision<ConnectedProduct, Refusal> | null> {
  const { device, license, running } = approving
  const decision = planApproval({ question: device, copy: device, ...license, running }, tx.now)
  if (!decision.ok) return decision
  const { plan } = decision
  const activationId = plan.kind === 'new' ? tx.newId.uuid() : plan.activationId
  const saved = plan.kind === 'answered' || (await save(tx, approving, activationId, plan))
  const { machineName, productCode } = device
  return saved ? accept({ activationId, machineName, productCode }) : null
}

function save(
  tx: Tx,
  approving: Approving,
  activationId: string,
  plan: Exclude<ApprovalPlan, { kind: 'answered' }>,
): Promise<boolean> {
  const { organizationId, teamId, licenseId, personId } = approving.license
  const { machineName: machine, system, productCode, release } = approving.device
  const facts = { machine, system, productCode, release }
  return saveApproval(tx, approving, {
    ...{ activationId, plan, by: actorName(tx.actor) },
    // The product may ask a little late: the person has seen that it is connected.
    validUntil: new Date(tx.now.getTime() + waitMinutes * 60_000),
    happened: { what: 'machine_connected', organizationId, teamId, licenseId, personId, facts },
  })
}
