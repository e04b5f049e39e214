import type { Actor } from '@claviger/core/teams/actor'
import { may, type Permission } from '@claviger/core/teams/permissions'
import { type Bearer, isBearer } from '../access/bearer.ts'
import type { JobKind } from './tables.ts'

/** What it takes to begin each kind of job. */
export const startRights = {
  assign: 'licenses.assign',
  revoke: 'licenses.revoke',
  move: 'licenses.transfer',
  reassign: 'licenses.assign',
  remind: 'licenses.assign',
  codes: 'licenses.assign',
} as const satisfies Readonly<Record<JobKind, Permission>>

/** What it takes to undo each kind of job: the right to do the opposite. */
export const undoRights = {
  assign: 'licenses.revoke',
  revoke: 'licenses.assign',
  move: 'licenses.transfer',
  reassign: 'licenses.assign',
  remind: 'licenses.assign',
  codes: 'licenses.assign',
} as const satisfies Readonly<Record<JobKind, Permission>>

export interface Begun {
  readonly organizationId: number
  readonly kind: JobKind
  readonly teamId: number | null
  readonly bearer: Bearer | null
}

/** Whether the actor may stop a job, or begin it again: whoever began it, or might have begun the whole of it. */
export function mayBegin(actor: Actor, { organizationId, kind, teamId, bearer }: Begun): boolean {
  return isBearer(bearer, actor) || may(actor, startRights[kind], organizationId, teamId ?? undefined)
}
