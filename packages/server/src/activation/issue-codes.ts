import { basisOf, stillTrue } from '@claviger/core/activation/code-rules'
import { type DocumentFacts, type Keep, planDocument } from '@claviger/core/activation/plan-document'
import type { CalendarDate } from '@claviger/core/kernel/calendar'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { type CodeOrigin, type CodePlace, lockCodePlaces, type NewCode, saveCodes } from './code-store.ts'
import { loadDocumentFacts } from './document-store.ts'
import { loadSigner, type Signer } from './signer.ts'

export interface IssueCodes extends CodeOrigin {
  readonly assignmentIds: readonly string[]
}

/** A code in somebody's hands, with the words around it. */
export interface IssuedCode {
  readonly id: string
  readonly assignmentId: string
  readonly licenseId: string
  readonly personId: string
  readonly teamId: number
  readonly address: string
  readonly name: string
  /** What the license is called. */
  readonly title: string
  readonly licensee: string
  readonly serial: number
  /** The key that signed it. */
  readonly kid: string
  readonly text: string
  readonly validUntil: CalendarDate
  readonly keeps: readonly Keep[]
  readonly issuedAt: Date
  /** It was made now; otherwise it is the one that was there. */
  readonly isNew: boolean
  /** When the code it takes the place of ends. */
  readonly replaces: CalendarDate | null
}

/**
 * Puts a code into the hands of each of these assignments, and answers the one that is there where it still says what
 * is true. A fixed number of statements; assignments that have ended get none.
 */
export async function issueCodes(tx: Tx, request: IssueCodes): Promise<readonly IssuedCode[]> {
  const { organizationId, assignmentIds } = request
  const places = await lockCodePlaces(tx, organizationId, [...new Set(assignmentIds)])
  if (places.length === 0) return []
  const facts = await loadDocumentFacts(
    tx,
    organizationId,
    places.map((place) => place.assignmentId),
  )
  const signer = await loadSigner(tx)
  const known = new Map(places.map((place) => [place.assignmentId, place]))
  const made = facts.flatMap((one) => {
    const place = known.get(one.assignmentId)
    return place ? [makeCode(tx, signer, one, place)] : []
  })
  const fresh = made.filter((one) => one.code.isNew)
  await saveCodes(
    tx,
    request,
    fresh.map((one) => one.row),
  )
  await record(
    tx,
    fresh.map(({ row, facts: { teamId } }) => issued(request, row, teamId)),
  )
  return made.map((one) => one.code)
}

interface MadeCode {
  readonly facts: DocumentFacts
  readonly row: NewCode
  readonly code: IssuedCode
}

function makeCode(tx: Tx, signer: Signer, facts: DocumentFacts, place: CodePlace): MadeCode {
  const { current } = place
  const basis = basisOf(facts)
  const standing = current && stillTrue(current, basis) ? current : null
  const now = standing ?? signNext(tx, signer, facts, place)
  const { id, serial, kid, text, validUntil, issuedAt } = now
  const { assignmentId, licenseId, personId, teamId, address, name, title, licensee } = facts
  const { paidUpTo, settled, keeps } = facts
  const holding = { id, assignmentId, licenseId, personId, serial, kid, text, validUntil, keeps }
  return {
    facts,
    row: { ...holding, paidUpTo, settled, basis },
    code: {
      ...{ ...holding, teamId, address, name, title, licensee, issuedAt, isNew: standing === null },
      replaces: standing === null ? (current?.validUntil ?? null) : null,
    },
  }
}

function signNext(tx: Tx, signer: Signer, facts: DocumentFacts, { lastSerial }: CodePlace) {
  const serial = lastSerial + 1
  const text = signer.sign(planDocument(facts, { kind: 'offline', serial, now: tx.now }))
  const { validUntil } = facts
  return { id: tx.newId.uuid(), serial, kid: signer.kid, text, validUntil, issuedAt: tx.now }
}

/** The log names the code by its number and key, and never holds it. */
function issued({ organizationId, cameBy }: CodeOrigin, row: NewCode, teamId: number) {
  const { licenseId, personId, serial, kid, validUntil } = row
  return {
    ...{ what: 'activation_code_issued', organizationId, teamId, licenseId, personId },
    facts: { serial, kid, validUntil, cameBy },
  }
}
