import type { ReasonedCode } from '@claviger/core/kernel/refusal-codes'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import {
  type AccessFacts,
  type Asked,
  leastRole,
  refuseAccess,
  refuseMissing,
  widestGrant,
} from '@claviger/core/teams/access-rules'
import { grantsOf } from '@claviger/core/teams/actor'
import { isTeamRole } from '@claviger/core/teams/permission-matrix'
import { may, type Permission, rightToGrant } from '@claviger/core/teams/permissions'
import { askedOfGranting, type RoleScope } from '@claviger/core/teams/role-rules'
import type { Read, Tx } from '../db/unit-of-work.ts'
import { listAllowed } from './role-store.ts'
import { loadOrganization, loadTeam } from './store.ts'

type Door = Tx | Read

/** Where something is wanted, and which permissions seeing and doing it take. */
export interface Wanted<Missing extends ReasonedCode> {
  readonly organizationId: number
  readonly teamId?: number | undefined
  /** Said of what is not there, or not the actor's to know of. */
  readonly missing: Missing
  /** The thing itself was found. */
  readonly exists: boolean
  readonly see: Permission
  readonly do: Permission
}

/** Why the actor may not do this in an organization or one of its teams; nothing when they may. */
export function refuseHere<Missing extends ReasonedCode>(
  door: Door,
  { organizationId, teamId, missing, exists, see, do: right }: Wanted<Missing>,
): Promise<ReasonedRefusal<Missing | 'not_allowed'> | null> {
  const sees = exists && may(door.actor, see, organizationId, teamId)
  const does = may(door.actor, right, organizationId, teamId)
  return refuseWhere(door, organizationId, { missing, sees, does, right, teamId: teamId ?? null })
}

/** Why the actor may not give, or take back, this role. */
export function refuseGranting(door: Door, scope: RoleScope) {
  return refuseWhere(door, scope.organizationId, askedOfGranting(door.actor, scope))
}

/** The same where the caller has looked what the actor sees and may do, in several teams perhaps. */
export async function refuseWhere<Missing extends ReasonedCode>(
  door: Door,
  organizationId: number,
  asked: Asked<Missing>,
): Promise<ReasonedRefusal<Missing | 'not_allowed'> | null> {
  if (asked.sees && asked.does) return null
  // The names of the place and its people are for those who see it.
  const facts = asked.sees ? await loadAccessFacts(door, organizationId, asked) : null
  return refuseAccess(door.actor, asked, facts)
}

/** Says that nothing is there, in the same words whether it is gone or not the actor's to see. */
export const missing = <Missing extends ReasonedCode>({ actor }: Door, code: Missing) =>
  refuseMissing(actor, code)

async function loadAccessFacts(
  door: Door,
  organizationId: number,
  { right, teamId }: Pick<Asked<ReasonedCode>, 'right' | 'teamId'>,
): Promise<AccessFacts> {
  const organization = await loadOrganization(door, organizationId)
  const team = teamId === null ? undefined : await loadTeam(door, organizationId, teamId)
  const needs = leastRole(right, teamId)
  const inTeam = isTeamRole(needs) && team !== undefined
  const givers = await listAllowed(door, rightToGrant(needs), organizationId, inTeam ? team.id : undefined)
  const here = grantsOf(door.actor).filter((grant) => grant.organizationId === organizationId)
  return {
    place: inTeam ? team.name : (organization?.name ?? ''),
    role: widestGrant(here)?.role ?? null,
    givers: [...new Set(givers.map((giver) => giver.name || giver.address))],
  }
}
