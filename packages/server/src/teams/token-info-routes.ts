import type { TokenRole } from '@claviger/core/teams/actor'
import { z } from 'zod'
import { apiRoute } from '../http/api/api-route.ts'
import { invalidToken } from '../http/api/refused.ts'
import type { TokenInfo } from './token-info-views.ts'
import { apiRoles, writeApiRole } from './token-words.ts'

const teamRole = z.enum(['ADMIN', 'VIEWER'])
const team = z.object({ id: z.int32(), name: z.string(), role: teamRole })

const managedCustomer = z
  .object({
    type: z.literal('CUSTOMER'),
    code: z.int(),
    name: z.string(),
    role: z.enum(apiRoles),
    contactFlags: z.object({
      isPrimaryLicensee: z.boolean(),
      isPrimaryTechnical: z.boolean(),
      isPrimaryBilling: z.boolean(),
    }),
    teams: z.array(team),
  })
  .meta({ id: 'ManagedCustomer' })

const managedTeam = z
  .object({
    type: z.literal('TEAM'),
    team,
    customer: z.object({ code: z.int(), name: z.string() }),
  })
  .meta({ id: 'ManagedTeam' })

/** What the calling token is for. */
export const tokenInfoRoutes = [
  apiRoute({
    ...{ method: 'get', path: '/token', id: 'getManagedEntityInfo', group: 'token', dropIn: true },
    summary: 'What this token is for',
    description: 'The whole customer or one of its teams, and what the token may do there at this moment.',
    answers: {
      200: { description: 'The customer or the team.', schema: z.union([managedCustomer, managedTeam]) },
    },
    async handle({ app, actor }) {
      const info = await app.views.tokenInfo(actor, {})
      if (!info) throw new Error('a token was let in whose customer is not there')
      if (actor.teamId === null) return { status: 200, body: customerBody(info, actor.role) }
      const [own] = info.teams
      return own ? { status: 200, body: teamBody(info, own) } : invalidToken()
    },
  }),
]

function customerBody({ customer, teams, contacts }: TokenInfo, role: TokenRole) {
  return {
    type: 'CUSTOMER',
    ...customer,
    role: writeApiRole(role),
    contactFlags: {
      isPrimaryLicensee: contacts.includes('licensee_contact'),
      isPrimaryTechnical: contacts.includes('technical_contact'),
      isPrimaryBilling: contacts.includes('billing_contact'),
    },
    teams: teams.map(teamOf),
  }
}

function teamBody({ customer }: TokenInfo, own: TokenInfo['teams'][number]) {
  return { type: 'TEAM', team: teamOf(own), customer }
}

function teamOf({ id, name, works }: TokenInfo['teams'][number]) {
  return { id, name, role: works ? 'ADMIN' : 'VIEWER' }
}
