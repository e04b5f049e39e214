import type { Decision, Refusal } from '@claviger/core/kernel/decision'
import { accept } from '@claviger/core/kernel/decision'
import type { Tx } from '../db/unit-of-work.ts'
import { missing, refuseHere } from '../teams/access.ts'
import { type HeldRequest, loadRequests } from './request-store.ts'

/** Which requests of an organization are answered. */
export interface RequestChoice {
  readonly organizationId: number
  readonly ids: readonly string[]
}

/**
 * Loads requests for whoever answers them: each must be there, and of a team whose licenses the actor may give. With a
 * lock, nobody else answers them meanwhile; whoever locks pools as well looks first and locks nothing.
 */
export async function holdRequests(
  tx: Tx,
  { organizationId, ids }: RequestChoice,
  lock: 'lock' | 'look',
): Promise<Decision<readonly [HeldRequest, ...HeldRequest[]], Refusal>> {
  const wanted = new Set(ids.map((id) => id.toLowerCase()))
  const [first, ...rest] = await loadRequests(tx, organizationId, [...wanted], lock)
  if (!first || rest.length + 1 < wanted.size) return missing(tx, 'request_not_found')
  for (const teamId of new Set([first, ...rest].map((one) => one.teamId))) {
    const barred = await refuseHere(tx, {
      ...{ organizationId, teamId, missing: 'request_not_found', exists: true },
      ...{ see: 'people.see', do: 'licenses.assign' },
    })
    if (barred) return { ok: false, refusal: barred }
  }
  return accept([first, ...rest])
}
