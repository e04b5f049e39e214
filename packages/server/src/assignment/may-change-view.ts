import type { AccountActor } from '@claviger/core/teams/actor'
import { may } from '@claviger/core/teams/permissions'

/** Whether this is one's own view, or one is there to keep the organization's things in order. */
export function mayChangeView(
  actor: AccountActor,
  organizationId: number,
  view: { readonly creator: string },
) {
  return view.creator === actor.accountId || may(actor, 'organization.settings', organizationId)
}
