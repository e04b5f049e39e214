import { maskName } from '@claviger/core/assignment/mask-name'
import { z } from 'zod'
import { apiRoute } from '../http/api/api-route.ts'
import { momentText, pageQuery, teamNumber, text, uuidText } from '../http/api/fields.ts'
import { listed, listHeaders } from '../http/api/listed.ts'
import { refusedAs } from '../http/api/refused.ts'
import { present, upper, writeMoment } from '../http/api/wire.ts'
import type { PersonRow } from './people-views.ts'

const heldShape = z.object({
  licenseId: z.string(),
  product: z.object({ code: z.string(), name: z.string() }),
  team: z.object({ id: z.int32(), name: z.string() }),
  status: z
    .enum(['INVITED', 'CONNECTED'])
    .describe('Whether the person has connected the license with an account.'),
  assignmentDate: momentText,
})

const personShape = z
  .object({
    personId: z.uuid(),
    email: z.string(),
    name: z
      .string()
      .optional()
      .describe("The account's own name; without an account, the name they were given, masked."),
    licenses: z.array(heldShape),
  })
  .meta({ id: 'Person' })

const listQuery = z.object({
  search: z
    .string()
    .max(200, 'must not be longer than 200 characters')
    .optional()
    .describe(
      'A piece of a name or address. Every character means itself; case and accents make no difference.',
    ),
  productCode: text(20).optional().describe('Only people with a license of this product.'),
  teamId: teamNumber.optional().describe('Only people with a license of this team.'),
  ...pageQuery,
})

/** The people of a customer, and what they hold. */
export const peopleRoutes = [
  apiRoute({
    ...{ method: 'get', path: '/customer/people', id: 'listPeople', group: 'people', dropIn: false },
    summary: 'People and the licenses they hold',
    description: 'In the order of their names. A token of a team sees those who hold a license of the team.',
    query: listQuery,
    answers: {
      200: { description: 'A page of people.', schema: z.array(personShape), headers: listHeaders },
    },
    handle: async (call) => {
      const { search = '', productCode, teamId: inTeam, page, perPage } = call.query
      const found = await call.app.views.peoplePage(call.actor, {
        ...{ organizationId: call.actor.organizationId, page, perPage },
        filter: {
          ...{ search, products: productCode === undefined ? [] : [productCode] },
          teams: inTeam === undefined ? [] : [inTeam],
        },
      })
      if (!found.ok) return refusedAs(found.refusal)
      return listed(call, {
        rows: found.plan.people.map(writePerson),
        total: found.plan.total,
        page,
        perPage,
      })
    },
  }),
  apiRoute({
    ...{
      method: 'get',
      path: '/customer/people/{personId}',
      id: 'getPerson',
      group: 'people',
      dropIn: false,
    },
    summary: 'One person',
    params: z.object({ personId: uuidText }),
    answers: { 200: { description: 'The person.', schema: personShape } },
    handle: async ({ app, actor, params }) => {
      const { organizationId } = actor
      const found = await app.views.personPage(actor, { organizationId, ...params })
      return found.ok ? { status: 200, body: writePerson(found.plan) } : refusedAs(found.refusal)
    },
  }),
]

function writePerson({ id, address, name, accountName, licenses }: PersonRow): z.infer<typeof personShape> {
  return {
    ...{ personId: id, email: address, ...present({ name: accountName || maskName(name) || null }) },
    licenses: licenses.map((one) => ({
      licenseId: one.licenseId,
      product: { code: one.productCode, name: one.product },
      team: { id: one.teamId, name: one.team },
      status: upper(one.status),
      assignmentDate: writeMoment(one.assignedAt),
    })),
  }
}
