import { readUserCode, refuseAnswering, showUserCode } from '@claviger/core/activation/device-rules'
import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import { type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import { actorName } from '@claviger/core/teams/actor'
import { countAttempts, type TooManyAttempts } from '../access/attempts.ts'
import { loadProduct, type Product } from '../catalog/store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { findDevice, type WaitingDevice } from './device-store.ts'

export interface LookUpDevice {
  /** As somebody typed it. */
  readonly userCode: string
  /** Where the request came from, for limits. */
  readonly source: string
}

/** A product copy that waits for somebody's yes. */
export interface ShownDevice {
  readonly userCode: string
  readonly product: { readonly code: string; readonly name: string }
  readonly release: string
  readonly machineName: string
  readonly system: string
  readonly askedAt: Date
}

export type LookedUp =
  | { readonly kind: 'waits'; readonly device: ShownDevice }
  /** Whoever looks has answered it. */
  | { readonly kind: 'answered'; readonly device: ShownDevice; readonly connected: boolean }
  | {
      readonly kind: 'gone'
      readonly refusal: ReasonedRefusal<
        'connect_code_unknown' | 'connect_code_answered' | 'connect_code_expired'
      >
    }

const { refusal: unknown } = refuseBy('connect_code_unknown', 'connect_code_is_shown')

/**
 * Tells which product shows this code. Every look is counted, also one in vain: that is why a code nobody shows is an
 * answer here and not a refusal, which would leave nothing behind.
 */
export async function lookUpDevice(
  tx: Tx,
  request: LookUpDevice,
): Promise<Decision<LookedUp, TooManyAttempts | { readonly code: 'not_signed_in' }>> {
  if (tx.actor.kind !== 'account') return refuse('not_signed_in')
  const counted = await countAttempts(tx, [
    { subject: `connect account ${tx.actor.accountId}`, limit: 60, minutes: 10 },
    { subject: `connect source ${request.source}`, limit: 300, minutes: 10 },
  ])
  if (!counted.ok) return counted
  const userCode = readUserCode(request.userCode)
  const device = userCode === null ? null : await findDevice(tx, userCode)
  const product = device && (await loadProduct(tx, device.productCode))
  if (!device || !product) return accept({ kind: 'gone', refusal: unknown })
  const refusal = refuseAnswering(device, tx.now)
  const shown = shownOf(device, product)
  if (device.answeredBy === actorName(tx.actor))
    return accept({ kind: 'answered', device: shown, connected: device.state !== 'denied' })
  return accept(refusal ? { kind: 'gone', refusal } : { kind: 'waits', device: shown })
}

function shownOf(device: WaitingDevice, { code, name }: Product): ShownDevice {
  const { release, machineName, system, askedAt } = device
  const userCode = showUserCode(device.userCode)
  return { userCode, product: { code, name }, release, machineName, system, askedAt }
}
