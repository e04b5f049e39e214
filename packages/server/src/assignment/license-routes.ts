import { z } from 'zod'
import { type ApiAnswer, type ApiCall, apiRoute } from '../http/api/api-route.ts'
import { errorShape } from '../http/api/common-answers.ts'
import { flagText, pageQuery, teamNumber } from '../http/api/fields.ts'
import { listed, listHeaders } from '../http/api/listed.ts'
import { problem } from '../http/api/refused.ts'
import { accountLicenseShape, writeAccountLicense } from './account-license.ts'
import type { AccountLicenseFilter } from './account-license-views.ts'
import { refusedTo } from './account-problems.ts'

/** Clients that print a missing value send the text `null`: as good as nothing. */
const orNull = <Shape extends z.ZodType>(shape: Shape) =>
  z.preprocess((sent) => (sent === 'null' ? undefined : sent), shape.optional())

const filters = {
  ...pageQuery,
  productCode: orNull(z.string()).describe('Only licenses of this product.'),
  assigned: flagText.describe('Only licenses that somebody or something has, or only the others.'),
  assigneeEmail: orNull(z.string()).describe('Only licenses of the person with this address.'),
  assignmentStatus: z
    .preprocess(
      (sent) => (typeof sent === 'string' && sent !== 'null' ? sent.toUpperCase() : undefined),
      z.enum(['ASSIGNED', 'UNASSIGNED']).optional(),
    )
    .describe('The same as `assigned`, in words.'),
}

type Said = { readonly assigned?: boolean | undefined; readonly assignmentStatus?: string | undefined }

const agree = ({ assigned, assignmentStatus }: Said) =>
  assigned === undefined || assignmentStatus === undefined || assigned === (assignmentStatus === 'ASSIGNED')
const disagreement = { path: ['assignmentStatus'], message: 'must not contradict assigned' }

const teamQuery = z.object(filters).refine(agree, disagreement)
const customerQuery = z
  .object({ ...filters, teamId: orNull(teamNumber).describe('Only licenses of this team.') })
  .refine(agree, disagreement)

/** Ids are read as sent: whatever names no team is a team that is not there. */
const teamParams = z.object({ teamId: z.string().meta({ type: 'integer', format: 'int32', minimum: 1 }) })

const page = {
  200: {
    description:
      'One page, in the order of the organization: it never changes. A page past the end is empty.',
    schema: z.array(accountLicenseShape),
    headers: listHeaders,
  },
}
const error = (description: string) => ({ description, schema: errorShape })
const otherTeam = error('TEAM_MISMATCH: the token is for another team. API_DISABLED.')

/** The licenses of a customer or a team, and one license. */
export const licenseRoutes = [
  apiRoute({
    ...{
      method: 'get',
      path: '/customer/licenses',
      id: 'getAllForCustomer',
      group: 'licenses',
      dropIn: true,
    },
    summary: 'The licenses of the customer',
    description: 'All of them; with the token of a team, those of the team.',
    query: customerQuery,
    answers: page,
    handle: ({ query, ...call }) => {
      const { teamId, ...asked } = query
      return answerPage({ ...call, query: asked }, { filter: { teamId } })
    },
  }),
  apiRoute({
    ...{ method: 'get', path: '/customer/teams/{teamId}/licenses', id: 'getAllForTeam', group: 'licenses' },
    dropIn: true,
    summary: 'The licenses of a team',
    params: teamParams,
    query: teamQuery,
    answers: { ...page, 403: otherTeam, 404: error('TEAM_NOT_FOUND: the description is the id.') },
    async handle(call) {
      const { teamId: sent } = call.params
      const teamId = teamNumber.safeParse(sent)
      return teamId.success ? answerPage(call, { teamId: teamId.data, filter: {} }) : noTeam(sent)
    },
  }),
  apiRoute({
    ...{ method: 'get', path: '/customer/licenses/{licenseId}', id: 'getByLicenseId', group: 'licenses' },
    dropIn: true,
    summary: 'One license',
    params: z.object({ licenseId: z.string() }),
    answers: {
      200: { description: 'The license.', schema: accountLicenseShape },
      403: otherTeam,
      404: error('LICENSE_NOT_FOUND: the description is the id.'),
    },
    async handle({ app, actor, params: { licenseId } }) {
      const { organizationId } = actor
      const found = await app.views.accountLicense(actor, { organizationId, licenseId })
      return found.ok
        ? { status: 200, body: writeAccountLicense(found.plan) }
        : refusedTo(actor, { licenseId })(found.refusal)
    },
  }),
]

type Asked = Pick<
  ApiCall<unknown, z.infer<typeof teamQuery>, unknown>,
  'app' | 'actor' | 'query' | 'asked' | 'address'
>

interface Place {
  /** The team the address names: it must be there, and the token's own. */
  readonly teamId?: number
  /** A team that only narrows what is seen. */
  readonly filter: Pick<AccountLicenseFilter, 'teamId'>
}

async function answerPage(
  { app, actor, query, ...call }: Asked,
  { teamId, filter }: Place,
): Promise<ApiAnswer> {
  const { page, perPage, assignmentStatus, assigned, ...limits } = query
  const inWords = assignmentStatus && assignmentStatus === 'ASSIGNED'
  const found = await app.views.accountLicenses(actor, {
    ...{ organizationId: actor.organizationId, teamId, page, perPage },
    filter: { ...filter, ...limits, assigned: assigned ?? inWords },
  })
  if (!found.ok) return refusedTo(actor, { teamId })(found.refusal)
  const { rows, total } = found.plan
  return listed(call, { rows: rows.map(writeAccountLicense), total, page, perPage })
}

const noTeam = (id: string) => problem(404, 'TEAM_NOT_FOUND', id)
