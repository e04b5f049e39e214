import { accept, type Decision } from '@claviger/core/kernel/decision'
import { countAttempts, type TooManyAttempts } from '../access/attempts.ts'
import { tokenHash } from '../access/session-cookie.ts'
import { record } from '../audit/record.ts'
import { loadProduct } from '../catalog/store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { loadOrganization } from '../teams/store.ts'
import { isClaimed, loadClaim, saveClaimsReplaced } from './claim-store.ts'
import { openClaim } from './fulfil-order.ts'
import { mailTo, orderedFacts, queueOrderLetters } from './order-letters.ts'
import { loadOrderByDoor, lockOrder, type Order } from './store.ts'

/** Which order a fresh link is wanted for: by an old claim link, or by the order's own page. */
export type SendFreshClaim =
  | { readonly claim: string; readonly order?: undefined }
  | { readonly order: string; readonly claim?: undefined }

/**
 * Sends a fresh claim link to the address the order names, and to no other. The answer is the same whatever becomes of
 * it; the links before stop working.
 */
export async function sendFreshClaim(
  tx: Tx,
  request: SendFreshClaim,
): Promise<Decision<'answered', TooManyAttempts>> {
  const orderId = await findOrderId(tx, request)
  if (!orderId) return accept('answered')
  const counted = await countAttempts(tx, [{ subject: `fresh claim ${orderId}`, limit: 3, minutes: 60 }])
  if (!counted.ok) return counted
  const order = await lockOrder(tx, orderId)
  if (order?.state === 'fulfilled' && !(await isClaimed(tx, orderId))) await renew(tx, order)
  return accept('answered')
}

async function findOrderId(tx: Tx, request: SendFreshClaim): Promise<string | undefined> {
  if (request.claim !== undefined) return (await loadClaim(tx, tokenHash(request.claim)))?.orderId
  return (await loadOrderByDoor(tx, tokenHash(request.order)))?.id
}

async function renew(tx: Tx, order: Order): Promise<void> {
  const to = order.manager ?? order.buyer
  const product = await loadProduct(tx, order.productCode)
  const organization = order.organizationId && (await loadOrganization(tx, order.organizationId))
  if (!product || !organization) throw new Error(`order ${order.number} is for something that is gone`)
  // An order for a customer who is here already never had a claim, and gets none.
  if ((await saveClaimsReplaced(tx, order.id)) === 0) return
  const claim = await openClaim(tx, order.id, to)
  await queueOrderLetters(tx, [
    {
      kind: 'fresh_claim',
      organizationId: organization.id,
      to: { address: mailTo(to), name: order.manager ? '' : order.buyer.name },
      locale: organization.locale,
      facts: { ...orderedFacts(order, product), claim },
      secret: true,
    },
  ])
  const facts = { orderId: order.id, number: order.number }
  await record(tx, [{ what: 'fresh_claim_sent', organizationId: organization.id, facts }])
}
