import { type CodePolicy, codePolicies } from '@claviger/core/activation/code-rules'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { readChoice, readFields } from '@claviger/core/kernel/fields'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { refuseHere } from '../teams/access.ts'
import { loadOrganization, saveCodePolicy } from '../teams/store.ts'

export interface ChangeCodePolicy {
  readonly organizationId: number
  readonly policy: unknown
}

/** Changes where an organization's people get their activation codes. What is out already stays as it is. */
export async function changeCodePolicy(
  tx: Tx,
  request: ChangeCodePolicy,
): Promise<Decision<{ readonly policy: CodePolicy }, Refusal>> {
  const { organizationId } = request
  const barred = await refuseHere(tx, {
    ...{ organizationId, missing: 'organization_not_found' },
    exists: (await loadOrganization(tx, organizationId)) !== undefined,
    ...{ see: 'organization.see', do: 'organization.settings' },
  })
  if (barred) return { ok: false, refusal: barred }
  const read = readFields({ policy: readChoice(request.policy, codePolicies) })
  if (!read.ok) return read
  await saveCodePolicy(tx, organizationId, read.plan.policy)
  await record(tx, [{ what: 'code_policy_changed', organizationId, facts: read.plan }])
  return accept(read.plan)
}
