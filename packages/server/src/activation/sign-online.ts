import { revocationOf } from '@claviger/core/activation/activation-rules'
import type { Revocation } from '@claviger/core/activation/document'
import { planDocument } from '@claviger/core/activation/plan-document'
import type { Tx } from '../db/unit-of-work.ts'
import type { FoundActivation } from './activation-store.ts'
import { loadDocumentFactsOf } from './document-store.ts'
import { loadRetiredNotice, loadSigner } from './signer.ts'

/** What a connected product is given: the license as it stands, signed now. */
export interface OnlineDocument {
  readonly organizationId: number
  readonly licenseId: string
  /** What the product says it is. */
  readonly release: string
  readonly license: string
  /** Why it must stop, when it must. */
  readonly revoked: Revocation | null
}

export interface SignedOnline {
  /** By activation. */
  readonly documents: ReadonlyMap<string, OnlineDocument>
  readonly retired: string | null
}

/** Signs the online documents of these activations: the statements do not grow with them. */
export async function signOnline(tx: Tx, activations: readonly FoundActivation[]): Promise<SignedOnline> {
  const retired = await loadRetiredNotice(tx)
  if (activations.length === 0) return { documents: new Map(), retired }
  const signer = await loadSigner(tx)
  const loaded = await loadDocumentFactsOf(tx, activations)
  const facts = new Map(loaded.map((one) => [one.assignmentId, one]))
  const documents = activations.map((one) => {
    const known = facts.get(one.assignmentId)
    if (!known) throw new Error(`nothing is known of the license of activation ${one.id}`)
    const revoked = revocationOf(one)
    const planned = planDocument(known, { kind: 'online', serial: 0, now: tx.now })
    const license = signer.sign(revoked ? { ...planned, revoked } : planned)
    const { organizationId, licenseId, release } = one
    return [one.id, { organizationId, licenseId, release, license, revoked }] as const
  })
  return { documents: new Map(documents), retired }
}
