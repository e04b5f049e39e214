import type { Refusal } from '@claviger/core/kernel/decision'
import { isLicenseId } from '@claviger/core/kernel/ids'
import { z } from 'zod'
import { randomIds } from '../db/new-id.ts'
import { type ApiAnswer, apiRoute } from '../http/api/api-route.ts'
import { errorShape } from '../http/api/common-answers.ts'
import { lenientInt32, lenientTexts } from '../http/api/fields.ts'
import { problem, refusedAs } from '../http/api/refused.ts'
import { accessProblem } from './account-problems.ts'
import { unreadableBody } from './unreadable-body.ts'

const requestShape = z.object({
  targetTeamId: lenientInt32.describe('The number of the team they go to.'),
  licenseIds: lenientTexts.describe('What is no license, or may not leave its team, is passed over.'),
})

const movedShape = z.object({ licenseIds: z.array(z.string()) })

const error = (description: string) => ({ description, schema: errorShape })

/** Moves licenses into another team. */
export const changeTeamRoutes = [
  apiRoute({
    ...{ method: 'post', path: '/customer/changeLicensesTeam', id: 'changeTeam', group: 'licenses' },
    dropIn: true,
    summary: 'Move licenses into another team',
    description:
      'People keep their licenses and codes. What moved can be put back in the console while its undo is open.',
    body: requestShape,
    unreadable: unreadableBody,
    answers: {
      200: {
        description: 'The licenses that moved, each once, in the order of their ids.',
        schema: movedShape,
      },
      400: error('MISSING_FIELD or INVALID_FIELD.'),
      403: error('TOKEN_TYPE_MISMATCH, INSUFFICIENT_PERMISSIONS or API_DISABLED.'),
      404: error('TEAM_NOT_FOUND: the description is the number.'),
    },
    async handle({ actor, body: { targetTeamId: teamId, licenseIds }, write }) {
      if (actor.teamId !== null) return problem(403, 'TOKEN_TYPE_MISMATCH', ofOneTeam)
      const selection = { kind: 'these', licenseIds: licenseIds.filter(isLicenseId) } as const
      return write(
        'moveLicenses',
        {
          ...{ organizationId: actor.organizationId, to: { teamId }, what: { kind: 'selection', selection } },
          ...{ jobId: randomIds.uuid(), skipUnknown: true, preview: false },
        },
        ({ licenseIds: moved }) => ({ status: 200, body: { licenseIds: moved } }),
        (refusal) => nothingMoved(refusal) ?? accessProblem(refusal, actor, { teamId }) ?? refusedAs(refusal),
      )
    },
  }),
]

const ofOneTeam = 'Changing team is not possible with a token that was generated for a specific team'

/** That not one license would move is nothing wrong to clients of this contract. */
function nothingMoved({ code }: Refusal): ApiAnswer | null {
  const nothing = ['nothing_selected', 'in_team_already', 'not_transferable'].includes(code)
  return nothing ? { status: 200, body: { licenseIds: [] } } : null
}
