import type { RevocableLicense, RevocationPlan } from '@claviger/core/assignment/plan-revocation'
import { z } from 'zod'
import { randomIds } from '../db/new-id.ts'
import { apiRoute } from '../http/api/api-route.ts'
import { errorShape } from '../http/api/common-answers.ts'
import { dateText, text, uuidText } from '../http/api/fields.ts'
import { refusalSentence } from '../http/api/refusal-sentence.ts'
import { present, upper } from '../http/api/wire.ts'
import { refusedTo } from './account-problems.ts'

const preview = z.boolean().default(false).describe('Says what would come of it, and changes nothing.')
const most = 1_000

const itemShape = z.object({
  licenseId: z.string(),
  done: z.boolean(),
  code: z.string().optional().describe('Why it stays where it is.'),
  description: z.string().optional(),
})

const answerShape = z
  .object({
    jobId: z.uuid().optional().describe('What it is undone by; not in a preview.'),
    done: z.int(),
    kept: z.int(),
    items: z.array(itemShape).describe('Each license of the person that was meant.'),
  })
  .meta({ id: 'ActOnPerson' })

const answers = {
  200: { description: 'What came of each license.', schema: answerShape },
  403: { description: 'INSUFFICIENT_PERMISSIONS or API_DISABLED.', schema: errorShape },
  404: { description: 'PERSON_NOT_FOUND.', schema: errorShape },
}

const onPerson = { group: 'people', dropIn: false, method: 'post' } as const
const params = z.object({ personId: uuidText })

/** What programs do with everything a person holds. */
export const peopleActRoutes = [
  apiRoute({
    ...{ ...onPerson, params, path: '/customer/people/{personId}/revoke', id: 'revokePerson' },
    summary: 'Take everything back that a person holds',
    description:
      'Every license, in all teams whose licenses the token may take back. It is one job, and can be undone while its window is open; the person is written to when it ends.',
    body: z.object({ preview }),
    answers,
    handle: ({ actor, params: { personId }, body, write }) => {
      const { organizationId } = actor
      const job = { jobId: randomIds.uuid(), preview: body.preview }
      return write(
        'revokePeople',
        { organizationId, people: { kind: 'these', personIds: [personId] }, ...job },
        (plan) => ({ status: 200, body: writeAnswer(plan, job) }),
        refusedTo(actor),
      )
    },
  }),
  apiRoute({
    ...{ ...onPerson, params, path: '/customer/people/{personId}/reassign', id: 'reassignLicenses' },
    summary: 'Pass licenses of a person on to another',
    description:
      'The same licenses with the same last day go over; what the other person has already stays. It is one job, and can be undone while its window is open. The new person is written to two minutes later, the one before when the window ends.',
    body: z.object({
      email: text(254).describe('Who gets them.'),
      name: z.string().max(200).default(''),
      licenseIds: z
        .array(text(20))
        .min(1, 'must name a license')
        .max(most)
        .optional()
        .describe('These; everything the person holds when left out.'),
      preview,
    }),
    answers,
    handle: ({ actor, params: { personId }, body, write }) => {
      const { organizationId } = actor
      const job = { jobId: randomIds.uuid(), preview: body.preview }
      const to = { email: body.email, name: body.name }
      return write(
        'reassignLicenses',
        { organizationId, personId, licenses: body.licenseIds ?? 'all', to, ...job },
        (plan) => ({ status: 200, body: writeAnswer(plan, job) }),
        refusedTo(actor),
      )
    },
  }),
  apiRoute({
    ...{ ...onPerson, params, path: '/customer/people/{personId}/askToKeep', id: 'askPerson' },
    summary: 'Ask a person whether they still use what they hold',
    description:
      'By mail. The person keeps a license, or gives it back, with one press; using the product keeps it too. Silence frees it when the last day is over.',
    body: z.object({ preview }),
    answers: {
      ...answers,
      200: {
        description: 'How many licenses are asked about.',
        schema: z
          .object({ asked: z.int(), alreadyAsked: z.int(), answerUntil: dateText })
          .meta({ id: 'AskedPerson' }),
      },
    },
    handle: ({ actor, params: { personId }, body, write }) =>
      write(
        'askPeople',
        {
          ...{ organizationId: actor.organizationId, preview: body.preview },
          people: { kind: 'these', personIds: [personId] },
        },
        ({ asked, already, dueOn }) => ({
          status: 200,
          body: { asked, alreadyAsked: already, answerUntil: dueOn },
        }),
        refusedTo(actor),
      ),
  }),
]

function writeAnswer(
  { revoke, kept }: RevocationPlan<RevocableLicense>,
  job: { readonly jobId: string; readonly preview: boolean },
): z.infer<typeof answerShape> {
  return {
    ...present({ jobId: job.preview ? null : job.jobId }),
    ...{ done: revoke.length, kept: kept.length },
    items: [
      ...revoke.map(({ licenseId }) => ({ licenseId, done: true })),
      ...kept.map(({ license, reason }) => ({
        ...{ licenseId: license.licenseId, done: false, code: upper(reason.code) },
        description: refusalSentence(reason),
      })),
    ],
  }
}
