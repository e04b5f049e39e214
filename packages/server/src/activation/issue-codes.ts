import { setImmediate } from 'node:timers/promises'
import { basisOf, stillTrue } from '@claviger/core/activation/code-rules'
import { type DocumentFacts, planDocument } from '@claviger/core/activation/plan-document'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { type CodeOrigin, type CodePlace, lockCodePlaces, type NewCode, saveCodes } from './code-store.ts'
import { loadDocumentFacts } from './document-store.ts'
import type { IssuedCode } from './issued-code.ts'
import { loadSigner, type Signer } from './signer.ts'

export interface IssueCodes extends CodeOrigin {
  readonly assignmentIds: readonly string[]
}

/**
 * Puts a code into the hands of each of these assignments, and answers the one that is there where it still says what
 * is true. A fixed number of statements; assignments that have ended get none.
 */
export async function issueCodes(tx: Tx, request: IssueCodes): Promise<readonly IssuedCode[]> {
  const { organizationId } = request
  const wanted = [...new Set(request.assignmentIds)]
  const places = await lockCodePlaces(tx, organizationId, wanted)
  if (places.size === 0) return []
  const facts = await loadDocumentFacts(tx, organizationId, [...places.keys()])
  const signer = await loadSigner(tx)
  const known = new Map(facts.map((one) => [one.assignmentId, one]))
  const ready = wanted.flatMap((id): Ready[] => {
    const [place, one] = [places.get(id), known.get(id)]
    return place && one ? [{ place, facts: one }] : []
  })
  const made = await makeCodes(tx, signer, ready)
  await saveFresh(tx, request, made)
  return made.map((one) => one.code)
}

interface Ready {
  readonly facts: DocumentFacts
  readonly place: CodePlace
}

const slice = 500

/** Signing keeps the only thread: between two slices others are answered. */
async function makeCodes(tx: Tx, signer: Signer, ready: readonly Ready[]): Promise<readonly MadeCode[]> {
  const made: MadeCode[] = []
  for (let from = 0; from < ready.length; from += slice) {
    if (from > 0) await setImmediate()
    made.push(...ready.slice(from, from + slice).map((one) => makeCode(tx, signer, one)))
  }
  return made
}

async function saveFresh(tx: Tx, origin: CodeOrigin, made: readonly MadeCode[]): Promise<void> {
  const fresh = made.filter((one) => one.code.isNew)
  const rows = fresh.map((one) => one.row)
  await saveCodes(tx, origin, rows)
  const happenings = fresh.map(({ row, facts }) => issued(origin, row, facts.teamId))
  await record(tx, happenings)
}

interface MadeCode {
  readonly facts: DocumentFacts
  readonly row: NewCode
  readonly code: IssuedCode
}

function makeCode(tx: Tx, signer: Signer, { facts, place }: Ready): MadeCode {
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
