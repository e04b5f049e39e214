import { maskName } from '@claviger/core/assignment/mask-name'
import { requestStates } from '@claviger/core/assignment/request-rules'
import { z } from 'zod'
import { randomIds } from '../db/new-id.ts'
import { apiRoute } from '../http/api/api-route.ts'
import { errorShape } from '../http/api/common-answers.ts'
import { int32, momentText, pageQuery, teamNumber, text, uuidText } from '../http/api/fields.ts'
import { listed, listHeaders } from '../http/api/listed.ts'
import { refusedAs } from '../http/api/refused.ts'
import { lower, present, upper, writeMoment } from '../http/api/wire.ts'
import { refusedTo } from './account-problems.ts'
import type { RequestRow } from './request-row-views.ts'

const states = requestStates.map((state) => upper(state)) as ['OPEN', 'GRANTED', 'DECLINED', 'WITHDRAWN']

const requestShape = z
  .object({
    requestId: z.uuid(),
    state: z.enum(states),
    email: z.string(),
    emailIsProved: z.boolean().describe('Whoever asked had proved the address, not only typed it.'),
    name: z.string().optional().describe('Masked.'),
    product: z.object({ code: z.string(), name: z.string() }),
    team: z.object({ id: z.int32(), name: z.string() }),
    reason: z.string().describe('Why the person got no license: what they were told, or TAKEN_BACK.'),
    note: z.string().optional().describe('A line from the person.'),
    invitationId: z.uuid().optional().describe('The link that led to the question.'),
    takenLicenseId: z.string().optional().describe('The license that is asked for back.'),
    freeSeats: z.int().describe('Licenses of the product that are free in the team.'),
    askedAt: momentText,
    answeredAt: momentText.optional(),
    answeredBy: z.string().optional(),
    answer: z.string().optional().describe('A line from whoever declined.'),
    licenseId: z.string().optional().describe('The license that was given.'),
  })
  .meta({ id: 'LicenseRequest' })

const listQuery = z.object({
  state: z.enum(states).optional().describe('Only requests in this state.'),
  teamId: teamNumber.optional().describe('Only requests for licenses of this team.'),
  productCode: text(20).optional().describe('Only requests for licenses of this product.'),
  ...pageQuery,
})

const requestIds = z
  .array(uuidText)
  .min(1, 'must name a request')
  .max(500, 'must not name more than 500 requests in one call')

const group = { group: 'requests', dropIn: false } as const
const refusals = (codes: string) => ({
  404: { description: 'REQUEST_NOT_FOUND or TEAM_NOT_FOUND.', schema: errorShape },
  409: { description: `${codes}.`, schema: errorShape },
})

/** What people ask for, and the answers. */
export const requestRoutes = [
  apiRoute({
    ...{ ...group, method: 'get', path: '/customer/requests', id: 'listRequests' },
    summary: 'Requests for licenses, those who have waited longest first',
    query: listQuery,
    answers: {
      200: { description: 'A page of requests.', schema: z.array(requestShape), headers: listHeaders },
    },
    handle: async (call) => {
      const { state, teamId: inTeam, productCode, page, perPage } = call.query
      const found = await call.app.views.requestsPage(call.actor, {
        ...{ organizationId: call.actor.organizationId, inTeam, productCode, page, perPage },
        state: state && lower(state),
      })
      if (!found.ok) return refusedAs(found.refusal)
      const { requests, total } = found.plan
      return listed(call, { rows: requests.map(writeRequest), total, page, perPage })
    },
  }),
  apiRoute({
    ...{ ...group, method: 'post', path: '/customer/requests/approve', id: 'approveRequests' },
    summary: 'Give people the licenses they asked for',
    description:
      'One job, which can be undone. The free licenses go to those who asked first; for whom none is left goes on waiting. People are told at once. Requests that were declined may be approved after all.',
    body: z.object({
      requestIds,
      teamId: int32
        .optional()
        .describe('Whose licenses are given; of each request its own team when left out.'),
    }),
    answers: {
      200: {
        description: 'How many got a license; the job tells of each.',
        schema: z
          .object({ jobId: z.uuid(), approved: z.int(), notApproved: z.int() })
          .meta({ id: 'ApprovedRequests' }),
      },
      ...refusals('NO_FREE_SEAT or REQUEST_ANSWERED'),
    },
    handle: ({ actor, body, write }) => {
      const { requestIds: ids, teamId } = body
      const job = { jobId: randomIds.uuid(), preview: false }
      return write(
        'approveRequests',
        { organizationId: actor.organizationId, ids, teamId, ...job },
        ({ take }) => ({
          status: 200,
          body: { jobId: job.jobId, approved: take.length, notApproved: ids.length - take.length },
        }),
        refusedTo(actor, { teamId }),
      )
    },
  }),
  apiRoute({
    ...{ ...group, method: 'post', path: '/customer/requests/decline', id: 'declineRequests' },
    summary: 'Say no to people who asked for a license',
    description: 'They are told by mail who has decided. Who was answered meanwhile is left alone.',
    body: z.object({
      requestIds,
      note: z.string().optional().describe('A line that goes with the answer; up to 500 characters.'),
    }),
    answers: {
      200: {
        description: 'How many are told.',
        schema: z.object({ declined: z.int() }).meta({ id: 'DeclinedRequests' }),
      },
      ...refusals('REQUEST_ANSWERED'),
    },
    handle: ({ actor, body: { requestIds: ids, note = '' }, write }) =>
      write(
        'declineRequests',
        { organizationId: actor.organizationId, ids, note },
        (plan) => ({ status: 200, body: plan }),
        refusedTo(actor),
      ),
  }),
]

function writeRequest(row: RequestRow): z.infer<typeof requestShape> {
  const { id: requestId, state, address: email, proved, name, team, reason, note, cameFrom } = row
  const { code, name: productName } = row.product
  return {
    ...{ requestId, state: upper(state), email, emailIsProved: proved },
    ...present({ name: maskName(name) || null }),
    ...{ product: { code, name: productName }, team, reason: upper(reason) },
    ...present({ note: note || null }),
    ...present({
      invitationId: cameFrom.kind === 'link' ? cameFrom.id : null,
      takenLicenseId: cameFrom.kind === 'license' ? cameFrom.licenseId : null,
    }),
    ...{ freeSeats: row.freeSeats, askedAt: writeMoment(row.askedAt) },
    ...present({
      answeredAt: row.answeredAt && writeMoment(row.answeredAt),
      answeredBy: row.answeredBy,
      answer: row.answer || null,
      licenseId: row.given?.licenseId ?? null,
    }),
  }
}
