import type { Actor } from '@claviger/core/teams/actor'
import { may, type Permission, teamsWhere } from '@claviger/core/teams/permissions'
import { type RawBuilder, sql } from 'kysely'

/** Where a page looks: a whole organization, or one of its teams. */
export interface Scope {
  readonly organizationId: number
  /** Locks the page to one team. */
  readonly teamId?: number | undefined
}

/** The teams within the scope in which the actor may do this. */
export function teamsWithin(
  actor: Actor,
  permission: Permission,
  { organizationId, teamId }: Scope,
): 'all' | readonly number[] {
  if (teamId === undefined) return teamsWhere(actor, permission, organizationId)
  return may(actor, permission, organizationId, teamId) ? [teamId] : []
}

/** Of these teams, the one a filter names; none when it is not among them, whoever's it is. */
export function teamsMeant(
  seen: 'all' | readonly number[],
  wanted: number | undefined,
): 'all' | readonly number[] {
  if (wanted === undefined) return seen
  return seen === 'all' || seen.includes(wanted) ? [wanted] : []
}

/** What belongs to these teams, as a condition on the column that names one. One team is compared as one: only then can an index give its rows in their order. */
export function inTeams(seen: 'all' | readonly number[], column: string): RawBuilder<boolean> {
  if (seen === 'all') return sql<boolean>`true`
  const [only] = seen
  return seen.length === 1
    ? sql<boolean>`${sql.ref(column)} = ${only}`
    : sql<boolean>`${sql.ref(column)} = any(${[...seen]}::bigint[])`
}
