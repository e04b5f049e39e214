import { pollSeconds, showUserCode, waitMinutes } from '@claviger/core/activation/device-rules'
import { readCopy, type TypedCopy } from '@claviger/core/activation/read-copy'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { refuseBy } from '@claviger/core/kernel/rules'
import { countAttempts } from '../access/attempts.ts'
import { loadProduct } from '../catalog/store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { secretHash } from './access-token.ts'
import { saveDevice } from './device-store.ts'

export interface AuthorizeDevice extends TypedCopy {
  /** Where the request came from, for limits. */
  readonly source: string
}

/** What a product copy shows its person, and what it asks with meanwhile. */
export interface DeviceAuthorization {
  readonly deviceCode: string
  /** As it is shown: 'WDJB-MJHT'. */
  readonly userCode: string
  readonly expiresIn: number
  readonly interval: number
}

/** Lets a product copy wait for its person: it gets a code to show and a secret to ask with. */
export async function authorizeDevice(
  tx: Tx,
  request: AuthorizeDevice,
): Promise<Decision<DeviceAuthorization, Refusal>> {
  const copy = readCopy(request)
  if (!copy.ok) return copy
  const counted = await countAttempts(tx, [
    { subject: `device source ${request.source}`, limit: 300, minutes: 10 },
    { subject: `device machine ${copy.plan.machine}`, limit: 60, minutes: 10 },
  ])
  if (!counted.ok) return counted
  const product = await loadProduct(tx, copy.plan.productCode)
  if (product?.kind !== 'product') return refuseBy('product_not_found', 'product_is_there')
  const [deviceCode, userCode] = [tx.newId.token(), tx.newId.userCode()]
  const validUntil = new Date(tx.now.getTime() + waitMinutes * 60_000)
  await saveDevice(tx, {
    ...copy.plan,
    deviceHash: secretHash(deviceCode),
    userCode,
    validUntil,
    pollSeconds,
  })
  return accept({
    deviceCode,
    userCode: showUserCode(userCode),
    expiresIn: waitMinutes * 60,
    interval: pollSeconds,
  })
}
