import type { ApiToken } from '../access/token-store.ts'
import type { Happening } from '../audit/record.ts'

/** Since when a token's key is in force: by it a form about this key is told from one about the next. */
export function keySince({ createdAt, rotatedAt }: Pick<ApiToken, 'createdAt' | 'rotatedAt'>): string {
  return (rotatedAt ?? createdAt).toISOString()
}

/** What the log keeps of an act on a token: its name, never what its caller holds. */
export function tokenEvent(what: string, token: Omit<ApiToken, 'owner' | 'hint'>): Happening {
  const { organizationId, teamId, personId, name, role } = token
  return {
    ...{ what, organizationId, personId, facts: { token: name, role } },
    ...(teamId === null ? {} : { teamId }),
  }
}
