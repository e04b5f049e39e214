import { z } from 'zod'
import { randomIds } from '../db/new-id.ts'
import { apiRoute } from '../http/api/api-route.ts'
import { errorShape } from '../http/api/common-answers.ts'
import { text } from '../http/api/fields.ts'
import { refusalSentence } from '../http/api/refusal-sentence.ts'
import { present, upper } from '../http/api/wire.ts'
import { refusedTo } from './account-problems.ts'
import type { RemindedPeople } from './remind-people.ts'

/** The most licenses one call may name. */
const mostReminded = 5_000

const requestShape = z.object({
  licenseIds: z
    .array(text(20))
    .min(1, 'must name a license')
    .max(mostReminded, `must not name more than ${mostReminded} in one call`)
    .describe('Licenses that were given and are not connected.'),
  preview: z.boolean().default(false).describe('Says what would come of it, and reminds nobody.'),
})

const skippedShape = z.object({
  licenseId: z.string(),
  email: z.string().optional().describe('Who has it.'),
  code: z
    .string()
    .describe('CONNECTED_ALREADY, REMINDED_LATELY, ADDRESS_REFUSED, LETTER_WAITING or NOT_ASSIGNED.'),
  description: z.string(),
})

const answerShape = z
  .object({
    jobId: z.uuid().optional().describe('Its report; not in a preview.'),
    people: z.int().describe('How many get a letter: one each, whatever they have.'),
    licenses: z.int().describe('The licenses those letters name.'),
    skipped: z.array(skippedShape),
  })
  .meta({ id: 'RemindedMany' })

/** Reminds people of licenses they have not connected. */
export const remindRoutes = [
  apiRoute({
    ...{ method: 'post', path: '/customer/licenses/remindMany', id: 'remindMany', group: 'licenses' },
    dropIn: false,
    summary: 'Remind people of licenses they have not connected',
    description:
      'One letter a person, at once. Who has connected, was reminded today or yesterday, or cannot be reached is skipped. Reminders that leave by themselves stay as they are.',
    body: requestShape,
    answers: {
      200: { description: 'Who is reminded, and who is not.', schema: answerShape },
      403: { description: 'INSUFFICIENT_PERMISSIONS or API_DISABLED.', schema: errorShape },
      404: { description: 'LICENSE_NOT_FOUND.', schema: errorShape },
    },
    handle: ({ actor, body: { licenseIds, preview }, write }) => {
      const jobId = randomIds.uuid()
      const selection = { kind: 'these', licenseIds } as const
      return write(
        'remindPeople',
        { organizationId: actor.organizationId, selection, jobId, preview },
        (plan) => ({ status: 200, body: writeAnswer(plan, preview ? null : jobId) }),
        refusedTo(actor),
      )
    },
  }),
]

function writeAnswer(
  { people, licenses, skipped }: RemindedPeople,
  jobId: string | null,
): z.infer<typeof answerShape> {
  return {
    ...{ ...present({ jobId }), people, licenses },
    skipped: skipped.map(({ license: { licenseId, holder }, reason }) => ({
      ...{ licenseId, code: upper(reason.code), description: refusalSentence(reason) },
      ...present({ email: holder?.address }),
    })),
  }
}
