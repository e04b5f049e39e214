import { readAddress } from '@claviger/core/kernel/email'
import type { Read, Tx } from '../db/unit-of-work.ts'
import { listAllowed, type RoleGrant } from '../teams/role-store.ts'

/** Where a question belongs: to a team, and perhaps to whoever made the link that led to it. */
export interface Asked {
  readonly teamId: number
  readonly creatorAddress?: string
}

/**
 * Who is asked for a license of a team: whoever made the link while they may still give its licenses, else everybody who
 * may. Each once.
 */
export async function listAnswerers(
  door: Tx | Read,
  organizationId: number,
  { teamId, creatorAddress = '' }: Asked,
): Promise<readonly RoleGrant[]> {
  const givers = await listAllowed(door, 'licenses.assign', organizationId, teamId)
  const maker = readAddress(creatorAddress)
  const own = maker.ok ? givers.filter((giver) => giver.addressKey === maker.plan.key) : []
  return own.length > 0 ? own : givers
}
