import type { PersonRow } from '@claviger/server/assignment/people-views'

/** When somebody last used what they hold: a moment, never, or nothing is recorded; nothing of whoever holds nothing. */
export type LastUse = { readonly at: string } | 'never' | 'not_recorded' | null

/** A person as the table shows them. */
export interface ShownPerson {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly licenses: readonly {
    readonly licenseId: string
    readonly product: string
    readonly endsOn: string | null
  }[]
  readonly teams: readonly string[]
  readonly connected: number
  readonly invited: number
  readonly used: LastUse
}

/** Makes the table's row of a person. */
export function personShown({ id, name, address, licenses }: PersonRow): ShownPerson {
  return {
    ...{ id, name, address },
    licenses: licenses.map(({ licenseId, product, endsOn }) => ({ licenseId, product, endsOn })),
    teams: [...new Set(licenses.map(({ team }) => team))],
    connected: licenses.filter(({ status }) => status === 'connected').length,
    invited: licenses.filter(({ status }) => status === 'invited').length,
    used: lastUseOf(licenses),
  }
}

type Used = Pick<PersonRow['licenses'][number], 'lastSeenAt' | 'hasCode'>

/** The latest of all; a code alone is not recorded, which is not the same as never. */
export function lastUseOf(licenses: readonly Used[]): LastUse {
  const seen = licenses.flatMap(({ lastSeenAt }) => (lastSeenAt ? [lastSeenAt.getTime()] : []))
  if (seen.length > 0) return { at: new Date(Math.max(...seen)).toISOString() }
  if (licenses.length === 0) return null
  return licenses.some(({ hasCode }) => hasCode) ? 'not_recorded' : 'never'
}
