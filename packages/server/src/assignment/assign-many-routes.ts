import type { SentContact } from '@claviger/core/assignment/contact-rules'
import type { Refusal } from '@claviger/core/kernel/decision'
import { z } from 'zod'
import { apiRoute } from '../http/api/api-route.ts'
import { errorShape } from '../http/api/common-answers.ts'
import { int32, text } from '../http/api/fields.ts'
import { refusalSentence } from '../http/api/refusal-sentence.ts'
import { present, upper } from '../http/api/wire.ts'
import { accepted, acceptedAnswer, mostNamed } from './accepted-job.ts'
import { refusedTo } from './account-problems.ts'
import type { AssignedContact } from './assign-many.ts'
import { contactProblem } from './contact-problem.ts'

const requestShape = z.object({
  team: int32.describe('The number of the team whose licenses they are.'),
  productCode: text(20),
  contacts: z
    .array(z.object({ email: z.string(), firstName: z.string(), lastName: z.string() }))
    .min(1, 'must name somebody')
    .max(mostNamed, `must not name more than ${mostNamed} people in one call`)
    .describe('Held to the same rules as the contact of a single assignment.'),
  sendEmail: z.boolean().default(false).describe('Whether they are written to; the letters leave at once.'),
  includeOfflineActivationCode: z
    .boolean()
    .default(false)
    .describe('Whether the letters bring an activation code, to people without an account.'),
  preview: z.boolean().default(false).describe('Says what would come of it, and changes nothing.'),
})

const itemShape = z.object({
  index: z.int().describe('Which of the contacts, from 0.'),
  email: z.string().describe('As it was sent.'),
  outcome: z.enum(['ASSIGNED', 'SKIPPED', 'REFUSED']),
  licenseId: z.string().optional().describe('The license they got; not in a preview.'),
  code: z.string().optional().describe('Why not, where it is not ASSIGNED.'),
  description: z.string().optional(),
})

const answerShape = z
  .object({
    jobId: z.uuid().optional().describe('What it is undone by; not in a preview.'),
    assigned: z.int(),
    skipped: z.int(),
    refused: z.int(),
    items: z.array(itemShape).describe('One for each contact, in their order.'),
  })
  .meta({ id: 'AssignedMany' })

type Place = Pick<z.output<typeof requestShape>, 'team' | 'productCode'>

/** Gives licenses to many people. */
export const assignManyRoutes = [
  apiRoute({
    ...{ method: 'post', path: '/customer/licenses/assignMany', id: 'assignMany', group: 'licenses' },
    ...{ dropIn: false, longest: 16 * 1024 * 1024 },
    summary: 'Assign licenses to many people',
    description:
      'Each contact is judged for itself: the free licenses of the team go to those who can be given one, in their order. Somebody who has a license of the product already is skipped. It is one job, and can be undone while its window is open. Of more than 5,000 contacts the answer names only the job, which goes on.',
    body: requestShape,
    answers: {
      200: { description: 'What came of each contact.', schema: answerShape },
      202: acceptedAnswer,
      403: { description: 'TEAM_MISMATCH, INSUFFICIENT_PERMISSIONS or API_DISABLED.', schema: errorShape },
      404: { description: 'TEAM_NOT_FOUND or PRODUCT_NOT_FOUND.', schema: errorShape },
    },
    handle: ({ actor, body, write }) => {
      const { team: teamId, ...request } = body
      return write(
        'assignMany',
        { organizationId: actor.organizationId, teamId, ...request },
        ({ jobId, contacts, waiting }) =>
          jobId !== null && contacts.length < body.contacts.length
            ? accepted(jobId, waiting)
            : { status: 200, body: writeAnswer(body, jobId, contacts) },
        refusedTo(actor, { teamId, productCode: body.productCode }),
      )
    },
  }),
]

function writeAnswer(
  body: Place & { readonly contacts: readonly SentContact[] },
  jobId: string | null,
  contacts: readonly AssignedContact[],
): z.infer<typeof answerShape> {
  const count = (outcome: AssignedContact['outcome']) =>
    contacts.filter((one) => one.outcome === outcome).length
  return {
    ...present({ jobId }),
    ...{ assigned: count('assigned'), skipped: count('skipped'), refused: count('refused') },
    items: body.contacts.flatMap((sent, index) => {
      const one = contacts[index]
      return one
        ? [{ index, email: sent.email, outcome: upper(one.outcome), ...cameOf(one, sent, body) }]
        : []
    }),
  }
}

function cameOf(one: AssignedContact, sent: SentContact, place: Place) {
  return one.outcome === 'assigned' ? present({ licenseId: one.licenseId }) : why(one.reason, sent, place)
}

/** Single assignments are refused in the same words. */
function why(reason: Refusal, sent: SentContact, { team, productCode }: Place) {
  const code = upper(reason.code)
  const words = `No available license found to assign in the team ${team} with product ${productCode}`
  if (reason.code === 'no_free_seat') return { code: 'NO_AVAILABLE_LICENSE_TO_ASSIGN', description: words }
  return contactProblem(reason, sent) ?? { code, description: refusalSentence(reason) }
}
