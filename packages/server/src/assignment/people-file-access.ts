import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { type Actor, actorName } from '@claviger/core/teams/actor'
import type { Read, Tx } from '../db/unit-of-work.ts'
import { refuseWhere } from '../teams/access.ts'
import type { PeopleFilePlace } from './people-file-store.ts'
import { type Scope, teamsWithin } from './scope.ts'

export type PeopleFileRefused = ReasonedRefusal<'organization_not_found' | 'not_allowed'>

/** Names a kept file of the actor's own. */
export interface OwnPeopleFile extends Scope {
  readonly id: string
}

/** Why the actor may not hand out by a list here; nothing when they may. */
export function refuseList(door: Tx | Read, scope: Scope): Promise<PeopleFileRefused | null> {
  return refuseWhere(door, scope.organizationId, {
    ...{ missing: 'organization_not_found', right: 'licenses.assign', teamId: scope.teamId ?? null },
    sees: teamsWithin(door.actor, 'organization.see', scope).length > 0,
    does: teamsWithin(door.actor, 'licenses.assign', scope).length > 0,
  })
}

/** The actor's own files of a place. */
export function ownFiles(actor: Actor, { organizationId, teamId }: Scope): PeopleFilePlace {
  return { organizationId, teamId: teamId ?? null, owner: ownerOf(actor) }
}

function ownerOf(actor: Actor): string {
  return actor.kind === 'account' ? actor.accountId : actorName(actor)
}
