import { decideClosing } from '@claviger/core/assignment/request-rules'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { owns } from '@claviger/core/teams/actor'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import { loadRequests, saveAnswers } from './request-store.ts'

export interface WithdrawRequest {
  readonly organizationId: number
  readonly id: string
}

/** Takes one's own question back while it waits. */
export async function withdrawRequest(
  tx: Tx,
  { organizationId, id }: WithdrawRequest,
): Promise<Decision<{ readonly id: string }, Refusal>> {
  const [asked] = await loadRequests(tx, organizationId, [id], 'lock')
  if (!asked || !owns(tx.actor, asked.addressKey)) return missing(tx, 'request_not_found')
  if (asked.state === 'withdrawn') return accept({ id })
  const allowed = decideClosing(asked)
  if (!allowed.ok) return allowed
  const { teamId, address } = asked
  await saveAnswers(tx, organizationId, [asked.id], { state: 'withdrawn', by: address, note: '' })
  const facts = { requestId: asked.id, address }
  await record(tx, [{ what: 'request_withdrawn', organizationId, teamId, facts }])
  return accept({ id })
}
