import type { Tx } from '../db/unit-of-work.ts'
import { takeLicensePlaces } from '../teams/store.ts'
import { type NewSubscription, saveLicenses, saveSubscription } from './store.ts'

export interface IssueLicenses extends Omit<NewSubscription, 'id'> {
  readonly organizationId: number
  readonly teamId: number
}

/** What was issued, for letters and the log. */
export interface IssuedLicenses {
  readonly subscriptionId: string
  readonly firstPlace: number
}

/** Makes a subscription with all its licenses, free, in one team. Places in the organization's order have no gap. */
export async function issueLicenses(tx: Tx, request: IssueLicenses): Promise<IssuedLicenses> {
  const { organizationId, teamId, quantity, productCode } = request
  const subscriptionId = tx.newId.uuid()
  await saveSubscription(tx, organizationId, { ...request, id: subscriptionId })
  const firstPlace = (await takeLicensePlaces(tx, organizationId, quantity)) - quantity + 1
  const ids = drawIds(tx, quantity)
  await saveLicenses(tx, { organizationId, teamId, subscriptionId, productCode, ids, firstPlace })
  return { subscriptionId, firstPlace }
}

/** Two equal draws in one order would undo the whole order; drawing again costs nothing. */
function drawIds(tx: Tx, quantity: number): readonly string[] {
  const ids = new Set<string>()
  while (ids.size < quantity) ids.add(tx.newId.license())
  return [...ids]
}
