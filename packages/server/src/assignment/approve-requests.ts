import type { AssignmentRow } from '@claviger/core/assignment/plan-assignment'
import { decideGranting } from '@claviger/core/assignment/request-rules'
import type { Decision, Refusal } from '@claviger/core/kernel/decision'
import { readAddress } from '@claviger/core/kernel/email'
import type { Tx } from '../db/unit-of-work.ts'
import { type AssignedPeople, assignPeople } from './assign-people.ts'
import { holdRequests, type RequestChoice } from './hold-requests.ts'
import { type HeldRequest, reopenDeclined } from './request-store.ts'

export interface ApproveRequests extends RequestChoice {
  /** The team whose licenses are given; of each request its own when none is named. */
  readonly teamId?: number | undefined
  readonly jobId: string
  readonly preview: boolean
}

/**
 * Gives everybody who asked what they asked for, as one job that can be undone; they are told at once. Requests close
 * as their licenses are given, and those no seat is left for go on waiting.
 */
export async function approveRequests(
  tx: Tx,
  request: ApproveRequests,
): Promise<Decision<AssignedPeople, Refusal>> {
  const { organizationId, teamId, jobId, preview } = request
  const held = await holdRequests(tx, request, 'look')
  if (!held.ok) return held
  const [first, ...rest] = held.plan
  const only = rest.length === 0 ? decideGranting(first) : null
  if (only && !only.ok && !preview) return only
  const declined = held.plan.filter((one) => one.state === 'declined').map((one) => one.id)
  if (!preview) await reopenDeclined(tx, organizationId, declined)
  return assignPeople(tx, {
    ...{ organizationId, jobId, preview, cameBy: 'request' },
    ...{ teamId: teamId ?? first.teamId, productCode: first.productCode },
    rows: held.plan.map((one, index) => rowOf(one, index + 1, teamId)),
  })
}

/** Whoever does not wait any more stands in the report with the reason. */
function rowOf(request: HeldRequest, line: number, teamId = request.teamId): AssignmentRow {
  const address = readAddress(request.address)
  const grantable = decideGranting(request)
  const { productCode } = request
  return {
    ...{ line, raw: request.address, firstName: '', lastName: '', tidied: false, anyway: true },
    place: { teamId, productCode },
    ...(grantable.ok && address.ok
      ? { address: address.plan, name: request.name, problem: null }
      : { address: null, name: '', problem: grantable.ok ? null : grantable.refusal }),
  }
}
