import { actorAddress, actorName } from '@claviger/core/teams/actor'
import type { ApiToken } from '../access/token-store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { queueLetters } from '../outbox/queue.ts'
import { mailToOf } from './mail-to.ts'
import { loadOrganization, loadTeam } from './store.ts'
import type { tokenLetters } from './token-letters.ts'

/** Writes to the person whose token it is: they learn of it even where somebody else acts in their name. */
export async function tellOwner(
  tx: Tx,
  kind: 'token_created' | 'token_rotated' | 'token_revoked',
  { organizationId, teamId, name, owner }: ApiToken,
): Promise<void> {
  const organization = await loadOrganization(tx, organizationId)
  if (!organization) throw new Error('a token belongs to no organization')
  const team = teamId === null ? undefined : await loadTeam(tx, organizationId, teamId)
  await queueLetters<typeof tokenLetters>(tx, [
    {
      ...{ kind, organizationId, locale: organization.locale },
      to: { address: mailToOf(owner.address), name: owner.name },
      facts: {
        ...{
          token: name,
          at: tx.now.toISOString(),
          by: actorName(tx.actor),
          byAddress: actorAddress(tx.actor),
        },
        ...{ organization: organization.name, team: team?.name ?? null },
        path: `/o/${organization.slug}${team ? `/t/${team.id}` : ''}/api`,
      },
    },
  ])
}
