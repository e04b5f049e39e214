import type { Keep } from '@claviger/core/activation/plan-document'
import type { Letter, LetterWords } from '../outbox/letter.ts'
import { isCovered } from '../outbox/letter-secrets.ts'
import { asIs } from '../outbox/letter-words.ts'
import type { ActivationCodeFacts, CodeDeniedFacts, CodeRequestedFacts } from './letter-facts.ts'

export const activationLetters = {
  activation_code: (facts: ActivationCodeFacts, w: LetterWords): Letter => {
    const { by, organization, product, activationCode: text, fileName: name, note } = facts
    const until = w.date(facts.validUntil)
    return {
      subject: w('activation_code_subject', { product }),
      preheader: w('activation_code_preheader', { organization, until }),
      title: w('activation_code_title', { by, organization, product }),
      blocks: [
        ...(note ? [{ kind: 'quote', text: w.name(note) } as const] : []),
        { kind: 'paragraph', text: termsOf(facts, w) },
        { kind: 'document', text: readable(text, w) },
        { kind: 'paragraph', text: w('activation_code_how', { product }) },
        { kind: 'paragraph', text: w('activation_code_stays') },
      ],
      ...(!isCovered(text) && { file: { name, text } }),
      action: { label: w('activation_code_action'), path: pageOf(facts) },
      why: w('activation_code_why', { address: asIs(facts.address) }),
    }
  },

  code_requested: (facts: CodeRequestedFacts, w: LetterWords): Letter => {
    const { person, organization, product, licenseId, slug, requestId } = facts
    return {
      subject: w('code_requested_subject', { person, product }),
      preheader: w('code_requested_preheader', { organization }),
      title: w('code_requested_title', { person, product }),
      blocks: [
        { kind: 'quote', text: w.name(facts.reason) },
        {
          kind: 'facts',
          rows: [
            [w('address'), facts.address],
            [w('license_id'), spaced(licenseId)],
          ],
        },
        { kind: 'paragraph', text: w('activation_code_stays') },
      ],
      action: { label: w('code_requested_action'), path: `/o/${slug}/code-requests/${requestId}` },
      why: w('code_requested_why', { organization }),
      thread: `code-request-${requestId}`,
    }
  },

  code_denied: (facts: CodeDeniedFacts, w: LetterWords): Letter => {
    const { by, organization, product, note } = facts
    return {
      subject: w('code_denied_subject', { product }),
      preheader: w('code_denied_preheader', { organization }),
      title: w('code_denied_title', { by, organization, product }),
      blocks: [
        ...(note ? [{ kind: 'quote', text: w.name(note) } as const] : []),
        { kind: 'paragraph', text: w('code_denied_what', { product }) },
      ],
      action: { label: w('code_denied_action'), path: pageOf(facts) },
      why: w('code_denied_why', { organization }),
    }
  },
}

/** Until when a code works, and what it keeps after that. */
export function termsOf(
  { validUntil, keeps }: { readonly validUntil: string; readonly keeps: readonly Keep[] },
  w: LetterWords,
): string {
  const until = w('code_works_until', { until: w.date(validUntil) })
  const after =
    keeps.length === 0 ? w('code_keeps_nothing') : w('code_keeps', { versions: versionsOf(keeps, w) })
  return `${until} ${after}`
}

/** The line above a code names people as they call themselves, which must become no link here. */
function readable(text: string, w: LetterWords): string {
  const [line = '', ...code] = text.split('\n')
  return [w.name(line), ...code].join('\n')
}

function versionsOf(keeps: readonly Keep[], w: LetterWords): string {
  const names = keeps.map(({ name: product, release, releasedThrough }) =>
    release === undefined
      ? w('code_keeps_through', { product, date: w.date(releasedThrough ?? '') })
      : w('code_keeps_release', { product, release }),
  )
  return new Intl.ListFormat(w.locale).format(names)
}

function pageOf({ organizationId, licenseId }: { organizationId: number; licenseId: string }): string {
  return `/me/licenses/${organizationId}/${licenseId}/code`
}

function spaced(licenseId: string): string {
  return `${licenseId.slice(0, 5)}-${licenseId.slice(5)}`
}
