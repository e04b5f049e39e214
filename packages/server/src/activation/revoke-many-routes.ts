import type { HeldCode } from '@claviger/core/activation/codes-out'
import type { Refusal } from '@claviger/core/kernel/decision'
import { z } from 'zod'
import { accepted, acceptedAnswer, mostNamed } from '../assignment/accepted-job.ts'
import { refusedTo } from '../assignment/account-problems.ts'
import { apiRoute } from '../http/api/api-route.ts'
import { errorShape } from '../http/api/common-answers.ts'
import { dateText, text } from '../http/api/fields.ts'
import { refusalSentence } from '../http/api/refusal-sentence.ts'
import { present, upper } from '../http/api/wire.ts'
import type { RevokedMany } from './revoke-many.ts'

const list = (what: string) =>
  z
    .array(text(254))
    .min(1, `must name ${what}`)
    .max(mostNamed, `must not name more than ${mostNamed} in one call`)

const requestShape = z
  .object({
    licenseIds: list('a license').optional().describe('These licenses.'),
    emails: list('an address').optional().describe('All licenses of the people with these addresses.'),
    productCode: text(20).optional().describe('With `emails`: only their licenses of this product.'),
    preview: z.boolean().default(false).describe('Says what would come of it, and changes nothing.'),
  })
  .refine(({ licenseIds, emails }) => (licenseIds === undefined) !== (emails === undefined), {
    message: 'must name either licenseIds or emails',
  })

const codeShape = z.object({
  validUntil: dateText.describe('Its last day.'),
  keeps: z
    .array(
      z.object({
        productCode: z.string(),
        release: z.string().optional(),
        releasedThrough: dateText.optional(),
      }),
    )
    .describe('What it goes on running for good: a release, or all released through a day.'),
})

const itemShape = z.object({
  index: z.int().describe('Which of the licenses or addresses that were named, from 0.'),
  outcome: z.enum(['REVOKED', 'SKIPPED', 'REFUSED']),
  licenseId: z.string().optional(),
  email: z.string().optional().describe('Who has it, or had.'),
  code: z.string().optional().describe('Why it stays, where it is not REVOKED.'),
  description: z.string().optional(),
  activationCode: codeShape
    .optional()
    .describe('An activation code the person has: nobody can call it back, and it goes on until its day.'),
})

const answerShape = z
  .object({
    jobId: z.uuid().optional().describe('What it is undone by; left out where nothing was taken back.'),
    revoked: z.int(),
    skipped: z.int(),
    refused: z.int(),
    items: z.array(itemShape).describe('At least one for each that was named, in their order.'),
  })
  .meta({ id: 'RevokedMany' })

/** Takes licenses back from many people. */
export const revokeManyRoutes = [
  apiRoute({
    ...{ method: 'post', path: '/customer/licenses/revokeMany', id: 'revokeMany', group: 'licenses' },
    ...{ dropIn: false, longest: 8 * 1024 * 1024 },
    summary: 'Take many licenses back',
    description:
      'Each is judged for itself: what cannot be taken back keeps nothing else from coming back. It is one job, and can be undone while its window is open; the people are written to when it ends. Of more than 5,000 the answer names only the job, which goes on.',
    body: requestShape,
    answers: {
      200: { description: 'What came of each.', schema: answerShape },
      202: acceptedAnswer,
      403: { description: 'INSUFFICIENT_PERMISSIONS or API_DISABLED.', schema: errorShape },
    },
    handle: ({ actor, body, write }) => {
      const { licenseIds, emails = [], productCode, preview } = body
      const sought = licenseIds ? { licenseIds } : { emails, productCode }
      return write(
        'revokeMany',
        { organizationId: actor.organizationId, sought, preview },
        (plan) =>
          plan.jobId !== null && plan.results.length === 0
            ? accepted(plan.jobId, plan.waiting)
            : { status: 200, body: writeAnswer(plan, licenseIds ? { licenseIds } : { emails }) },
        refusedTo(actor),
      )
    },
  }),
]

type Result = RevokedMany['results'][number]

/** What was named stands in the answer where nothing was found for it. */
interface Named {
  readonly licenseIds?: readonly string[]
  readonly emails?: readonly string[]
}

function writeAnswer({ jobId, results }: RevokedMany, named: Named): z.infer<typeof answerShape> {
  const items = results.map((one) => writeItem(one, named))
  const count = (outcome: (typeof items)[number]['outcome']) =>
    items.filter((one) => one.outcome === outcome).length
  return {
    ...present({ jobId }),
    ...{ revoked: count('REVOKED'), skipped: count('SKIPPED'), refused: count('REFUSED'), items },
  }
}

function writeItem(one: Result, { licenseIds, emails }: Named): z.infer<typeof itemShape> {
  const { index, license, reason, codeOut } = one
  return {
    ...{ index, outcome: outcomeOf(reason) },
    ...present({
      licenseId: license?.licenseId ?? licenseIds?.[index],
      email: emails?.[index] ?? license?.holder?.address,
    }),
    ...(reason && { code: upper(reason.code), description: refusalSentence(reason) }),
    ...(codeOut && { activationCode: writeCode(codeOut) }),
  }
}

/** What is so already is passed over; what might not be done is refused. */
function outcomeOf(reason: Refusal | null): z.infer<typeof itemShape>['outcome'] {
  if (reason === null) return 'REVOKED'
  return reason.code === 'not_assigned' || reason.code === 'twice_in_list' ? 'SKIPPED' : 'REFUSED'
}

function writeCode({ validUntil, keeps }: HeldCode): z.infer<typeof codeShape> {
  return {
    validUntil,
    keeps: keeps.map(({ code, release, releasedThrough }) => ({
      ...{ productCode: code, ...present({ release, releasedThrough }) },
    })),
  }
}
