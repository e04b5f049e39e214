import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import type { RouterContextProvider } from 'react-router'
import { applicationContext } from '../context.server.ts'
import type { Typed } from '../typed.ts'

/** What became of a form about roles, and which role it was. */
export interface RolesChange {
  readonly act: 'offered' | 'offered_before' | 'held_before' | 'taken_back' | 'left'
  readonly role: string
}

/** Carries out whichever form about roles was sent. */
export async function changeRoles(
  context: Readonly<RouterContextProvider>,
  organizationId: number,
  typed: Typed,
): Promise<Decision<RolesChange>> {
  const { app, actor } = context.get(applicationContext)
  const { id = '', email = '', name = '', role = '', team } = typed
  switch (typed.act) {
    case 'offer': {
      // The list of teams is sent along with every role; it counts for the roles of a team.
      const teamId = team ? Number(team) : null
      const offer = { organizationId, id, email, name, role, teamId }
      const offered = await app.operations.offerRole(actor, offer)
      return offered.ok ? accept({ act: offered.plan.state, role: offered.plan.id }) : offered
    }
    case 'take_back': {
      const taken = await app.operations.takeBackRole(actor, { organizationId, id })
      return taken.ok ? accept({ act: 'taken_back', role: id }) : taken
    }
    case 'leave': {
      const left = await app.operations.leaveRole(actor, { organizationId, id })
      return left.ok ? accept({ act: 'left', role: id }) : left
    }
    default:
      return refuse('act_unknown')
  }
}
