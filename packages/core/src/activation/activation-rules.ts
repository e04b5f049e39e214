import { accept, type Decision } from '../kernel/decision.ts'
import { check, firstUnmet, type ReasonedRefusal } from '../kernel/rules.ts'
import { refuseAnswering, type WaitingProduct } from './device-rules.ts'
import type { Revocation } from './document.ts'

/** One product copy that uses an assignment now. */
export interface RunningCopy {
  readonly activationId: string
  readonly machine: string
  readonly productCode: string
  readonly slot: number
}

export interface ActivationFacts {
  /** How many machines a license may run on; 0 is any number. */
  readonly limit: number
  /** Every copy that uses the license now. */
  readonly running: readonly RunningCopy[]
}

/** What is known when somebody says yes to a product that waits. */
export interface ApprovalFacts extends ActivationFacts {
  /** The product's question, and the activation an earlier yes to it has led to. */
  readonly question: Pick<WaitingProduct, 'state' | 'validUntil'> & { readonly activationId: string | null }
  readonly copy: { readonly machine: string; readonly productCode: string }
  /** The chosen license is of this product, or of a pack it is in. */
  readonly covers: boolean
}

/** The same yes sent twice, the same copy once more, or a new one under the machine's number. */
export type ApprovalPlan =
  | { readonly kind: 'answered'; readonly activationId: string }
  | { readonly kind: 'again'; readonly activationId: string }
  | { readonly kind: 'new'; readonly slot: number }

/** Decides what a yes does. A machine counts once, however many products of a pack run on it. */
export function planApproval(
  facts: ApprovalFacts,
  now: Date,
): Decision<
  ApprovalPlan,
  ReasonedRefusal<
    'connect_code_answered' | 'connect_code_expired' | 'license_not_for_product' | 'machine_limit_reached'
  >
> {
  const { question, copy, covers, limit, running } = facts
  const answered = running.find(({ activationId }) => activationId === question.activationId)
  if (answered) return accept({ kind: 'answered', activationId: answered.activationId })
  const { productCode } = copy
  const refusal =
    refuseAnswering(question, now) ??
    firstUnmet([check('license_not_for_product', 'license_covers_product', covers, { productCode })])
  if (refusal) return { ok: false, refusal }

  const here = running.filter(({ machine }) => machine === copy.machine)
  const same = here.find((one) => one.productCode === productCode)
  if (same) return accept({ kind: 'again', activationId: same.activationId })
  const [known] = here
  if (known) return accept({ kind: 'new', slot: known.slot })
  const taken = new Set(running.map(({ slot }) => slot))
  const full = firstUnmet([
    check('machine_limit_reached', 'machine_is_free', limit === 0 || taken.size < limit, {
      limit,
      used: taken.size,
    }),
  ])
  return full ? { ok: false, refusal: full } : accept({ kind: 'new', slot: firstFree(taken) })
}

function firstFree(taken: ReadonlySet<number>): number {
  let slot = 1
  while (taken.has(slot)) slot++
  return slot
}

/** How an activation and the assignment it uses have ended, where they have. */
export interface ActivationEnds {
  readonly taken: { readonly at: Date; readonly by: string } | null
  readonly ended: {
    readonly at: Date
    readonly by: string
    readonly reason: 'released' | 'signed_out'
  } | null
}

/** Tells why a copy must stop, or nothing when it may go on. What was taken from the person says more than the machine's end. */
export function revocationOf({ taken, ended }: ActivationEnds): Revocation | null {
  if (taken) return { at: secondsOf(taken.at), by: taken.by, why: 'revoked' }
  if (!ended) return null
  const why = ended.reason === 'released' ? 'released' : 'signed-out'
  return { at: secondsOf(ended.at), by: ended.by, why }
}

function secondsOf(at: Date): number {
  return Math.floor(at.getTime() / 1000)
}
