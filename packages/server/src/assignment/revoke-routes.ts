import type { Refusal } from '@claviger/core/kernel/decision'
import type { TokenActor } from '@claviger/core/teams/actor'
import { z } from 'zod'
import { type ApiAnswer, apiRoute } from '../http/api/api-route.ts'
import { errorShape } from '../http/api/common-answers.ts'
import { lenientOptionalText } from '../http/api/fields.ts'
import { problem, refusedAs } from '../http/api/refused.ts'
import { accessProblem } from './account-problems.ts'
import type { HeldSought } from './revoke-held.ts'

/** Generated clients send the word `null` for what they leave out. */
const queryText = z.preprocess((sent) => (sent === 'null' ? undefined : sent), z.string().optional())

/** Takes licenses back from people. */
export const revokeRoutes = [
  apiRoute({
    ...{
      method: 'post',
      path: '/customer/licenses/revoke',
      id: 'revokeAsset',
      group: 'licenses',
      dropIn: true,
    },
    summary: 'Take licenses back',
    description:
      'One license, or all that somebody holds. All of them come back, or none: one that was assigned too lately stops the call. Undo is possible in the console.',
    query: z.object({
      licenseId: queryText.describe('This license. Where it is given, nothing else is looked at.'),
      email: queryText.describe('All licenses of the person with this address.'),
      productCode: queryText.describe('Only those of this product.'),
    }),
    body: z
      .object({ licenseId: lenientOptionalText.describe('Read where the address names no license.') })
      .optional()
      .catch(undefined),
    answers: {
      200: {
        description: 'What came back, in ascending order; empty where nobody held one.',
        schema: z.object({ licenseIds: z.array(z.string()) }).meta({ id: 'RevokedLicensesResponse' }),
      },
      400: {
        description:
          'MISSING_FIELD, INVALID_CONTACT_EMAIL, LICENSE_IS_NOT_AVAILABLE_FOR_REVOKE or RECENTLY_ASSIGNED_LICENSE_IS_NOT_AVAILABLE_FOR_REVOKE.',
        schema: errorShape,
      },
      403: { description: 'TEAM_MISMATCH, INSUFFICIENT_PERMISSIONS or API_DISABLED.', schema: errorShape },
      404: { description: 'LICENSE_NOT_FOUND or PRODUCT_NOT_FOUND.', schema: errorShape },
    },
    async handle({ actor, query, body, write }) {
      const held = heldIn({ ...query, licenseId: query.licenseId ?? body?.licenseId })
      if (!held) return problem(400, 'MISSING_FIELD', 'Either licenseId or email must be provided')
      return write(
        'revokeHeld',
        { organizationId: actor.organizationId, held },
        ({ licenseIds }) => ({ status: 200, body: { licenseIds } }),
        (refusal) => refusedRevoking(refusal, actor, held),
      )
    },
  }),
]

interface Sent {
  readonly licenseId?: string | undefined
  readonly email?: string | undefined
  readonly productCode?: string | undefined
}

/** An empty id is an id nobody has; taken for none, it would turn one license into all of a person's. */
function heldIn({ licenseId, email, productCode }: Sent): HeldSought | undefined {
  if (licenseId !== undefined) return { licenseId }
  if (email === undefined || email.trim() === '') return undefined
  return productCode === undefined ? { email } : { email, productCode }
}

function refusedRevoking(refusal: Refusal, actor: TokenActor, held: HeldSought): ApiAnswer {
  const { field, licenseId } = refusal as { readonly field?: unknown; readonly licenseId?: unknown }
  if (field === 'email' && 'email' in held) return problem(400, 'INVALID_CONTACT_EMAIL', held.email)
  switch (refusal.code) {
    case 'recently_assigned':
      return problem(400, 'RECENTLY_ASSIGNED_LICENSE_IS_NOT_AVAILABLE_FOR_REVOKE', String(licenseId))
    case 'not_assigned':
      return problem(400, 'LICENSE_IS_NOT_AVAILABLE_FOR_REVOKE', 'NON_PER_USER')
    default:
      return accessProblem(refusal, actor, held) ?? refusedAs(refusal)
  }
}
