import type { ApiResponse } from './account-api.ts'
import type { AssignWorld } from './assign-world.ts'

export type Who = keyof AssignWorld['callers']
export type Sent = Readonly<Record<string, unknown>>

/** Somebody without an account who has no license yet. */
export const anna = { email: 'anna.lee@harrowvale.example', firstName: 'Anna', lastName: 'Lee' }

const silent = { contact: anna, sendEmail: false, includeOfflineActivationCode: false }

/** Asks for one license by its id. */
export const byId = (licenseId: unknown, more: Sent = {}): Sent => ({ ...silent, licenseId, ...more })

/** Asks for any license of a team. */
export const byTeam = (team: unknown, productCode: unknown = 'LOOM', more: Sent = {}): Sent => ({
  ...{ ...silent, license: { team, productCode } },
  ...more,
})

/** Assigns as one of the world's callers. */
export function assignAs({ api, callers }: AssignWorld, who: Who, sent: Sent | string): Promise<ApiResponse> {
  const text = typeof sent === 'string' ? sent : JSON.stringify(sent)
  return api.call('POST', '/customer/licenses/assign', { ...callers[who], text })
}

/** An error to the byte. */
export const said = (status: number, code: string, description: string) => [
  ...[status, JSON.stringify({ code, description })],
]

/** What must be compared with an error to the byte. */
export const told = ({ status, text }: ApiResponse) => [status, text]

/** What clients read who may look and not touch. */
export const missingEdit = ({ looms }: AssignWorld, { teamId } = looms) =>
  said(
    403,
    'INSUFFICIENT_PERMISSIONS',
    `Missing Edit permission on customer ${looms.organizationId} or on team with id ${teamId}`,
  )

/** What clients read whose token is for another team. */
export const mismatch = ({ looms }: AssignWorld, { teamId } = looms) =>
  said(403, 'TEAM_MISMATCH', `Token was generated for team with id ${teamId}`)
