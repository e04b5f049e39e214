import { readUserCode, refuseAnswering } from '@claviger/core/activation/device-rules'
import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { refuseBy } from '@claviger/core/kernel/rules'
import { actorName } from '@claviger/core/teams/actor'
import type { Tx } from '../db/unit-of-work.ts'
import { lockDeviceByCode, saveDenial } from './device-store.ts'

export interface DenyDevice {
  readonly userCode: string
}

/** Says that this was not me: the product that shows the code gets no license by it. Saying so twice is the same. */
export async function denyDevice(
  tx: Tx,
  request: DenyDevice,
): Promise<Decision<{ readonly machineName: string }, Refusal>> {
  if (tx.actor.kind !== 'account') return refuse('not_signed_in')
  const userCode = readUserCode(request.userCode)
  const device = userCode && (await lockDeviceByCode(tx, userCode))
  if (!device) return refuseBy('connect_code_unknown', 'connect_code_is_shown')
  const { machineName } = device
  if (device.state === 'denied') return accept({ machineName })
  const refusal = refuseAnswering(device, tx.now)
  if (refusal) return { ok: false, refusal }
  await saveDenial(tx, device.deviceHash, actorName(tx.actor))
  return accept({ machineName })
}
