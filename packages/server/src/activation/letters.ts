import type { Block, Letter, LetterWords } from '../outbox/letter.ts'
import { isCovered } from '../outbox/letter-secrets.ts'
import { asIs } from '../outbox/letter-words.ts'
import { codeBlock, termsOf } from './code-terms.ts'
import type {
  ActivationCodeFacts,
  CodeAbout,
  CodeDeniedFacts,
  CodeRequestedFacts,
  NewerCodeFacts,
} from './letter-facts.ts'

export const activationLetters = {
  activation_code: (facts: ActivationCodeFacts, w: LetterWords): Letter => {
    if (facts.also) return severalCodes(facts, [facts, ...facts.also], w)
    const { by, organization, product, activationCode: text, fileName: name, note } = facts
    const until = w.date(facts.validUntil)
    return {
      subject: w('activation_code_subject', { product }),
      preheader: w('activation_code_preheader', { organization, until }),
      title: w('activation_code_title', { by, organization, product }),
      blocks: [
        ...(note ? [{ kind: 'quote', text: w.name(note) } as const] : []),
        { kind: 'paragraph', text: termsOf(facts, w) },
        codeBlock(text, w),
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

  newer_code: (facts: NewerCodeFacts, w: LetterWords): Letter => {
    const { organization, organizationId, product, licenseId, activationCode: text, fileName: name } = facts
    const old = facts.oldUntil === null ? '' : w('newer_code_old', { until: w.date(facts.oldUntil) })
    return {
      subject: w('newer_code_subject', { product }),
      preheader: w('newer_code_preheader', { organization, until: w.date(facts.validUntil) }),
      title: w('newer_code_title', { organization, product }),
      blocks: [
        {
          kind: 'paragraph',
          text: w(facts.why === 'renewal' ? 'newer_code_dates' : 'newer_code_key', { product }),
        },
        { kind: 'paragraph', text: `${old} ${termsOf(facts, w)}`.trim() },
        ...(text ? [codeBlock(text, w)] : []),
        { kind: 'paragraph', text: w('newer_code_how', { product }) },
      ],
      ...(text && !isCovered(text) ? { file: { name, text } } : {}),
      action: { label: w('newer_code_action'), path: `/me/licenses/${organizationId}/${licenseId}/code` },
      why: w('newer_code_why', { address: asIs(facts.address) }),
    }
  },
}

/** Several codes in one letter: each under its own terms, all of them in the file. */
function severalCodes(facts: ActivationCodeFacts, about: readonly CodeAbout[], w: LetterWords): Letter {
  const { by, organization, activationCode: text, fileName: name } = facts
  const count = about.length
  const codes = text.split('\n\n')
  const each = about.flatMap((one, index): Block[] => [
    {
      kind: 'paragraph',
      text: w('activation_codes_each', { product: one.product, terms: asIs(termsOf(one, w)) }),
    },
    ...(codes.length === count ? [codeBlock(codes[index] ?? '', w)] : []),
  ])
  return {
    subject: w('activation_codes_subject', { organization, count }),
    preheader: w('activation_codes_preheader'),
    title: w('activation_codes_title', { by, organization, count }),
    blocks: [
      ...each,
      ...(codes.length === count ? [] : [codeBlock(text, w)]),
      { kind: 'paragraph', text: w('activation_codes_how') },
      { kind: 'paragraph', text: w('activation_code_stays') },
    ],
    ...(!isCovered(text) && { file: { name, text } }),
    action: { label: w('open_my_licenses'), path: '/me' },
    why: w('activation_codes_why', { address: asIs(facts.address) }),
  }
}

function pageOf({ organizationId, licenseId }: { organizationId: number; licenseId: string }): string {
  return `/me/licenses/${organizationId}/${licenseId}/code`
}

function spaced(licenseId: string): string {
  return `${licenseId.slice(0, 5)}-${licenseId.slice(5)}`
}
