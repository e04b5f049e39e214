import { longestContact } from '@claviger/core/assignment/contact-rules'
import type { Refusal } from '@claviger/core/kernel/decision'
import type { Availability } from '@claviger/core/licenses/availability'
import type { TokenActor } from '@claviger/core/teams/actor'
import { z } from 'zod'
import { type ApiAnswer, apiRoute } from '../http/api/api-route.ts'
import { errorShape } from '../http/api/common-answers.ts'
import { lenientInt32, lenientOptionalText, lenientText, strictFlag } from '../http/api/fields.ts'
import { problem, refusedAs } from '../http/api/refused.ts'
import { accessProblem } from './account-problems.ts'
import type { LicenseSought } from './assign-license.ts'
import { contactProblem } from './contact-problem.ts'
import { unreadableBody } from './unreadable-body.ts'

const contactShape = z.object({
  email: lenientText.describe(
    `At most ${longestContact.email} characters, and not at a domain of throw-away mailboxes.`,
  ),
  firstName: lenientText.describe(
    `Letters of any script, spaces, hyphens, dots and apostrophes, at most ${longestContact.name}.`,
  ),
  lastName: lenientText.describe('Like the first name; a hyphen stands for the name of who has but one.'),
})

const placeShape = z.object({
  team: lenientInt32.describe('The number of the team.'),
  productCode: lenientText,
})

const requestShape = z.object({
  licenseId: lenientOptionalText.describe(
    'The license to assign. Where it is given, `license` is not looked at.',
  ),
  license: placeShape
    .optional()
    .describe('Any license of a product that is available in a team: the first of the list.'),
  contact: contactShape,
  sendEmail: strictFlag.describe('Whether the person is written to; the letter leaves at once.'),
  includeOfflineActivationCode: strictFlag.describe(
    'Whether the letter brings an activation code. It does so only for people without an account.',
  ),
})

/** Null is as good as nothing, and a license that is named leaves nothing to be chosen. */
function withOneWay(sent: unknown): unknown {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return sent
  const { license, ...rest } = sent as { licenseId?: unknown; license?: unknown }
  const named = rest.licenseId !== undefined && rest.licenseId !== null
  return named || license === null ? rest : sent
}

/** Gives a license to one person. */
export const assignRoutes = [
  apiRoute({
    ...{
      method: 'post',
      path: '/customer/licenses/assign',
      id: 'assignLicense',
      group: 'licenses',
      dropIn: true,
    },
    summary: 'Assign a license to a person',
    description:
      'One license by its id, or the first of the list that is available of a product in a team. Somebody may be given several.',
    body: z.preprocess(withOneWay, requestShape),
    unreadable: (error, sent) => unreadableBody(error, sent, { contact: 'Field must be provided' }),
    answers: {
      200: { description: 'Assigned. The body is empty.' },
      204: { description: 'The same, where the installation was told to answer so.' },
      400: {
        description:
          'MISSING_FIELD, INVALID_FIELD, INVALID_CONTACT_EMAIL, INVALID_CONTACT_NAME, LICENSE_IS_NOT_AVAILABLE_TO_ASSIGN or NO_AVAILABLE_LICENSE_TO_ASSIGN.',
        schema: errorShape,
      },
      403: { description: 'TEAM_MISMATCH, INSUFFICIENT_PERMISSIONS or API_DISABLED.', schema: errorShape },
      404: { description: 'LICENSE_NOT_FOUND, PRODUCT_NOT_FOUND or TEAM_NOT_FOUND.', schema: errorShape },
    },
    async handle({ app, actor, body, write }) {
      const { licenseId, license, contact, ...letter } = body
      const sought = soughtIn({ licenseId, license })
      if (!sought) return problem(400, 'MISSING_FIELD', 'Either licenseId or license must be provided')
      return write(
        'assignLicense',
        { organizationId: actor.organizationId, license: sought, contact, ...letter },
        () => ({ status: app.config.apiAssignStatus }),
        (refusal) => refusedAssigning(refusal, actor, { sought, contact }),
      )
    },
  }),
]

type Body = z.output<typeof requestShape>

function soughtIn({ licenseId, license }: Pick<Body, 'licenseId' | 'license'>): LicenseSought | undefined {
  if (licenseId !== undefined) return { licenseId }
  return license && { teamId: license.team, productCode: license.productCode }
}

interface Asked {
  readonly sought: LicenseSought
  readonly contact: Body['contact']
}

function refusedAssigning(refusal: Refusal, actor: TokenActor, { sought, contact }: Asked): ApiAnswer {
  const wrong = contactProblem(refusal, contact)
  if (wrong) return problem(400, wrong.code, wrong.description)
  if (refusal.code === 'license_not_available')
    return problem(400, 'LICENSE_IS_NOT_AVAILABLE_TO_ASSIGN', reasonOf(refusal))
  if (refusal.code === 'no_free_seat' && 'teamId' in sought) {
    const words = `in the team ${sought.teamId} with product ${sought.productCode}`
    return problem(400, 'NO_AVAILABLE_LICENSE_TO_ASSIGN', `No available license found to assign ${words}`)
  }
  return accessProblem(refusal, actor, sought) ?? refusedAs(refusal)
}

const reasons: Readonly<Record<Exclude<Availability, 'available'>, string>> = {
  not_per_user: 'NON_PER_USER',
  allocated: 'ALLOCATED',
  suspended: 'SUSPENDED',
  expired_without_fallback: 'EXPIRED_WITHOUT_FALLBACK',
}

function reasonOf(refusal: Refusal): string {
  return reasons[(refusal as unknown as { reason: keyof typeof reasons }).reason]
}
