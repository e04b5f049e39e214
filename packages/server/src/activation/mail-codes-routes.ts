import { z } from 'zod'
import { refusedTo } from '../assignment/account-problems.ts'
import { randomIds } from '../db/new-id.ts'
import { apiRoute } from '../http/api/api-route.ts'
import { errorShape } from '../http/api/common-answers.ts'
import { text } from '../http/api/fields.ts'

/** The most licenses one call may name. */
const mostMailed = 5_000

const requestShape = z.object({
  licenseIds: z
    .array(text(20))
    .min(1, 'must name a license')
    .max(mostMailed, `must not name more than ${mostMailed} in one call`)
    .describe('Licenses whose holders get a code; one that nobody has is skipped.'),
})

const answerShape = z
  .object({ jobId: z.uuid().describe('Its report: who got a code, and who none.') })
  .meta({ id: 'MailedCodes' })

/** Mails activation codes to many people. */
export const mailCodesRoutes = [
  apiRoute({
    ...{ method: 'post', path: '/customer/licenses/mailCodes', id: 'mailCodes', group: 'licenses' },
    dropIn: false,
    summary: 'Mail activation codes to the holders of licenses',
    description:
      'One letter a person, at once, with a code for each license; whoever has a code that still says what is true gets the same one. It is a job that goes on by itself when it is long, and cannot be undone: a code cannot be called back.',
    body: requestShape,
    answers: {
      200: { description: 'The job.', schema: answerShape },
      403: { description: 'INSUFFICIENT_PERMISSIONS or API_DISABLED.', schema: errorShape },
      404: { description: 'LICENSE_NOT_FOUND.', schema: errorShape },
    },
    handle: ({ actor, body: { licenseIds }, write }) => {
      const jobId = randomIds.uuid()
      const selection = { kind: 'these', licenseIds } as const
      return write(
        'mailCodes',
        { organizationId: actor.organizationId, selection, jobId },
        () => ({ status: 200, body: { jobId } }),
        refusedTo(actor),
      )
    },
  }),
]
