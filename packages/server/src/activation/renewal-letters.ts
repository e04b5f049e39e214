import type { Keep } from '@claviger/core/activation/plan-document'
import type { Letter, LetterWords } from '../outbox/letter.ts'
import { isCovered } from '../outbox/letter-secrets.ts'
import { asIs } from '../outbox/letter-words.ts'
import { termsOf } from './letters.ts'

/** What the letter about a newer code is written from. Dates are 'YYYY-MM-DD'. */
export interface NewerCodeFacts {
  readonly why: 'renewal' | 'reissue'
  readonly organization: string
  readonly organizationId: number
  readonly product: string
  readonly licenseId: string
  readonly address: string
  /** When the code before it ends; nothing when there was none. */
  readonly oldUntil: string | null
  readonly validUntil: string
  readonly keeps: readonly Keep[]
  /** The whole text where codes may stand in letters; covered once the letter has left. */
  readonly activationCode?: string
  readonly fileName: string
}

/** Letters that nobody asked for: a code has been replaced, because it said what is no longer true. */
export const renewalLetters = {
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
        ...(text ? [{ kind: 'document', text } as const] : []),
        { kind: 'paragraph', text: w('newer_code_how', { product }) },
      ],
      ...(text && !isCovered(text) ? { file: { name, text } } : {}),
      action: { label: w('newer_code_action'), path: `/me/licenses/${organizationId}/${licenseId}/code` },
      why: w('newer_code_why', { address: asIs(facts.address) }),
    }
  },
}
