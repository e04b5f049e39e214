import type { CodePolicy } from '@claviger/core/activation/code-rules'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { may } from '@claviger/core/teams/permissions'
import type { Read } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'

/** Where an organization's people get their activation codes. */
export async function codePolicy(
  read: Read,
  { organizationId }: { readonly organizationId: number },
): Promise<Decision<{ readonly policy: CodePolicy }, ReasonedRefusal<'organization_not_found'>>> {
  if (!may(read.actor, 'organization.see', organizationId)) return missing(read, 'organization_not_found')
  const row = await read.sql
    .selectFrom('organization')
    .select('code_policy as policy')
    .where('id', '=', organizationId)
    .executeTakeFirst()
  return row ? accept(row) : missing(read, 'organization_not_found')
}
