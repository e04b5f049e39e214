import { readContact, type SentContact } from '@claviger/core/assignment/contact-rules'
import type { AssignmentOutcome, AssignmentRow } from '@claviger/core/assignment/plan-assignment'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { refuseOtherTeam } from '@claviger/core/teams/token-scope'
import type { Tx } from '../db/unit-of-work.ts'
import { assignPeople } from './assign-people.ts'
import { isDisposable } from './disposable-domains.ts'

export interface AssignMany {
  readonly organizationId: number
  readonly teamId: number
  readonly productCode: string
  readonly contacts: readonly SentContact[]
  readonly sendEmail: boolean
  /** Goes with the letter, as it does for one person. */
  readonly includeOfflineActivationCode: boolean
  /** The most that are decided before this is answered; of more than that, the job goes on. */
  readonly atOnce?: number
  /** Stops before anything is saved. */
  readonly preview: boolean
}

/** What came of one contact, or would. */
export type AssignedContact =
  | { readonly outcome: 'assigned'; readonly licenseId: string | null }
  | { readonly outcome: 'skipped' | 'refused'; readonly reason: Refusal }

export interface AssignedMany {
  /** The bulk act it can be undone by; null in a preview. */
  readonly jobId: string | null
  /** Contacts that are yet to be decided, after the answer. */
  readonly waiting: number
  /** One for each contact that was decided, in their order. */
  readonly contacts: readonly AssignedContact[]
}

const mostAtOnce = 5_000

/**
 * Gives many people a license of the product from one team, for a program: each contact is judged for itself, and those
 * who cannot be given one keep nobody else from theirs.
 */
export async function assignMany(tx: Tx, request: AssignMany): Promise<Decision<AssignedMany, Refusal>> {
  const { organizationId, teamId, productCode, preview } = request
  const mismatch = refuseOtherTeam(tx.actor, teamId)
  if (mismatch) return { ok: false, refusal: mismatch }
  const jobId = tx.newId.uuid()
  const { contacts, atOnce = mostAtOnce } = request
  const assigned = await assignPeople(tx, {
    ...{ organizationId, teamId, productCode, jobId, preview },
    ...{ rows: contacts.map(rowOf), cameBy: 'api', letters: request.sendEmail },
    codeInLetter: request.includeOfflineActivationCode,
    ...(contacts.length <= atOnce && { atOnce }),
  })
  if (!assigned.ok) return assigned
  const { outcomes, licenses, waiting } = assigned.plan
  return accept({
    jobId: preview ? null : jobId,
    waiting,
    contacts: outcomes.map((outcome) => contactOf(outcome, licenses)),
  })
}

/** A program means what it sends: nobody looks at doubts, and what is wrong is refused by line. */
function rowOf(sent: SentContact, index: number): AssignmentRow {
  const read = readContact(sent, isDisposable)
  const place = { line: index + 1, raw: sent.email.slice(0, 200).toWellFormed(), tidied: false, anyway: true }
  return read.ok
    ? { ...place, ...read.plan, problem: null }
    : { ...place, address: null, name: '', firstName: '', lastName: '', problem: read.refusal }
}

function contactOf(outcome: AssignmentOutcome, licenses: ReadonlyMap<string, string>): AssignedContact {
  switch (outcome.group) {
    case 'ready':
      return { outcome: 'assigned', licenseId: licenses.get(outcome.row.address.key) ?? null }
    case 'skipped':
      return { outcome: 'skipped', reason: outcome.reason }
    default:
      return { outcome: 'refused', reason: outcome.reason }
  }
}
