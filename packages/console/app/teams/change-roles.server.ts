import { type Decision, refuse } from '@claviger/core/kernel/decision'
import type { RouterContextProvider } from 'react-router'
import { applicationContext } from '../context.server.ts'
import type { Typed } from '../typed.ts'

/** Carries out whichever form about roles was sent. */
export async function changeRoles(
  context: Readonly<RouterContextProvider>,
  organizationId: number,
  typed: Typed,
): Promise<Decision<unknown>> {
  const { app, actor } = context.get(applicationContext)
  const id = typed.id ?? ''
  switch (typed.act) {
    case 'offer': {
      // One choice says role and team at once: "administrator", or "team_administrator 2000001".
      const [role = '', team] = (typed.role ?? '').split(' ')
      const { email = '', name = '' } = typed
      return app.operations.offerRole(actor, {
        ...{ organizationId, id, email, name, role, teamId: team ? Number(team) : null },
      })
    }
    case 'take_back':
      return app.operations.takeBackRole(actor, { organizationId, id })
    case 'leave':
      return app.operations.leaveRole(actor, { organizationId, id })
    default:
      return refuse('act_unknown')
  }
}
