import { decideAsking } from '@claviger/core/activation/code-rules'
import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { readFields, readFormId } from '@claviger/core/kernel/fields'
import { readName } from '@claviger/core/kernel/text'
import { loadSetting } from '../assignment/store.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { queueLetters } from '../outbox/queue.ts'
import { listAnswerers, saveCodeRequest } from './code-request-store.ts'
import { type LetterAbout, requestLetters } from './letter-facts.ts'
import { type LicenseRef, loadOwnLicense, notYours } from './own-license-store.ts'

export interface RequestCode extends LicenseRef {
  /** The id of the form. */
  readonly id: unknown
  readonly reason: unknown
}

/** Asks those who may answer for the activation code of a license one holds. Asking twice is asking once. */
export async function requestCode(
  tx: Tx,
  request: RequestCode,
): Promise<Decision<{ readonly id: string }, Refusal>> {
  if (tx.actor.kind !== 'account') return refuse('not_signed_in')
  const { organizationId, licenseId } = request
  const own = await loadOwnLicense(tx, request)
  const setting = own && (await loadSetting(tx, organizationId))
  if (!own || !setting) return notYours(tx, request)
  const id = readFormId(request.id)
  if (!id.ok) return id
  const read = readFields({ reason: readName(request.reason, { field: 'reason', max: 500 }) })
  if (!read.ok) return read
  const allowed = decideAsking(own)
  if (!allowed.ok) return allowed

  const { assignmentId, personId, teamId } = own
  const asked = { id: id.plan, organizationId, licenseId, assignmentId, personId, teamId, ...read.plan }
  if (!(await saveCodeRequest(tx, asked))) return accept({ id: id.plan })
  const about: LetterAbout = { ...setting, ...own, licenseId }
  const answerers = await listAnswerers(tx, organizationId, teamId)
  await queueLetters(tx, requestLetters(about, asked, answerers))
  await record(tx, [{ what: 'activation_code_asked', organizationId, teamId, licenseId, personId }])
  return accept({ id: id.plan })
}
