import { decideTaking } from '@claviger/core/activation/code-rules'
import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { actorName } from '@claviger/core/teams/actor'
import type { Tx } from '../db/unit-of-work.ts'
import { issueCodes } from './issue-codes.ts'
import { type LicenseRef, loadOwnLicense, notYours } from './own-license-store.ts'

export type TakeOwnCode = LicenseRef

/** Puts the activation code of a license into the hands of the one who holds it; the same one while it is true. */
export async function takeOwnCode(
  tx: Tx,
  request: TakeOwnCode,
): Promise<Decision<{ readonly serial: number }, Refusal>> {
  if (tx.actor.kind !== 'account') return refuse('not_signed_in')
  const own = await loadOwnLicense(tx, request)
  if (!own) return notYours(tx, request)
  const allowed = decideTaking(own)
  if (!allowed.ok) return allowed
  const [code] = await issueCodes(tx, {
    ...{ organizationId: request.organizationId, assignmentIds: [own.assignmentId] },
    ...{ cameBy: 'page', by: actorName(tx.actor) },
  })
  return code ? accept({ serial: code.serial }) : notYours(tx, request)
}
