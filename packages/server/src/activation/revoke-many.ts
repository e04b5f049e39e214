import type { HeldCode } from '@claviger/core/activation/codes-out'
import { todayIn } from '@claviger/core/kernel/calendar'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { type RevokedOne, type RevokeEach, revokeEach } from '../assignment/revoke-each.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { listCodesOut } from './codes-out-store.ts'

export interface RevokedMany {
  readonly jobId: string | null
  /** Lines that are yet to be decided, after the answer. */
  readonly waiting: number
  readonly results: readonly (RevokedOne & {
    /** A code that nobody can call back, where the license comes back and one is out. */
    readonly codeOut: HeldCode | null
  })[]
}

/** Takes licenses back for a program, each for itself, and says which activation codes go on all the same. */
export async function revokeMany(tx: Tx, request: RevokeEach): Promise<Decision<RevokedMany, Refusal>> {
  const revoked = await revokeEach(tx, request)
  if (!revoked.ok) return revoked
  const { jobId, timeZone, results, waiting } = revoked.plan
  const assignments = results.flatMap((one) => assignmentOf(one) ?? [])
  const codes = await listCodesOut(tx, request.organizationId, assignments, todayIn(tx.now, timeZone))
  const codeOut = (one: RevokedOne) => codes.get(assignmentOf(one) ?? '') ?? null
  return accept({ jobId, waiting, results: results.map((one) => ({ ...one, codeOut: codeOut(one) })) })
}

/** The assignment that ends. */
function assignmentOf({ license, reason }: RevokedOne): string | undefined {
  return reason === null ? license?.assignment?.id : undefined
}
