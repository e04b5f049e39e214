import { type PollAnswer, pollAnswer } from '@claviger/core/activation/device-rules'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { isToken } from '../db/new-id.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { accessToken, secretHash } from './access-token.ts'
import { saveToken } from './activation-store.ts'
import { lockDevice, savePoll, type WaitingDevice } from './device-store.ts'
import { type OnlineDocument, signOnline } from './sign-online.ts'

export interface RedeemDevice {
  readonly deviceCode: string
  readonly productCode: string
}

/** What a product that asks again gets: a license and the means to renew it, or word of how things stand. */
export type Redeemed =
  | ({ readonly kind: 'granted'; readonly token: string; readonly retired: string | null } & OnlineDocument)
  | { readonly kind: Exclude<PollAnswer, 'granted'>; readonly interval: number }
  | { readonly kind: 'invalid_grant' }

/** What asking too soon adds to the pause, in seconds. */
const slowerBy = 5

/** Answers a product that waits. "Not yet" is an answer too: the question is noted, to tell when the next comes too soon. */
export async function redeemDevice(tx: Tx, request: RedeemDevice): Promise<Decision<Redeemed>> {
  const device = isToken(request.deviceCode) ? await lockDevice(tx, secretHash(request.deviceCode)) : null
  if (!device || device.productCode !== request.productCode) return accept({ kind: 'invalid_grant' })
  const answer = pollAnswer(device, tx.now)
  if (answer === 'granted') return accept(await grant(tx, device))
  const interval = device.pollSeconds + (answer === 'slow_down' ? slowerBy : 0)
  if (device.state === 'waiting') await savePoll(tx, device.deviceHash, interval)
  return accept({ kind: answer, interval })
}

async function grant(tx: Tx, { activation, pollSeconds }: WaitingDevice): Promise<Redeemed> {
  const secret = tx.newId.token()
  const found = activation && (await saveToken(tx, activation, secretHash(secret)))
  // Signed out or revoked between the yes and this question.
  if (!found) return { kind: 'access_denied', interval: pollSeconds }
  const { documents, retired } = await signOnline(tx, [found])
  const document = documents.get(found.id)
  if (!document) throw new Error('the activation has no license')
  return { kind: 'granted', token: accessToken(found.organizationId, found.id, secret), retired, ...document }
}
